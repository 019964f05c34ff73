"""What examples are drawn from: films as rows of ids, with the sentences that lie on them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from vbert_studio.model.vocabulary import Ids


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSentence:
    """A sentence and its segment.

    Attributes:
        ids: int64 (n,), WordPieces, n >= 1.
        first: the first clip of its segment.
        end: the clip behind the last one; ``first < end``.
    """

    ids: Ids
    first: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class TrainingFilm:
    """A film as the model is taught it.

    Attributes:
        tokens: int64 (N,), the visual ids of its clips, rows of the joint vocabulary.
        sentences: in the order of their times; none for a film without speech.
    """

    tokens: Ids
    sentences: tuple[TrainingSentence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingPair:
    """A sentence and a segment that a person has judged.

    Attributes:
        ids: int64 (n,), WordPieces, n >= 1.
        tokens: int64 (N,), visual ids, N >= 1.
        aligned: whether they belong together.
    """

    ids: Ids
    tokens: Ids
    aligned: bool


def segment_of(
    start_s: float, end_s: float, clips: int, clip_s: float = 1.5
) -> tuple[int, int] | None:
    """The clips ``[first, end)`` that a stretch of time touches; None when it touches none.

    A clip that is touched for less than a tenth of its length does not count, unless it is the only
    one: the ends of recognised sentences are not more exact than that.
    """
    slack = 0.1 * clip_s
    first = max(0, math.floor((start_s + slack) / clip_s))
    end = min(clips, math.ceil((end_s - slack) / clip_s))
    if first < end:
        return first, end
    middle = math.floor((start_s + end_s) / 2 / clip_s)
    return (middle, middle + 1) if 0 <= middle < clips else None


def film_of(
    tokens: Ids, sentences: Iterable[tuple[float, float, Ids]], clip_s: float = 1.5
) -> TrainingFilm:
    """Put sentences ``(start_s, end_s, WordPieces)`` onto a film; those beside it are left out."""
    placed = []
    for start_s, end_s, ids in sentences:
        segment = segment_of(start_s, end_s, len(tokens), clip_s)
        if segment is not None and len(ids):
            placed.append(TrainingSentence(ids, *segment))
    return TrainingFilm(tokens, tuple(placed))
