"""How the coded picture must be turned to stand upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

_DEGREES = {
    (False, False, False): 0,
    (True, True, False): 90,
    (False, True, True): 180,
    (True, False, True): 270,
}


@dataclass(frozen=True, slots=True)
class Orientation:
    """One of the eight ways to lay a rectangle: swap the axes first, then mirror."""

    transpose: bool = False
    mirror_x: bool = False
    mirror_y: bool = False

    @classmethod
    def of(cls, frame: VideoFrame) -> Orientation:
        """Read the display matrix of `frame`, upright where there is none."""
        data = frame.side_data.get("DISPLAYMATRIX")
        if data is None:
            return cls()
        # Rows of 3; a point (x, y) goes to (a x + c y, b x + d y), y pointing down.
        a, b, _, c, d = (int(n) for n in np.frombuffer(bytes(cast("bytes", data)), "<i4")[:5])
        if abs(b) > abs(a):
            return cls(transpose=True, mirror_x=c < 0, mirror_y=b < 0)
        return cls(mirror_x=a < 0, mirror_y=d < 0)

    @property
    def degrees(self) -> int:
        """Clockwise turn that the file asks for; a mirrored picture counts as its plain turn."""
        key = (self.transpose, self.mirror_x, self.mirror_y)
        return _DEGREES.get(key, 90 if self.transpose else 0)

    def size(self, height: float, width: float) -> tuple[float, float]:
        """``(H, W)`` once upright; its own inverse."""
        return (width, height) if self.transpose else (height, width)

    def apply(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """A view of ``image (H, W, 3)``, upright."""
        if self.transpose:
            image = image.transpose(1, 0, 2)
        if self.mirror_x:
            image = image[:, ::-1]
        return image[::-1] if self.mirror_y else image
