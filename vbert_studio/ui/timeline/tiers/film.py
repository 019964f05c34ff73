"""The filmstrip: pictures side by side, each the frame on screen where its tile begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.timeline.film import FilmStore, Tile, tiles
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import tr

_PAD = 1.0


class FilmTier:
    """Paints from a store of pictures that somebody else fills."""

    key = "film"
    title = tr("Film")
    height = 64.0
    least = 28.0
    grows = True
    at_first = True

    def __init__(self, store: FilmStore) -> None:
        self._store = store

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return content.film if isinstance(content.film, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        canvas.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile in tiles(canvas.viewport, picture_width(canvas.height, content.aspect)):
            if tile.t_s < content.duration_s:
                self._paint_tile(canvas, tile, canvas.x_of(content.duration_s))
        canvas.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)

    def _paint_tile(self, canvas: Canvas, tile: Tile, end: float) -> None:
        view = canvas.viewport
        left = canvas.aligned(tile.x)
        right = min(canvas.aligned(tile.x + tile.width), end)
        area = QRectF(left, _PAD, right - left - canvas.hairline, canvas.height - 2 * _PAD)
        picture = self._store.get(tile.t_s)
        stand_in = picture or self._store.near(tile.t_s, 2 * tile.width * view.scale)
        if stand_in is None:
            canvas.painter.fillRect(area, canvas.scheme.gap)
            return
        canvas.painter.setOpacity(1.0 if picture else 0.45)
        canvas.painter.drawImage(area, stand_in, covering(stand_in, area))
        canvas.painter.setOpacity(1.0)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        missing = isinstance(content.film, Absence)
        return "" if missing else tr("frame at {time_text}", time_text=time_text(t_s, 0.01))


def picture_width(height: float, aspect: float) -> float:
    """How wide a whole picture is in a filmstrip of this height, in logical pixels."""
    return max(8.0, (height - 2 * _PAD) * aspect)


def covering(picture: QImage, area: QRectF) -> QRectF:
    """The middle part of a picture that has the shape of an area."""
    wide, high = float(picture.width()), float(picture.height())
    shape = area.width() / max(area.height(), 1.0)
    if wide / high > shape:
        part = max(1.0, high * shape)
        return QRectF((wide - part) / 2, 0, part, high)
    part = wide / max(shape, 1e-6)
    return QRectF(0, (high - part) / 2, wide, part)
