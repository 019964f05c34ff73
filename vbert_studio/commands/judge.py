"""``align``, ``surprise`` and ``embed``: what belongs together, what is odd, what is alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from vbert_studio.commands.asking import ClipAt, Clips, Tokens, asked
from vbert_studio.commands.ranges import CountOrNone, Range, RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Answered
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import (
    AskAlignment,
    AskEmbedding,
    AskPairs,
    AskSurprise,
    OffsetTried,
    PairPlace,
    StretchPlace,
)
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.jobs.questions.loaded import LoadedModel
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence, its place, and how probably it belongs there; `best` is the likeliest segment."""

    id: int
    start_s: float
    end_s: float
    text: str
    p: float
    best: int


@dataclass(frozen=True, slots=True)
class AlignmentDone(Answered):
    """Sentences against segments. `matrix[i][j]`: does sentence i belong where j is said?

    None where it was not asked. `best` is the shift with which all of them fit best.
    """

    sentences: tuple[AlignedSentence, ...]
    matrix: tuple[tuple[float | None, ...], ...]
    offsets: tuple[OffsetTried, ...]
    best: OffsetTried
    now: OffsetTried


@dataclass(frozen=True, slots=True)
class PairJudged(Answered):
    """The probability that a text belongs to a stretch."""

    text: str
    start_s: float
    end_s: float
    p: float


@dataclass(frozen=True, slots=True)
class SurprisingClip:
    """A clip: how unexpected its visual word is, and which one the model would have put there."""

    at: ClipAt
    token: int
    path: str
    nats: float
    best: int
    best_path: str
    best_p: float


