"""What comes next? Several futures, each with a probability that means something.

A future is written token by token behind the past: its probability is the product of the
probabilities of its tokens, each given the past and the tokens before it, with masks behind. That
is a proper distribution over futures of one length: those that are shown and those that are not
add up to one. The best ones are found by a beam.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence, build_sequence
from vbert_studio.model.vocabulary import MASK, Ids
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.cloze import Guess, cloze


@dataclass(frozen=True, slots=True)
class Future:
    """One way in which it may go on: visual ids, and the probability of just this one."""

    ids: tuple[int, ...]
    p: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What may come.

    Attributes:
        futures: distinct, most probable first.
        steps: for each step, what may stand there whatever stands at the others.
        step: how many clips lie between two tokens of it.
    """

    futures: tuple[Future, ...]
    steps: tuple[Guess, ...]
    step: int


def forecast(
    asker: Asker,
    past: Ids,
    length: int,
    *,
    count: int = 3,
    step: int = 1,
    beam: int = 16,
    text: npt.ArrayLike = (),
    longest_past: int = 24,
) -> Forecast:
    """The most probable futures.

    Args:
        asker: the model.
        past: int64 (n,), the visual ids so far, one per clip, the present last.
        length: tokens to foresee, at least 1.
        count: futures wanted.
        step: clips between two tokens, 1 to 5; the past is read at the same pace.
        beam: futures kept at each token, at least `count`.
        text: WordPieces of what is said, if anything is.
        longest_past: tokens of the past that are looked at.
    """
    slower = past[::-1][::step][:longest_past][::-1]  # ends with the present
    rows = _with_future(asker, slower, (), length, text)
    futures = _search(asker, slower, length, max(beam, count), text)
    future = rows.video[-length:]
    return Forecast(tuple(futures[:count]), tuple(cloze(asker, rows, future)), step)


def _with_future(
    asker: Asker, past: Ids, known: tuple[int, ...], length: int, text: npt.ArrayLike
) -> Sequence:
    masks = np.full(length - len(known), MASK)
    return build_sequence(asker.vocabulary, text, np.concatenate([past, known, masks]).astype(int))


def _search(asker: Asker, past: Ids, length: int, beam: int, text: npt.ArrayLike) -> list[Future]:
    """Beam search over the first, the second, ... token of the future."""
    open_: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
    for known in range(length):
        rows = [_with_future(asker, past, ids, length, text) for ids, _ in open_]
        asked = [row.video[-length + known :][:1] for row in rows]
        grown = [
            ((*ids, chosen), log_p + belief.of(chosen))
            for (ids, log_p), (belief,) in zip(open_, asker.beliefs(rows, asked), strict=True)
            for chosen, _ in belief.top(beam)
        ]
        open_ = sorted(grown, key=lambda one: -one[1])[:beam]
    return [Future(ids, float(np.exp(log_p))) for ids, log_p in open_]
