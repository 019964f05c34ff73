"""A food that is cut: its outline, skin, flesh and the face that a slice shows.

It lies along x around the origin, about one unit long when it is a long one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.kitchen.drawing.shapes import (
    Colour,
    Patch,
    Picture,
    Points,
    clipped,
    darker,
    lighter,
    mix,
    moved,
    solid,
)


@dataclass(frozen=True, slots=True, eq=False)
class Food:
    """A food with everything needed to draw it whole, half peeled, half cut, or in pieces."""

    name: str
    outline: Points
    skin: Colour
    flesh: Colour
    trim: Picture  # leaves and marks of the whole food
    face: Picture  # a slice seen from above, of radius about one
    radius: float  # of a slice, in table units

    def whole(self) -> Picture:
        """The food as it comes."""
        return (*solid(self.outline, self.skin), *self.trim)

    def peeled(self) -> Picture:
        """The food without its skin."""
        return solid(self.outline, self.flesh)

    def rest(self, cut_x: float, *, peeled: bool) -> Picture:
        """What is left to the left of a cut at x, with the face of the cut."""
        left = tuple(
            Patch(clipped(patch.points, (1, 0), cut_x), patch.colour)
            for patch in (self.peeled() if peeled else self.whole())
        )
        tall = self.height_at(cut_x)
        if tall < 0.02:
            return left
        stretch = (0.045, tall / 2)
        middle = float(self.outline[:, 1].mean())
        return (*left, *moved(self.face, cut_x, middle, scale=stretch))

    def height_at(self, x: float) -> float:
        """How wide the food is, across, at x."""
        right = clipped(clipped(self.outline, (1, 0), x + 0.02), (-1, 0), -x + 0.02)
        return float(np.ptp(right[:, 1])) if len(right) else 0.0

    def slice(self, size: float = 1.0) -> Picture:
        """One slice lying flat."""
        return moved(self.face, scale=self.radius * size)

    def cube(self, turn: float, size: float = 1.0) -> Picture:
        """A chopped piece, with a corner of skin here and there."""
        side = 0.055 * size
        square = np.array([(-side, -side), (side, -side * 0.8), (side * 0.9, side), (-side, side)])
        top = square * 0.82 - (side * 0.1, side * 0.18)
        edge = mix(self.flesh, self.skin, 0.6)
        cube = (Patch(square, darker(edge, 0.12)), Patch(top, lighter(self.flesh, 0.1)))
        return moved(cube, turn=turn)
