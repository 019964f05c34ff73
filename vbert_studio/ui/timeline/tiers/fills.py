"""The ground behind texts: blocks with sharp borders, or, many to a column, how much they fill."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.columns import Argb, coverage, joined, picked
from vbert_studio.ui.timeline.content import Seconds, Spans

_CRISP_FROM = 6.0  # blocks narrower than this are drawn by how much of a column they fill


class Fill:
    """The ground of one row of stretches; what depends on their number is computed once."""

    def __init__(self) -> None:
        self._spans: Spans | None = None
        self._sums: Seconds = np.zeros(1)

    def paint(self, canvas: Canvas, spans: Spans, colour: QColor, top: float, high: float) -> slice:
        """Paint them; returns those in view if they are wide enough for text, else none."""
        edges = canvas.column_edges()
        inside = spans.within(float(edges[0]), float(edges[-1]))
        crisp = (inside.stop - inside.start) * _CRISP_FROM < canvas.viewport.width
        if crisp:
            argb = _crisp(canvas, spans.cut(inside), edges, colour)
        else:
            argb = _tinted(coverage(spans, self._sums_of(spans), edges), colour)
        canvas.row(argb, top, high)
        return inside if crisp else slice(0, 0)

    def _sums_of(self, spans: Spans) -> Seconds:
        if self._spans is not spans:
            self._sums = np.concatenate([[0.0], np.cumsum(spans.ends - spans.starts)])
            self._spans = spans
        return self._sums


def _crisp(canvas: Canvas, spans: Spans, edges: Seconds, colour: QColor) -> Argb:
    """Blocks with sharp borders and a gap of one logical pixel before each."""
    argb = picked(spans, edges, np.full(len(spans), colour.rgba(), np.uint32))
    canvas.carve(argb, spans.starts)
    return argb


def _tinted(share: Seconds, colour: QColor) -> Argb:
    """The colour with this share of its opacity: uint32 (W,)."""
    return _tints(colour.rgb())[(share * 255).astype(np.uint8)]


@lru_cache(8)
def _tints(rgb: int) -> Argb:
    """A colour at every opacity, premultiplied: uint32 (256,)."""
    opacity = np.arange(256)
    channels = (255, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
    alpha, red, green, blue = (
        np.rint(opacity / 255 * value).astype(np.uint32) for value in channels
    )
    return joined(alpha, red, green, blue)
