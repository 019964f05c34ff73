"""One colour per column of device pixels: what makes the cost of a repaint independent of length.

Everything here takes the times of the column borders, float64 (W + 1,), and arrays as long as the
video; it searches them W times and never walks them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vbert_studio.ui.timeline.content import Seconds, Spans

Argb = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class ColourTrack:
    """Stretches with a colour each, ready to be averaged over any range of them.

    While there are more columns than stretches, the one in a column's middle gives its colour.

    Attributes:
        spans: the stretches; they must not overlap.
        argb: uint32 (N,), opaque.
        sums: float64 (N + 1, 3), running sums of the linear red, green and blue.
    """

    spans: Spans
    argb: Argb
    sums: NDArray[np.float64]

    @classmethod
    def of(cls, spans: Spans, rgb: NDArray[np.uint8]) -> ColourTrack:
        """The track of stretches with colours uint8 (N, 3)."""
        # A gamma of 2 instead of sRGB's own: the same to the eye, and a root is cheap to draw.
        linear = (rgb / 255.0) ** 2  # (N, 3)
        sums = np.vstack([np.zeros((1, 3)), np.cumsum(linear, axis=0)])
        return cls(spans, packed(rgb), sums)

    def columns(self, edges: Seconds) -> Argb:
        """The colour of each column, transparent (0) where there is nothing: uint32 (W,)."""
        inside = self.spans.within(float(edges[0]), float(edges[-1]))
        if inside.stop - inside.start < len(edges):
            return picked(self.spans.cut(inside), edges, self.argb[inside])
        return self._average(edges)

    def _average(self, edges: Seconds) -> Argb:
        first = np.searchsorted(self.spans.ends, edges[:-1], "right")  # (W,)
        last = np.searchsorted(self.spans.starts, edges[1:], "left")  # (W,)
        count = (last - first)[:, None]  # (W, 1)
        mean = (self.sums[last] - self.sums[first]) / np.maximum(count, 1)  # (W, 3)
        colours = packed(np.rint(255 * np.sqrt(np.maximum(mean, 0))).astype(np.uint8))
        colours[count[:, 0] <= 0] = 0
        return colours


def picked(spans: Spans, edges: Seconds, argb: Argb) -> Argb:
    """The colour of the stretch in the middle of each column, 0 where there is none: (W,)."""
    middles = (edges[:-1] + edges[1:]) / 2
    if not len(spans):
        return np.zeros(len(middles), np.uint32)
    index = np.searchsorted(spans.starts, middles, "right") - 1
    held = np.maximum(index, 0)
    inside = (index >= 0) & (middles < spans.ends[held])
    return np.where(inside, argb[held], np.uint32(0))


def coverage(spans: Spans, sums: Seconds, edges: Seconds) -> NDArray[np.float64]:
    """The share of each column that the stretches fill, 0..1: float64 (W,).

    Args:
        spans: stretches that do not overlap.
        sums: float64 (N + 1,), the running sum of their lengths.
        edges: the column borders.
    """
    if not len(spans):
        return np.zeros(len(edges) - 1)
    index = np.searchsorted(spans.starts, edges, "right") - 1
    held = np.maximum(index, 0)
    # Within a stretch the sum grows with the time, up to where the next one goes on.
    grown = np.minimum(sums[held] + (edges - spans.starts[held]), sums[held + 1])
    filled = np.where(index >= 0, grown, 0.0)  # (W + 1,)
    share: NDArray[np.float64] = (filled[1:] - filled[:-1]) / (edges[1:] - edges[:-1])
    return np.minimum(np.maximum(share, 0.0), 1.0)


def packed(rgb: NDArray[np.uint8]) -> Argb:
    """Opaque 0xAARRGGBB of colours (N, 3): uint32 (N,)."""
    wide = rgb.astype(np.uint32)
    return joined(np.full(len(wide), 255, np.uint32), wide[:, 0], wide[:, 1], wide[:, 2])


def joined(alpha: Argb, red: Argb, green: Argb, blue: Argb) -> Argb:
    """0xAARRGGBB of four channels, uint32 (N,) each."""
    mixed: Argb = (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
    return mixed
