"""How unexpected is each token? Minus its log-probability when it alone is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence, Side, build_sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker, Belief

Floats = npt.NDArray[np.float32]


def surprise(
    asker: Asker, sequence: Sequence, *, batch: int = 32, monitor: Monitor | None = None
) -> Floats:
    """Nats per position, float32 (T,); 0 at the special positions.

    Every token is hidden in a copy of its own, and many copies are asked at once.

    Args:
        asker: the model.
        sequence: what to judge.
        batch: copies per pass.
        monitor: is told the tokens judged.
    """
    found = np.zeros(len(sequence), np.float32)  # (T,)
    asked = np.flatnonzero(sequence.sides != Side.SPECIAL)
    with (monitor or Monitor()).stage("surprise", len(asked), "tokens") as stage:
        for start in range(0, len(asked), batch):
            part = asked[start : start + batch]
            copies = [sequence.masked([position]) for position in part]
            for (belief,) in asker.beliefs(copies, [np.array([p]) for p in part]):
                found[belief.position] = -belief.of(int(sequence.ids[belief.position]))
            stage.advance(len(part))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class FilmSurprise:
    """How unexpected every token of a film is.

    Attributes:
        nats: float32 (N,).
        best: int64 (N,), the visual id that the model would have put there.
        best_p: float32 (N,), the probability of that one.
    """

    nats: Floats
    best: Ids
    best_p: Floats


def silence(_first: int, _end: int) -> Ids:
    """What is said where nothing is."""
    return np.zeros(0, np.int64)


def surprise_of_film(
    asker: Asker,
    tokens: Ids,
    *,
    context: int = 7,
    said: Callable[[int, int], Ids] = silence,
    judged: range | None = None,
    batch: int = 32,
    monitor: Monitor | None = None,
) -> FilmSurprise:
    """Every token of a film, hidden alone in the middle of its surroundings.

    Args:
        asker: the model.
        tokens: int64 (N,), the visual ids of a film.
        context: tokens that are read on either side.
        said: the WordPieces of what is said in the clips ``[first, end)``.
        judged: only these clips; the result is as long as this.
        batch: copies per pass.
        monitor: is told the clips judged.
    """
    judged = range(len(tokens)) if judged is None else judged
    count = len(judged)
    result = FilmSurprise(
        np.zeros(count, np.float32), np.zeros(count, np.int64), np.zeros(count, np.float32)
    )
    with (monitor or Monitor()).stage("surprise", count, "clips") as stage:
        for start in range(0, count, batch):
            clips = judged[start : start + batch]
            beliefs = _around(asker, tokens, clips, context, said)
            for at, (clip, belief) in enumerate(zip(clips, beliefs, strict=True), start):
                result.nats[at] = -belief.of(int(tokens[clip]))
                result.best[at], result.best_p[at] = belief.top(1)[0]
            stage.advance(len(clips))
    return result


def _around(
    asker: Asker, tokens: Ids, clips: range, context: int, said: Callable[[int, int], Ids]
) -> list[Belief]:
    """What is believed of each of these clips when it alone is hidden."""
    rows, asked = [], []
    for clip in clips:
        first, end = max(0, clip - context), min(len(tokens), clip + context + 1)
        row = build_sequence(asker.vocabulary, said(first, end), tokens[first:end])
        asked.append(row.video[clip - first : clip - first + 1])
        rows.append(row.masked(asked[-1]))
    return [belief for (belief,) in asker.beliefs(rows, asked)]
