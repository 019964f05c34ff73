"""A canvas twice as large as the frame, in table coordinates, with soft shadows.

Everything is painted at twice the size and averaged down at the end, on top of OpenCV's own
anti-aliasing: edges stay calm when they move by fractions of a pixel.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vbert_studio.kitchen.drawing.shapes import Colour, Patch, Picture, Points

Image = NDArray[np.uint8]  # (H, W, 3) RGB

SUPERSAMPLING = 2
_SHIFT = 4
_SHADOW_GRAIN = 4


class Canvas:
    """Paints pictures through a view, the affine map from the table to the canvas.

    Args:
        image: (2H, 2W, 3) what is there already; painted over in place.
        view: (2, 3) table coordinates to pixels of `image`.
        light: where shadows fall, in table units for a thing of height one.
    """

    def __init__(self, image: Image, view: NDArray[np.float64], light: tuple[float, float]) -> None:
        self.image = image
        self._view = view
        self._light = np.asarray(light)
        self._scale = float(np.sqrt(abs(np.linalg.det(view[:, :2]))))

    def paint(self, *pictures: Picture) -> None:
        """Paint pictures on top of one another."""
        for picture in pictures:
            for patch in picture:
                self.fill(patch.points, patch.colour)

    def fill(self, points: Points, colour: Colour) -> None:
        """Fill one outline."""
        if len(points) > 2:
            fixed = np.round(self._pixels(points) * (1 << _SHIFT)).astype(np.int32)
            cv2.fillPoly(self.image, [fixed], colour, cv2.LINE_AA, _SHIFT)

    def put(self, picture: Picture, *, height: float = 0.12, dark: float = 0.35) -> None:
        """Paint a picture that stands `height` above the table, with its shadow."""
        self.shade(picture, height=height, dark=dark)
        self.paint(picture)

    def shade(self, picture: Picture, *, height: float = 0.12, dark: float = 0.35) -> None:
        """Darken what lies below a picture; the higher it stands, the softer and farther off."""
        outlines = [
            self._pixels(patch.points + self._light * height) / _SHADOW_GRAIN
            for patch in picture
            if len(patch.points) > 2
        ]
        if outlines:
            self._darken(outlines, 1 + self._scale * (0.03 + 0.12 * height) / _SHADOW_GRAIN, dark)

    def haze(self, points: Points, colour: Colour, share: float) -> None:
        """Fill an outline with a see-through colour (steam, glass, a puddle of light)."""
        pixels = self._pixels(points)
        area = self._area(pixels.min(axis=0), pixels.max(axis=0))
        if area is None or share <= 0:
            return
        x0, y0, x1, y1 = area
        region = self.image[y0:y1, x0:x1]
        covered = region.copy()
        fixed = np.round((pixels - (x0, y0)) * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(covered, [fixed], colour, cv2.LINE_AA, _SHIFT)
        cv2.addWeighted(covered, share, region, 1 - share, 0, dst=region)

    def glow(self, points: Points, colour: Colour, share: float, *, blur: float = 0.2) -> None:
        """Blend a colour in with soft edges `blur` table units wide."""
        outline = self._pixels(points) / _SHADOW_GRAIN
        mask = self._soft_mask([outline], 1 + self._scale * blur / _SHADOW_GRAIN)
        if mask is None:
            return
        (x0, y0, x1, y1), soft = mask
        region = self.image[y0:y1, x0:x1]
        self._weaken(region, soft, share)
        layers = [cv2.convertScaleAbs(soft, alpha=share * part / 255) for part in colour]
        cv2.add(region, cv2.merge(layers), dst=region)

    def _pixels(self, points: Points) -> Points:
        return points @ self._view[:, :2].T + self._view[:, 2]

    def _darken(self, outlines: list[Points], blur: float, dark: float) -> None:
        mask = self._soft_mask(outlines, blur)
        if mask is None:
            return
        (x0, y0, x1, y1), soft = mask
        self._weaken(self.image[y0:y1, x0:x1], soft, dark)

    def _weaken(self, region: Image, soft: NDArray[np.uint8], share: float) -> None:
        """Take up to `share` of the light away where the mask is, in place."""
        keep = cv2.bitwise_not(cv2.convertScaleAbs(soft, alpha=share))
        cv2.multiply(region, cv2.merge([keep, keep, keep]), dst=region, scale=1 / 255)

    def _soft_mask(
        self, outlines: list[Points], blur: float
    ) -> tuple[tuple[int, int, int, int], NDArray[np.uint8]] | None:
        """The blurred cover of outlines given in coarse pixels, and its area in fine ones."""
        pad = 2.5 * blur
        everything = np.concatenate(outlines)
        low, high = everything.min(axis=0) - pad, everything.max(axis=0) + pad
        area = self._area(low * _SHADOW_GRAIN, high * _SHADOW_GRAIN)
        if area is None:
            return None
        x0, y0, x1, y1 = area
        width, height = (x1 - x0) // _SHADOW_GRAIN + 1, (y1 - y0) // _SHADOW_GRAIN + 1
        mask = np.zeros((height, width), np.uint8)
        origin = np.array((x0, y0)) / _SHADOW_GRAIN
        for outline in outlines:
            fixed = np.round((outline - origin) * (1 << _SHIFT)).astype(np.int32)
            cv2.fillPoly(mask, [fixed], 255, cv2.LINE_8, _SHIFT)
        # Two boxes make a tent, which the eye takes for a bell, at a cost that knows no width.
        side = 2 * round(1.25 * blur) + 1
        mask = cv2.blur(cv2.blur(mask, (side, side)), (side, side))
        return area, cv2.resize(mask, (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)

    def _area(self, low: Points, high: Points) -> tuple[int, int, int, int] | None:
        """The whole pixels between two corners that are on the canvas, if any."""
        tall, wide = self.image.shape[:2]
        x0, y0 = max(0, int(low[0])), max(0, int(low[1]))
        x1, y1 = min(wide, int(high[0]) + 2), min(tall, int(high[1]) + 2)
        return (x0, y0, x1, y1) if x1 - x0 > 1 and y1 - y0 > 1 else None


def piece(points: Points, colour: Colour) -> Picture:
    """A picture of a single patch."""
    return (Patch(points, colour),)
