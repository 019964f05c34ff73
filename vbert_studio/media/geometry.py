"""How a frame of any file becomes a picture of H x W: what a network's preprocessing asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Interpolation = Literal["bilinear", "bicubic", "area", "lanczos"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Resize the picture as it is shown (rotation and pixel aspect honoured), then cut its centre.

    Attributes:
        resize: the short side to resize to, aspect kept, or ``(H, W)`` to resize to directly.
        crop: ``(H, W)`` of the centre that is kept; ``None`` keeps everything, which needs a
            direct resize, because the size of the result would depend on the file otherwise.
        interpolation: all of them average over what one new pixel covers when they shrink.
    """

    resize: int | tuple[int, int]
    crop: tuple[int, int] | None = None
    interpolation: Interpolation = "bilinear"

    def __post_init__(self) -> None:
        if self.crop is None and isinstance(self.resize, int):
            raise ValueError("a short-side resize needs a crop")
        height, width = self.size
        least = (self.resize, self.resize) if isinstance(self.resize, int) else self.resize
        if not (0 < height <= least[0] and 0 < width <= least[1]):
            raise ValueError(f"cannot cut {height} x {width} out of a resize to {self.resize}")

    @classmethod
    def short_side(
        cls, side: int, crop: int, interpolation: Interpolation = "bilinear"
    ) -> Geometry:
        """The usual way for images: short side to `side`, then the central `crop` x `crop`."""
        return cls(side, (crop, crop), interpolation)

    @classmethod
    def direct(cls, height: int, width: int, interpolation: Interpolation = "bilinear") -> Geometry:
        """Exactly this size, whatever that does to the aspect."""
        return cls((height, width), None, interpolation)

    @property
    def size(self) -> tuple[int, int]:
        """``(H, W)`` of the result."""
        if self.crop is not None:
            return self.crop
        assert not isinstance(self.resize, int)
        return self.resize

    def resized(self, height: float, width: float) -> tuple[float, float]:
        """``(H, W)`` before the cut, of a picture shown at `height` x `width`."""
        if not isinstance(self.resize, int):
            return self.resize
        scale = self.resize / min(height, width)
        return max(height * scale, self.resize), max(width * scale, self.resize)
