"""What a tier paints on: the painter, the viewport, and the rules of a crisp picture.

A tier's own origin is its upper left corner. Every border lies on a device pixel, so that a
hairline is one pixel on any screen and two neighbours never blend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QTransform

from vbert_studio.ui.theme.colours import Scheme
from vbert_studio.ui.timeline.content import Seconds, Spans
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.viewport import Viewport

HATCH = 6  # logical pixels from one stroke of a hatching to the next


@dataclass(frozen=True, slots=True)
class Fonts:
    """The letterings of the timeline."""

    caption: Lettering
    digits: Lettering


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """One tier's share of a repaint, `viewport.width` by `height` logical pixels."""

    painter: QPainter
    viewport: Viewport
    height: float
    dpr: float
    scheme: Scheme
    fonts: Fonts

    @property
    def hairline(self) -> float:
        """One device pixel."""
        return 1 / self.dpr

    @property
    def column_count(self) -> int:
        """Columns of device pixels."""
        return max(1, round(self.viewport.width * self.dpr))

    def column_edges(self) -> Seconds:
        """The times of the column borders: float64 (W + 1,)."""
        return _edges(self.viewport.start_s, self.viewport.scale / self.dpr, self.column_count)

    def aligned(self, x: float) -> float:
        """The nearest border of a device pixel."""
        return round(x * self.dpr) / self.dpr

    def x_of(self, t_s: float) -> float:
        """Where a time lies, on the border of a device pixel."""
        return self.aligned(self.viewport.x_of(t_s))

    def extents(self, spans: Spans, inside: slice) -> Iterator[tuple[int, float, float]]:
        """Number, left and right border of each of these, held to what is seen."""
        view = self.viewport
        borders = np.stack([spans.starts[inside], spans.ends[inside]])  # (2, N)
        aligned = np.rint((borders - view.start_s) / view.scale * self.dpr) / self.dpr
        lefts, rights = np.clip(aligned, 0.0, view.width).tolist()
        return zip(range(inside.start, inside.stop), lefts, rights, strict=True)

    def fill(self, x: float, y: float, width: float, height: float, colour: QColor) -> None:
        """A plain rectangle."""
        self.painter.fillRect(QRectF(x, y, width, height), colour)

    def upright(self, x: float, top: float, height: float, colour: QColor) -> None:
        """A vertical hairline."""
        self.fill(self.aligned(x), top, self.hairline, height, colour)

    def uprights(self, times: Seconds, top: float, height: float, colour: QColor) -> None:
        """Vertical hairlines at many times, as one image."""
        argb = np.zeros(self.column_count, np.uint32)
        places = np.rint((times - self.viewport.start_s) / self.viewport.scale * self.dpr)
        argb[places[(places >= 0) & (places < len(argb))].astype(np.int64)] = colour.rgba()
        self.row(argb, top, height)

    def carve(self, argb: NDArray[np.uint32], starts: Seconds) -> None:
        """Clear one logical pixel of columns at every start, so that neighbours stay apart."""
        begins = (starts - self.viewport.start_s) / self.viewport.scale * self.dpr
        columns = np.rint(begins).astype(np.int64)
        columns = columns[columns > 0]
        for shift in range(round(self.dpr)):
            argb[(columns + shift)[columns + shift < len(argb)]] = 0

    def row(self, argb: NDArray[np.uint32], top: float, height: float) -> None:
        """Columns of one colour each, uint32 (W,), from top to bottom of a strip."""
        self.picture(argb[None, :], QRectF(0, top, len(argb) / self.dpr, height))

    def picture(self, argb: NDArray[np.uint32], target: QRectF) -> None:
        """An image of premultiplied 0xAARRGGBB, uint32 (H, W)."""
        argb = np.ascontiguousarray(argb)
        high, wide = argb.shape
        kind = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(argb.data, wide, high, wide * 4, kind)
        self.painter.drawImage(target, image)

    def hatch(self, area: QRectF, colour: QColor) -> None:
        """Slanted strokes: says "not all there" without a colour."""
        brush = QBrush(hatching(colour.rgba(), round(HATCH * self.dpr)))
        brush.setTransform(QTransform.fromScale(1 / self.dpr, 1 / self.dpr))
        self.painter.fillRect(area, brush)

    def note(self, text: str) -> None:
        """Words in the place of what is missing."""
        lettering = self.fonts.caption
        shown = lettering.elided(text, self.viewport.width - 16)
        top = lettering.middle(self.height)
        lettering.draw(self.painter, 8, top, shown, self.scheme.text_muted)


@lru_cache(4)
def _edges(start_s: float, scale: float, count: int) -> Seconds:
    """Every tier of a repaint asks for the same ones."""
    edges = start_s + np.arange(count + 1, dtype=np.float64) * scale
    edges.setflags(write=False)
    return edges


def hatching(rgba: int, size: int) -> QPixmap:
    """A tile of slanted strokes, `size` device pixels wide; kept by Qt's own pixmap cache."""
    from PySide6.QtGui import QPixmapCache

    key = f"timeline-hatching-{rgba}-{size}"
    tile = QPixmap()
    if QPixmapCache.find(key, tile):
        return tile
    tile = _hatching(QColor.fromRgba(rgba), size)
    QPixmapCache.insert(key, tile)
    return tile


def _hatching(colour: QColor, size: int) -> QPixmap:
    tile = QPixmap(size, size)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour)
    pen = painter.pen()
    pen.setWidthF(max(1.0, size / 5))
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    for shift in (-size, 0, size):
        painter.drawLine(QPointF(shift, size), QPointF(shift + size, 0))
    painter.end()
    return tile