@dataclass(frozen=True, slots=True)
class SurpriseDone(Answered):
    """Every clip of a video; `agreement` is the share of them that the model would have guessed."""

    mean_nats: float
    agreement: float
    clips: tuple[SurprisingClip, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A stretch or a text with its vector, of length 1."""

    text: str
    at: tuple[float, float] | None
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class EmbeddingDone(Answered):
    """Vectors of one model, which can be compared by their dot product."""

    size: int
    vectors: tuple[Embedded, ...]


@command("align", title="See whether words and pictures belong together", group=QUESTIONS)
def align(
    project: Path,
    video: RowId,
    *,
    text: str | None = None,
    start: Seconds = 0.0,
    end: Seconds | None = None,
    band: CountOrNone | None = None,
    farthest: Annotated[int, Range(0, 1000)] = 6,
    checkpoint: str | None = None,
    monitor: Monitor,
) -> AlignmentDone | PairJudged:
    """Put every sentence to every stretch of a video, and say whether the narration runs ahead.

    With a text of your own, say how probably that belongs to one stretch.

    Args:
        project: the folder of the project.
        video: its number.
        text: judge only this text.
        start: its stretch begins at this second.
        end: and ends at this one; else with the video.
        band: only stretches at most so many sentences away, which is quicker.
        farthest: move all sentences by up to so many clips to see where they fit best.
        checkpoint: the model; else the current one.
        monitor: hears how far it is.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.whole import alignment as ask

        if text is not None:
            return _judged(opened, model, video, text, start, end)
        request = AskAlignment(opened.folder, video, band, farthest)
        answer = ask(opened, model, request, monitor=monitor)
        rows = {row.id: row for row in opened.transcripts.sentences(video)}
        matrix = tuple(tuple(_number(p) for p in line) for line in answer.matrix.tolist())
        sentences = []
        for at, placed in enumerate(answer.sentences):
            row, line = rows[placed.sentence], [p or 0.0 for p in matrix[at]]
            best = max(range(len(line)), key=line.__getitem__)
            sentences.append(
                AlignedSentence(row.id, row.start_s, row.end_s, row.text, line[at], best)
            )
        return AlignmentDone(
            model.name,
            model.limits,
            tuple(sentences),
            matrix,
            answer.offsets,
            answer.best,
            answer.now,
        )


def _judged(
    project: Project, model: LoadedModel, video: int, text: str, start: float, end: float | None
) -> PairJudged:
    from vbert_studio.jobs.questions.whole import pairs

    clips = Clips(project, video)
    first, stop = clips.stretch(start, end)
    asked_for = AskPairs(project.folder, (PairPlace(video, first, stop, text),))
    (p,) = pairs(project, model, asked_for).p
    start_s, end_s = clips.at(first).start_s, clips.at(stop - 1).end_s
    return PairJudged(model.name, model.limits, text, start_s, end_s, p)


def _number(p: float) -> float | None:
    return None if math.isnan(p) else p


@command("surprise", title="Find what the model did not expect", group=QUESTIONS)
def surprise(
    project: Path,
    video: RowId,
    *,
    context: CountOrNone = 7,
    with_sentences: bool = False,
    checkpoint: str | None = None,
    monitor: Monitor,
) -> SurpriseDone:
    """Hide every clip of a video by itself, and measure how unexpected what stands there is.

    Args:
        project: the folder of the project.
        video: its number.
        context: clips that the model reads on either side.
        with_sentences: let it read what is said there, too.
        checkpoint: the model; else the current one.
        monitor: hears how far it is.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.whole import surprise as ask

        clips, tokens = Clips(opened, video), Tokens(opened)
        request = AskSurprise(opened.folder, video, context, with_sentences)
        answer = ask(opened, model, request, monitor=monitor)
        leaves = opened.tokens.load(video)
        told = tuple(
            SurprisingClip(
                clips.at(k), leaf, tokens.path(leaf), nats, best, tokens.path(best), best_p
            )
            for k, (leaf, nats, best, best_p) in enumerate(
                zip(
                    leaves.tolist(),
                    answer.nats.tolist(),
                    answer.best.tolist(),
                    answer.best_p.tolist(),
                    strict=True,
                )
            )
        )
        agreement = sum(clip.token == clip.best for clip in told) / len(told)
        mean = float(answer.nats.mean())
        return SurpriseDone(model.name, model.limits, mean, agreement, told)


@command("embed", title="Turn stretches and texts into vectors", group=QUESTIONS)
def embed(
    project: Path,
    video: RowId | None = None,
    *,
    start: Seconds = 0.0,
    end: Seconds | None = None,
    text: list[str] | None = None,
    checkpoint: str | None = None,
) -> EmbeddingDone:
    """Turn a stretch of video and texts into vectors that say how alike they are.

    Args:
        project: the folder of the project.
        video: the number of a video, if a stretch of one is wanted.
        start: the stretch begins at this second.
        end: and ends at this one; else with the video.
        text: a text; may be given several times.
        checkpoint: the model; else the current one.
    """
    texts = tuple(text or ())
    if video is None and not texts:
        raise StudioError(
            "nothing_to_embed",
            "There is neither a video nor a text.",
            remedy="Name a video by its number, or give a --text.",
        )
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.whole import embedding as ask

        places, found = [], []
        if video is not None:
            clips = Clips(opened, video)
            first, stop = clips.stretch(start, end)
            places.append(StretchPlace(video, first, stop))
            found.append(("", (clips.at(first).start_s, clips.at(stop - 1).end_s)))
        answer = ask(opened, model, AskEmbedding(opened.folder, tuple(places), texts))
        size = answer.texts.shape[1]
        stretches = _embedded(found, answer.stretches.tolist())
        said = _embedded([(one, None) for one in texts], answer.texts.tolist())
        return EmbeddingDone(model.name, model.limits, size, (*stretches, *said))


def _embedded(
    what: Iterable[tuple[str, tuple[float, float] | None]], vectors: list[list[float]]
) -> list[Embedded]:
    named = zip(what, vectors, strict=True)
    return [Embedded(text, at, tuple(vector)) for (text, at), vector in named]
