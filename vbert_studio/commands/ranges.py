"""Which numbers a verb takes: ranges with names, given to parameters in the verb's signature.

``count: Count = 5`` is a whole number of at least 1. What a verb alone knows, it says in place:
``levels: Annotated[int, Range(1, 31)]``. A rule about two numbers together stays with the job.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

MOST = 2**63 - 1
"""The largest whole number that a project's database keeps; where nobody knows a smaller limit."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high`.

    Attributes:
        low: the smallest one.
        high: the largest one.
        without_low: leave out `low` itself.
        without_high: leave out `high` itself.
    """

    low: float
    high: float = MOST
    without_low: bool = False
    without_high: bool = False

    @property
    def allowed(self) -> str:
        """The numbers in words: ``1 to 5``, ``0 or more``."""
        if self.high == MOST:
            return f"above {self.low}" if self.without_low else f"{self.low} or more"
        if self.without_low or self.without_high:
            return f"{self._least}, {self._most}"
        return f"{self.low} to {self.high}"

    def refusal(self, number: float) -> str | None:
        """What is wrong with a number, in one sentence; None if nothing is."""
        if math.isnan(number):
            return f"This is no number: it may be {self.allowed}."
        if number < self.low or (self.without_low and number == self.low):
            return f"{number} is too small: it may be {self.allowed}."
        if number > self.high or (self.without_high and number == self.high):
            return f"{number} is too large: it may be {self._most}."
        return None

    @property
    def _least(self) -> str:
        return f"above {self.low}" if self.without_low else f"at least {self.low}"

    @property
    def _most(self) -> str:
        return f"below {self.high}" if self.without_high else f"at most {self.high}"


RowId = Annotated[int, Range(1)]
"""The number of a video, a run and so on, as the project counts them."""

Count = Annotated[int, Range(1)]
"""How many, of what there must be at least one of."""

CountOrNone = Annotated[int, Range(0)]
"""How many, where 0 is an answer: none, or what the verb's help says of 0."""

Batch = Annotated[int, Range(1, 65_536)]
"""How many examples are held in memory at once."""

Films = Annotated[int, Range(1, 99_999)]
"""How many films of the kitchen: their names count with five digits."""

Length = Annotated[int, Range(1, 64)]
"""How many clips a model is to foresee or to make up."""

Threads = Annotated[int, Range(1, 1024)]
"""Of the processor."""

ThreadsOrAll = Annotated[int, Range(0, 1024)]
"""Of the processor; 0 takes all."""

Seed = Annotated[int, Range(0, 2**32 - 1)]
"""Of random choices: what every library takes as one."""

Seconds = Annotated[float, Range(0)]
"""A place in a video."""

Share = Annotated[float, Range(0, 1)]
"""A part of a whole, or a probability."""

ShareBelowOne = Annotated[float, Range(0, 1, without_high=True)]
"""A part of a whole that leaves something of it."""

Weight = Annotated[float, Range(0)]
"""How much something counts."""

AboveZero = Annotated[float, Range(0, without_low=True)]
"""A rate, a factor, a temperature."""
