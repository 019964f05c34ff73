"""What the map shows of each word, and how large: plain arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vbert_studio.ui.theme import token_rgb

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]

_SMALLEST, _LARGEST = 1.5, 8.0  # radii, seen as a whole
_BIGGEST = 16.0
_GROWTH = 0.4  # of radii with the zoom: dots part faster than they grow


@dataclass(frozen=True, slots=True, eq=False)
class MapItems:
    """L words on a plane.

    Attributes:
        points: float64 (L, 2).
        uses: int64 (L,).
        paths: their digits.
        names: place -> the name that a person gave.
        branching: of the codebook, for the colours.
        note: what the plane shows, in a few words.
    """

    points: Floats
    uses: Ints
    paths: tuple[str, ...]
    names: Mapping[int, str]
    branching: int = 12
    note: str = ""

    def radii(self, depth: float) -> Floats:
        """Pixels by use, so that areas compare, at a zoom of `depth` times the whole: (L,)."""
        share = np.sqrt(self.uses / max(1, int(self.uses.max(initial=0))))
        sizes = _SMALLEST + (_LARGEST - _SMALLEST) * share
        radii: Floats = np.minimum(_BIGGEST, sizes * max(1.0, depth) ** _GROWTH)
        return radii

    def colours(self, *, dark: bool) -> Bytes:
        """Their colours in the tree, uint8 (L, 3)."""
        found = [token_rgb(path, dark=dark, branching=self.branching) for path in self.paths]
        return np.array(found, np.uint8).reshape(-1, 3)

    @property
    def labelled(self) -> list[int]:
        """The places of the words with a name, those used most first."""
        return sorted(self.names, key=lambda place: -int(self.uses[place]))
