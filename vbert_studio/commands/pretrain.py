"""``pretrain``: a VideoBERT of one's own videos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from vbert_studio.commands.fetching import fetch_if_missing
from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.ranges import (
    AboveZero,
    Batch,
    Count,
    CountOrNone,
    Range,
    Seed,
    Share,
    ShareBelowOne,
    Threads,
    Weight,
)
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.progress import Monitor
from vbert_studio.project import Project

if TYPE_CHECKING:
    from vbert_studio.jobs.pretrain import Pretrained

Size = Literal["small", "base", "paper", "tiny"]
Rows = Literal["all", "visual", "none"]
Float = Literal["auto", "no", "bf16", "fp16"]


@dataclass(frozen=True, slots=True)
class ModelPretrained(Result):
    """A model that was taught, its figures on what it was not taught, and what it cannot know."""

    project: Path
    name: str
    folder: Path
    codebook: str
    base: str
    run: int
    steps: int
    tokens_per_s: float
    videos: int
    clips: int
    minutes: float
    sentences: int
    held_out: dict[str, float]
    limits: tuple[str, ...]

    @classmethod
    def of(cls, project: Project, found: Pretrained) -> ModelPretrained:
        """The result that a job's makes."""
        row, taught = found.checkpoint, found.taught
        return cls(
            project=project.folder,
            name=row.name,
            folder=row.folder,
            codebook=row.codebook,
            base=row.base,
            run=found.run.id,
            steps=found.steps,
            tokens_per_s=round(found.tokens_per_s, 1),
            videos=taught.films,
            clips=taught.clips,
            minutes=round(taught.minutes, 2),
            sentences=taught.sentences,
            held_out=dict(taught.held_out),
            limits=found.limits,
        )


@command("pretrain", title="Train a VideoBERT", group=WORDS)
def pretrain(
    project: Path,
    *,
    name: str | None = None,
    resume: bool = False,
    size: Size = "small",
    start: str | None = None,
    held_out: ShareBelowOne = 0.1,
    steps: CountOrNone = 0,
    batch: Batch = 32,
    accumulate: Count = 1,
    learning_rate: AboveZero = 1e-4,
    warm_up: Share = 0.05,
    weight_decay: Weight = 0.01,
    dropout: ShareBelowOne = 0.1,
    train_rows: Rows = "all",
    text_weight: Weight = 1.0,
    video_weight: Weight = 1.0,
    alignment_weight: Weight = 1.0,
    text_share: Share = 0.15,
    video_share: Share = 0.25,
    misaligned: Share = 0.5,
    hard: Share = 0.5,
    slowest: Count = 5,
    longest: Annotated[int, Range(16)] = 128,
    mask: Share = 0.15,
    mask_block: Share = 0.2,
    mask_ratio: Share = 0.2,
    mask_whole: Share = 0.15,
    evaluate_every: CountOrNone = 0,
    save_every: CountOrNone = 0,
    patience: CountOrNone = 0,
    precision: Float = "auto",
    threads: Threads | None = None,
    seed: Seed = 0,
    monitor: Monitor,
) -> ModelPretrained:
    """Teach a model what is seen and said in the project's videos: a VideoBERT of your own.

    It learns to fill in hidden words and hidden visual tokens, and whether a sentence belongs to a
    stretch of video. It is judged by videos that it is not taught, and the model that did best
    there answers from then on. Stop it whenever you like: the same command goes on from there.

    Args:
        project: the folder of the project, with visual tokens and transcripts.
        name: what the checkpoint is called; else model-1, model-2 and so on.
        resume: go on with the last run that was stopped, or with the one that --name says; every
            other option is as it was then.
        size: small starts from MiniLM and trains on a processor; paper is as large as published.
        start: a checkpoint of the project that is to learn more, weights of `models list`, or
            nothing; else the weights that have the chosen size.
        held_out: the share of the videos to judge by; of fewer than five videos it is the end of
            each. The project's setting held_out_videos names them instead.
        steps: how many; 0 looks at every clip some 40 times.
        batch: sequences per step.
        accumulate: batches per step, where memory is short.
        learning_rate: at its highest; 1e-5 is gentle on what a checkpoint knows.
        warm_up: share of the steps in which the rate rises.
        weight_decay: how much weights are drawn to zero.
        dropout: share of what is dropped at random while learning; 0 is a sixth faster, and right
            where there are very many videos.
        train_rows: whose embeddings learn: all words, visual words only, or none (as published).
        text_weight: how much hidden words count (alpha).
        video_weight: how much hidden visual tokens count (beta).
        alignment_weight: how much alignment counts (gamma).
        text_share: share of the examples with text alone.
        video_share: share of the examples with video alone; the rest has both.
        misaligned: share of the pairs that do not belong together.
        hard: share of those that are from one video.
        slowest: visual tokens are thinned out by 1 to this, so that speeds vary.
        longest: a sequence has at most this many tokens.
        mask: how likely a token is hidden, in examples with scattered masks.
        mask_block: share of the examples that hide a run of each side.
        mask_ratio: share of the examples that hide any share of each side.
        mask_whole: share of the examples that hide a whole side.
        evaluate_every: steps between two evaluations; 0 evaluates twenty times in all.
        save_every: steps between two states to resume from; 0 saves at every evaluation.
        patience: stop after this many evaluations without a better one; 0 never does.
        precision: auto is bfloat16 where the processor is made for it, else float32.
        threads: of the processor; else one per core.
        seed: of every random choice.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.pretrain import pretrain as run
    from vbert_studio.jobs.pretrain import resume as go_on
    from vbert_studio.jobs.recipes import recipe_from_json

    recipe = recipe_from_json(
        {
            "training": {
                "steps": steps,
                "learning_rate": learning_rate,
                "warm_up": warm_up,
                "weight_decay": weight_decay,
                "accumulate": accumulate,
                "evaluate_every": evaluate_every,
                "save_every": save_every,
                "patience": patience,
                "precision": precision,
                "train_rows": train_rows,
                "losses": {
                    "text": text_weight,
                    "video": video_weight,
                    "alignment": alignment_weight,
                },
            },
            "examples": {
                "text": text_share,
                "video": video_share,
                "misaligned": misaligned,
                "hard": hard,
                "slowest": slowest,
                "longest": longest,
            },
            "masking": {
                "scattered": mask,
                "block": mask_block,
                "ratio": mask_ratio,
                "whole": mask_whole,
            },
            "batch": batch,
            "dropout": dropout,
            "seed": seed,
            "threads": threads,
        }
    )
    with open_to_work(project) as opened:
        if resume:
            found = go_on(opened, name=name, monitor=monitor)
        else:
            _fetch(opened, size, start, monitor)
            found = run(
                opened,
                name=name,
                preset=size,
                start=start,
                held_out=held_out,
                recipe=recipe,
                monitor=monitor,
            )
        return ModelPretrained.of(opened, found)


def _fetch(project: Project, size: str, start: str | None, monitor: Monitor) -> None:
    """Fetch what the run begins from, and the word pieces."""
    from vbert_studio.jobs.models import known_models
    from vbert_studio.language.wordpiece import NAME
    from vbert_studio.training.starting import BERTS, NOTHING

    fetch_if_missing(NAME, "wordpiece", monitor)
    base = start or BERTS.get(size, NOTHING)
    if base != NOTHING and base not in known_models(project):
        fetch_if_missing(base, "encoder", monitor)
