"""Decoded pictures at the size they are shown, kept up to a number of bytes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BEHIND = 2  # a picture that was passed is worth half as much as one to come


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is on screen while frame `index` is.

    Attributes:
        image: refers to `pixels`, which must live as long.
        pixels: uint8 (H, W, 3).
    """

    index: int
    image: QImage
    pixels: NDArray[np.uint8]

    @classmethod
    def of(cls, index: int, pixels: NDArray[np.uint8]) -> Picture:
        """Wrap ``pixels (H, W, 3)`` without copying."""
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        return cls(index, image, pixels)


class PictureCache:
    """Pictures around the one on screen. Safe to use from several threads.

    Args:
        limit_bytes: beyond this the pictures that are farthest from the focus go.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._pictures: dict[int, Picture] = {}
        self._bytes = 0
        self._focus = (0, 1)
        self._lock = threading.Lock()

    def room(self, size: tuple[int, int]) -> int:
        """How many pictures of ``size (H, W)`` there is room for, at least a few."""
        return max(8, self._limit // (3 * size[0] * size[1]))

    @property
    def size_bytes(self) -> int:
        """What the pictures take."""
        return self._bytes

    def __contains__(self, index: int) -> bool:
        return index in self._pictures

    def focus(self, index: int, direction: int) -> None:
        """Say which frame is wanted, and which way the film goes on."""
        self._focus = (index, direction)

    def put(self, picture: Picture) -> None:
        """Keep a picture, and drop what is least likely to be wanted."""
        with self._lock:
            if picture.index in self._pictures:
                return
            self._pictures[picture.index] = picture
            self._bytes += picture.pixels.nbytes
            while self._bytes > self._limit and len(self._pictures) > 1:
                farthest = max(self._pictures, key=self._distance)
                self._bytes -= self._pictures.pop(farthest).pixels.nbytes

    def get(self, index: int) -> Picture | None:
        """The picture of a frame, if it is here."""
        return self._pictures.get(index)

    def nearest(self, index: int, within: range) -> Picture | None:
        """The picture nearest to a frame, of those of a stretch of the film."""
        with self._lock:
            here = [k for k in self._pictures if k in within]
            best = min(here, key=lambda k: abs(k - index), default=None)
            return None if best is None else self._pictures[best]

    def latest(self, after: int, upto: int) -> Picture | None:
        """The picture nearest to `upto` on the way there from `after`, which does not count."""
        step = 1 if upto >= after else -1
        with self._lock:
            on_the_way = [k for k in self._pictures if 0 < (k - after) * step <= abs(upto - after)]
            best = max(on_the_way, key=lambda k: k * step, default=None)
            return None if best is None else self._pictures[best]

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._pictures.clear()
            self._bytes = 0

    def _distance(self, index: int) -> int:
        focus, direction = self._focus
        ahead = (index - focus) * direction
        return ahead if ahead >= 0 else _BEHIND * -ahead
