"""What every grammar offers to those who ask it for posteriors."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Chain(Protocol):
    """A finite chain whose moves emit symbols.

    The last state is the one after the end, which emits the end again and again.
    """

    @property
    def symbols(self) -> int:
        """How many symbols there are, the end included, which is the last."""

    @property
    def first(self) -> Floats:
        """(S,) the distribution over hidden states in which films begin."""

    def advance(self, belief: Floats, evidence: Floats) -> Floats:
        """(S,) joint weights one symbol later, given that symbol's evidence (E + 1,)."""

    def retreat(self, message: Floats, evidence: Floats) -> Floats:
        """(S,) likelihood of everything from one symbol earlier on."""

    def emitted(self, belief: Floats, message: Floats, evidence: Floats) -> Floats:
        """(E + 1,) joint weight of each symbol between a belief and a message."""
