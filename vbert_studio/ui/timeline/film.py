"""The pictures of the filmstrip: which times it wants, and the store of those that have come."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from vbert_studio.ui.timeline.viewport import Viewport

_FINEST = -5  # a tile is never shorter than 1/32 s


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture of the strip: the frame on screen at `t_s`, drawn at `x`, `width` wide."""

    t_s: float
    x: float
    width: float


def tiles(viewport: Viewport, picture_width: float) -> list[Tile]:
    """The tiles in view.

    Their times are multiples of a power of two (or one and a half of it), so that zooming finds
    most of its pictures where the last scale left them. A tile is two thirds to all of a picture.
    """
    step = tile_seconds(viewport, picture_width)
    first = int(np.floor(viewport.start_s / step + 1e-9))
    last = int(np.ceil(min(viewport.end_s, viewport.duration_s) / step - 1e-9))
    width = step / viewport.scale
    return [Tile(n * step, viewport.x_of(n * step), width) for n in range(first, last)]


def tile_seconds(viewport: Viewport, picture_width: float) -> float:
    """How far apart the tiles of a view are."""
    return _step(picture_width * viewport.scale)


def _step(longest_s: float) -> float:
    exponent = int(np.floor(np.log2(max(longest_s, 2.0**_FINEST))))
    power = 2.0**exponent
    return 1.5 * power if 1.5 * power <= longest_s else power


class FilmStore:
    """The pictures of one video that were loaded, the least recently used dropped first."""

    def __init__(self, limit_bytes: int = 64 << 20) -> None:
        self._limit = limit_bytes
        self._tolerances: dict[int, float] = {}
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._times: list[int] = []
        self._bytes = 0

    def has(self, t_s: float, tolerance_s: float = 0.0) -> bool:
        """Whether there is a picture of this time, from at most this far away."""
        key = _key(t_s)
        return key in self._pictures and self._tolerances[key] <= tolerance_s

    def clear(self) -> None:
        """Forget everything."""
        self._pictures.clear()
        self._tolerances.clear()
        self._times.clear()
        self._bytes = 0

    def put(self, t_s: float, picture: QImage, tolerance_s: float = 0.0) -> None:
        """Keep a picture, from at most `tolerance_s` away, in place of one from farther."""
        key = _key(t_s)
        if self.has(t_s, tolerance_s):
            return
        if key in self._pictures:
            self._drop(key)
        self._pictures[key] = picture
        self._tolerances[key] = tolerance_s
        insort(self._times, key)
        self._bytes += picture.sizeInBytes()
        while self._bytes > self._limit and len(self._times) > 1:
            self._drop(next(iter(self._pictures)))

    def _drop(self, key: int) -> None:
        self._bytes -= self._pictures.pop(key).sizeInBytes()
        del self._tolerances[key]
        del self._times[bisect_left(self._times, key)]

    def get(self, t_s: float) -> QImage | None:
        """The picture of a time."""
        key = _key(t_s)
        if key not in self._pictures:
            return None
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def near(self, t_s: float, within_s: float) -> QImage | None:
        """The picture nearest to a time, to stand in until its own has come."""
        place = bisect_left(self._times, _key(t_s))
        around = self._times[max(0, place - 1) : place + 1]
        if not around:
            return None
        best = min(around, key=lambda key: abs(key - _key(t_s)))
        return self._pictures[best] if abs(best - _key(t_s)) <= within_s * 1000 else None


def _key(t_s: float) -> int:
    """Milliseconds: no two tiles are closer."""
    return round(t_s * 1000)
