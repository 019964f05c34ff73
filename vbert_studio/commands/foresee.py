"""``forecast`` and ``generate``: what comes next, and what a text looks like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from vbert_studio.commands.asking import ClipAt, Clips, Order, TokenP, Tokens, asked
from vbert_studio.commands.ranges import AboveZero, CountOrNone, Length, Range, RowId, Seconds, Seed
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Answered
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.jobs.requests import (
    AskForecast,
    AskGenerate,
    ForecastMethod,
    ForecastPrompt,
    GenerateMethod,
)
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class FutureTold:
    """One future with the probability of just this one, and what its visual words are called."""

    p: float
    tokens: tuple[int, ...]
    paths: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step of the future: when it is, what may stand there, and what the video has there."""

    at: ClipAt
    top: tuple[TokenP, ...]
    truth: int | None
    truth_path: str | None
    truth_name: str | None


@dataclass(frozen=True, slots=True)
class ForecastDone(Answered):
    """Futures, most probable first. `others_p` is the probability of all that are not told.

    Unless `single_words` were asked for, a token stands for all that are called the same.
    """

    single_words: bool
    forecasts: tuple[FutureTold, ...]
    others_p: float
    steps: tuple[StepTold, ...]
    truth_p: float | None


@dataclass(frozen=True, slots=True)
class ExemplarAt:
    """The clip that shows a visual word best."""

    video: int
    path: Path
    at: ClipAt


@dataclass(frozen=True, slots=True)
class SlotTold:
    """A visual word for a text, with what else could stand there."""

    token: int
    path: str
    name: str
    p: float
    exemplar: ExemplarAt | None
    alternatives: tuple[TokenP, ...]


@dataclass(frozen=True, slots=True)
class GenerateDone(Answered):
    """The video that a text brings to mind."""

    text: str
    slots: tuple[SlotTold, ...]


@command("forecast", title="Foresee what comes next", group=QUESTIONS)
def forecast(
    project: Path,
    video: RowId,
    *,
    start: Seconds = 0.0,
    at: Seconds | None = None,
    length: Length = 4,
    count: Annotated[int, Range(1, 1000)] = 3,
    step: Annotated[int, Range(1, 5)] = 1,
    method: ForecastMethod = "beam",
    temperature: AboveZero = 1.0,
    seed: Seed = 0,
    prompt: ForecastPrompt = "behind-the-past",
    single_words: bool = False,
    checkpoint: str | None = None,
) -> ForecastDone:
    """Foresee how a video goes on: several futures, each with its probability.

    Visual words of one name are one answer: the probability of a step is the sum over all of them.
    The probabilities of all futures of one length add up to 1; what the ones shown lack is that of
    the others. Where the video goes on, what really came is told beside them.

    Args:
        project: the folder of the project.
        video: its number.
        start: the model reads from this second on, its last 24 steps at most.
        at: the second from which on nothing is known; else the end of the video.
        length: how many clips to foresee.
        count: how many futures.
        step: look at every so many clips; larger steps reach further.
        method: the likeliest, decided in order or the surest step first; or by chance.
        temperature: of chance; below 1 favours the likelier ones.
        seed: of chance; another number gives other futures.
        prompt: whether the model sees the future right behind the past or behind the sign [>].
        single_words: keep visual words of one name apart.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.seen import forecast as ask

        clips = Clips(opened, video)
        end = len(clips) if at is None else clips.on_at(at)
        request = AskForecast(
            project=opened.folder,
            video_id=video,
            first_clip=clips.stretch(start, None)[0],
            end_clip=end,
            length=length,
            count=count,
            step=step,
            method=method,
            temperature=temperature,
            seed=seed,
            prompt=prompt,
            single_words=single_words,
        )
        answer = ask(opened, model, request)
        tokens = Tokens(opened)
        steps = [
            StepTold(
                clips.at(clip),
                tokens.guesses(top),
                truth,
                None if truth is None else tokens.path(truth),
                None if truth is None else tokens.name(truth),
            )
            for clip, top, truth in zip(answer.clips, answer.steps, answer.truth, strict=True)
        ]
        futures = [
            FutureTold(
                one.p, one.leaves, tuple(tokens.path(leaf) for leaf in one.leaves), one.names
            )
            for one in answer.futures
        ]
        others = max(0.0, 1.0 - sum(one.p for one in futures))
        return ForecastDone(
            checkpoint=model.name,
            limits=model.limits,
            single_words=single_words,
            forecasts=tuple(futures),
            others_p=others,
            steps=tuple(steps),
            truth_p=answer.truth_p,
        )


@command("generate", title="Turn a text into visual words", group=QUESTIONS)
def generate(
    project: Path,
    text: str,
    *,
    length: Length = 6,
    method: GenerateMethod = "mask-predict",
    temperature: AboveZero = 1.0,
    seed: Seed = 0,
    alternatives: CountOrNone = 5,
    order: Order = "text-first",
    checkpoint: str | None = None,
) -> GenerateDone:
    """Turn a text into visual words, each shown by the clip that looks most like it.

    Args:
        project: the folder of the project.
        text: what is said.
        length: how many clips.
        method: each clip by itself, all in agreement with each other, or by chance.
        temperature: of chance; below 1 favours the likelier words.
        seed: of chance; another number gives another video.
        alternatives: what else could stand in each place: so many.
        order: which side the model reads first.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.seen import generate as ask

        request = AskGenerate(
            project=opened.folder,
            text=text,
            length=length,
            method=method,
            temperature=temperature,
            seed=seed,
            alternatives=alternatives,
            order=order,
        )
        answer = ask(model, request)
        tokens = Tokens(opened)
        slots = [
            SlotTold(
                token=slot.leaf,
                path=tokens.path(slot.leaf),
                name=tokens.name(slot.leaf),
                p=slot.p,
                exemplar=_exemplar(opened, slot.leaf),
                alternatives=tokens.guesses(slot.alternatives),
            )
            for slot in answer.slots
        ]
        return GenerateDone(model.name, model.limits, answer.text, tuple(slots))


def _exemplar(project: Project, leaf: int) -> ExemplarAt | None:
    codebook = project.codebooks.current()
    found = project.codebooks.exemplars(codebook.id, leaf) if codebook else []
    if not found:
        return None
    video = project.videos.get(found[0].video_id)
    return ExemplarAt(video.id, video.path, Clips(project, video.id).at(found[0].clip))
