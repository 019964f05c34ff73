"""The plane of the map, without a widget: zoom, pan, and what is where."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_MARGIN = 24.0  # pixels around the outermost words
_DEEPEST = 400.0  # times the whole
_ASIDE = 2.0  # how much farther aside than ahead counts, for the arrow keys


@dataclass(frozen=True, slots=True)
class Chart:
    """What part of the plane is seen in a widget of `width` x `height` pixels.

    Attributes:
        width: of the widget.
        height: of the widget.
        centre: the point of the plane in its middle.
        scale: pixels per unit of the plane.
        whole: the scale at which all is seen.
    """

    width: float
    height: float
    centre: tuple[float, float]
    scale: float
    whole: float

    @classmethod
    def fitting(cls, points: Floats, width: float, height: float) -> Chart:
        """All points (L, 2) in view."""
        if not len(points):
            return cls(width, height, (0.0, 0.0), 1.0, 1.0)
        low, high = points.min(axis=0), points.max(axis=0)
        room = np.maximum(1.0, np.array([width, height]) - 2 * _MARGIN)
        scale = float((room / np.maximum(high - low, 1e-9)).min())
        x, y = ((low + high) / 2).tolist()
        return cls(width, height, (x, y), min(scale, 1e6), min(scale, 1e6))

    @property
    def depth(self) -> float:
        """How many times larger than the whole."""
        return self.scale / self.whole

    def resized(self, width: float, height: float) -> Chart:
        """The same middle in another widget size."""
        return replace(self, width=width, height=height)

    def pixels(self, points: Floats) -> Floats:
        """Where points of the plane (N, 2) are seen, (N, 2)."""
        middle = np.array([self.width / 2, self.height / 2])
        placed: Floats = (points - np.array(self.centre)) * self.scale + middle
        return placed

    def zoomed(self, factor: float, x: float, y: float) -> Chart:
        """Larger by a factor; what is at a pixel stays there."""
        scale = min(max(self.scale * factor, self.whole / 2), self.whole * _DEEPEST)
        shift = 1 / self.scale - 1 / scale
        centre = (
            self.centre[0] + (x - self.width / 2) * shift,
            self.centre[1] + (y - self.height / 2) * shift,
        )
        return replace(self, scale=scale, centre=centre)

    def moved(self, right: float, down: float) -> Chart:
        """The picture drawn along by so many pixels."""
        x, y = self.centre
        return replace(self, centre=(x - right / self.scale, y - down / self.scale))

    def showing(self, point: Floats) -> Chart:
        """Moved so that a point of the plane (2,) is in view, if it is not."""
        (x, y) = self.pixels(point[None])[0].tolist()
        # Less than the margin, where the outermost words of the whole map stand but for rounding.
        edge = _MARGIN / 2
        seen = edge <= x <= self.width - edge and edge <= y <= self.height - edge
        return self if seen else replace(self, centre=(float(point[0]), float(point[1])))


def nearest(pixels: Floats, x: float, y: float, reach: Floats) -> int | None:
    """The point (N, 2) nearest to a pixel, among those within their `reach` (N,)."""
    if not len(pixels):
        return None
    apart = np.hypot(pixels[:, 0] - x, pixels[:, 1] - y)
    apart[apart > reach] = np.inf
    best = int(apart.argmin())
    return best if np.isfinite(apart[best]) else None


def beside(pixels: Floats, here: int, right: int, down: int, among: Mask) -> int | None:
    """The nearest point in a direction, which for the arrow keys is a quarter of the plane."""
    away = pixels - pixels[here]
    ahead = away @ np.array([right, down], np.float64)
    aside = np.abs(away @ np.array([down, right], np.float64))
    cost = ahead + _ASIDE * aside
    cost[~among | (ahead <= 0) | (aside > ahead)] = np.inf
    best = int(cost.argmin())
    return best if np.isfinite(cost[best]) else None


def within(pixels: Floats, loop: Floats) -> Mask:
    """Which points (N, 2) lie inside a closed loop (M, 2), by the even-odd rule: bool (N,)."""
    inside = np.zeros(len(pixels), np.bool_)
    if len(loop) < 3:
        return inside
    low, high = loop.min(axis=0), loop.max(axis=0)
    near = np.flatnonzero(((pixels >= low) & (pixels <= high)).all(axis=1))
    x, y = pixels[near].T
    odd = np.zeros(len(near), np.bool_)
    for (ax, ay), (bx, by) in zip(loop, np.roll(loop, -1, axis=0), strict=True):
        if ay != by:
            crosses = (ay > y) != (by > y)
            odd ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    inside[near] = odd
    return inside
