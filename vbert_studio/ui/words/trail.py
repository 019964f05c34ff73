"""Which words were looked at, and where in the videos one occurs next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vbert_studio.project.words import WordPlace

_LONGEST = 100
_TOLERANCE_S = 1e-3


class Trail:
    """The words that were shown, as a browser keeps its pages."""

    def __init__(self) -> None:
        self._leaves: list[int] = []
        self._at = -1

    @property
    def leaf(self) -> int | None:
        """The word that is shown."""
        return self._leaves[self._at] if self._leaves else None

    def visit(self, leaf: int) -> None:
        """Another word is shown; what could be gone forward to is forgotten."""
        if leaf != self.leaf:
            self._leaves = [*self._leaves[: self._at + 1], leaf][-_LONGEST:]
            self._at = len(self._leaves) - 1

    def step(self, by: int) -> bool:
        """Back or forward, if there is anything."""
        there = 0 <= self._at + by < len(self._leaves)
        self._at += by if there else 0
        return there


def place_after(
    places: Sequence[WordPlace], video_id: int | None, t_s: float, *, back: bool = False
) -> WordPlace:
    """The first of some places after a moment, or the last one before it; then round again.

    Args:
        places: at least one, by video and time.
        video_id: of the moment; None for before everything.
        t_s: the moment.
        back: look before it.
    """
    here = (-1 if video_id is None else video_id, t_s)
    moments = [(place.video_id, place.start_s) for place in places]
    if back:
        before = [p for p, at in zip(places, moments, strict=True) if _is_before(at, here)]
        return before[-1] if before else places[-1]
    after = [p for p, at in zip(places, moments, strict=True) if _is_before(here, at)]
    return after[0] if after else places[0]


def _is_before(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return one[0] < other[0] or (one[0] == other[0] and one[1] < other[1] - _TOLERANCE_S)
