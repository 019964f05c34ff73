"""``fine-tune``: a model that has learned what people judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.commands.fetching import fetch_if_missing
from vbert_studio.commands.opening import check_video, open_to_work
from vbert_studio.commands.ranges import (
    AboveZero,
    Batch,
    CountOrNone,
    RowId,
    Seed,
    ShareBelowOne,
    Threads,
    Weight,
)
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.pairs import PairFilter

if TYPE_CHECKING:
    from vbert_studio.jobs.fine_tune import FineTuned


@dataclass(frozen=True, slots=True)
class ModelFineTuned(Result):
    """A model that was fine-tuned, and both models' figures on the held-out pairs.

    `before` and `after` have ``accuracy``, ``loss``, ``pairs`` and, where both judgements were held
    out, ``auc``.
    """

    project: Path
    name: str
    folder: Path
    start: str
    run: int
    steps: int
    taught: int
    held_out: int
    set_aside: int
    before: dict[str, float]
    after: dict[str, float]
    is_current: bool

    @classmethod
    def of(cls, project: Project, found: FineTuned) -> ModelFineTuned:
        """The result that a job's makes."""
        row = found.checkpoint
        return cls(
            project=project.folder,
            name=row.name,
            folder=row.folder,
            start=found.plan.start,
            run=found.run.id,
            steps=found.steps,
            taught=len(found.plan.taught),
            held_out=len(found.plan.held_out),
            set_aside=found.plan.set_aside,
            before=_figures(found.before),
            after=_figures(found.after),
            is_current=row.is_current,
        )


@command("fine-tune", title="Fine-tune on judged pairs", group=WORDS)
def fine_tune(
    project: Path,
    *,
    checkpoint: str | None = None,
    name: str | None = None,
    text: str = "",
    video: RowId | None = None,
    held_out: ShareBelowOne = 0.2,
    steps: CountOrNone = 0,
    batch: Batch = 16,
    learning_rate: AboveZero = 3e-5,
    dropout: ShareBelowOne = 0.1,
    words_weight: Weight = 0.3,
    visual_weight: Weight = 0.3,
    seed: Seed = 0,
    threads: Threads | None = None,
    use: bool = False,
    monitor: Monitor,
) -> ModelFineTuned:
    """Teach a model what you judged to belong together, and compare it with the one before.

    A share of the pairs is held out, always the same ones; both models are judged by those alone.
    The new model answers only once you choose it with `checkpoints use`. Stop it whenever you like:
    what was learned until then waits for `runs keep` or `runs discard`, and the same line goes on
    where it was.

    Args:
        project: the folder of the project, with pairs judged aligned and not aligned.
        checkpoint: the model to begin with; else the one that answers.
        name: of the new model; else fine-tuned-1, fine-tuned-2 and so on.
        text: only pairs that have all these words.
        video: only pairs of this video, by its number.
        held_out: the share of the pairs to judge by.
        steps: how many; 0 looks at every pair some 20 times.
        batch: pairs per step.
        learning_rate: at its highest.
        dropout: share of what is dropped at random while learning.
        words_weight: how much hidden words count beside alignment.
        visual_weight: how much hidden visual tokens count beside alignment.
        seed: of every random choice but the held-out pairs.
        threads: of the processor; else one per core.
        use: let the new model answer from now on.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.fine_tune import fine_tune as run
    from vbert_studio.jobs.fine_tune_plan import FineTuneSettings
    from vbert_studio.language.wordpiece import NAME

    settings = FineTuneSettings(
        steps=steps,
        batch=batch,
        learning_rate=learning_rate,
        words=words_weight,
        visual=visual_weight,
        dropout=dropout,
        seed=seed,
        threads=threads,
    )
    with open_to_work(project) as opened:
        check_video(opened, video)
        fetch_if_missing(NAME, "wordpiece", monitor)
        found = run(
            opened,
            checkpoint=checkpoint,
            name=name,
            where=PairFilter(text, video_id=video),
            held_out=held_out,
            settings=settings,
            use=use,
            monitor=monitor,
        )
        return ModelFineTuned.of(opened, found)


def _figures(found: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 5) for name, value in found.items() if name != "score"}
