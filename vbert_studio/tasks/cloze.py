"""Which word, or which visual word, belongs where something is hidden?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence, Side
from vbert_studio.tasks.asker import Asker, Belief


@dataclass(frozen=True, slots=True)
class Candidate:
    """An id of the joint vocabulary with its probability, 0 to 1."""

    id: int
    p: float


@dataclass(frozen=True, slots=True)
class Guess:
    """The answer for one hidden position, best candidate first."""

    position: int
    side: Side
    top: tuple[Candidate, ...]


def cloze(
    asker: Asker, sequence: Sequence, positions: npt.ArrayLike, *, count: int = 10
) -> list[Guess]:
    """Hide positions of either side together, and guess each by itself.

    Args:
        asker: the model.
        sequence: as it is; what stands at the positions is not looked at.
        positions: (m,), none of them special.
        count: candidates per position.
    """
    asked = np.unique(np.asarray(positions, dtype=np.int64))
    if not len(asked):
        return []
    beliefs = asker.beliefs([sequence.masked(asked)], [asked])[0]
    return [guess_of(belief, count) for belief in beliefs]


def guess_of(belief: Belief, count: int) -> Guess:
    """The best candidates of a belief."""
    top = tuple(Candidate(id_, p) for id_, p in belief.top(count))
    return Guess(belief.position, belief.side, top)
