"""Exact numbers of libav as Python's own."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol


class Ratio(Protocol):
    """What PyAV hands out: a `Fraction` before version 19, a class of its own since."""

    @property
    def numerator(self) -> int:
        """Above the line."""

    @property
    def denominator(self) -> int:
        """Below it."""


def fraction(ratio: Ratio) -> Fraction:
    """The same number; a denominator of 0, libav's way to say that it knows none, gives 0."""
    return Fraction(ratio.numerator, ratio.denominator) if ratio.denominator else Fraction(0)
