"""A matrix of probabilities as a heat map, moved over by keys and pointer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)

from vbert_studio.ui.alignment.facts import Aligned
from vbert_studio.ui.parts.cells import CellArea, Place
from vbert_studio.ui.theme import Scheme, Space, Type, blend, font, theme
from vbert_studio.ui.translation import tr

_SMALLEST, _LARGEST = 5, 26
_READABLE = 13  # from this height of a row on its sentence stands beside it
_TEXTS = 132
_SHADES = 64


class HeatMap(CellArea):
    """Rows are sentences, columns their segments; what belongs together is dark, or bright.

    `chosen` follows a click, and Enter.
    """

    def __init__(self) -> None:
        super().__init__(tr("Sentences against segments"))
        self._aligned: Aligned | None = None

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return 0 if self._aligned is None else len(self._aligned.texts)

    def show_aligned(self, aligned: Aligned | None) -> None:
        """Show this; the keyboard stays where it is as long as there is such a cell."""
        self._aligned = aligned
        self._pointed = None
        if max(self._current) >= self.count:
            self._current = (0, 0)
        self._lay_out()
        self.updateGeometry()
        self.viewport().update()
        self.tell_current()

    def words_of(self, place: Place) -> str | None:
        """How well the sentence of this row and the segment of this column belong together."""
        if self._aligned is None or not all(0 <= n < self.count for n in place):
            return None
        return self._aligned.cell(*place)

    def ends_of(self, row: int) -> tuple[Place, Place]:  # noqa: ARG002 - the same for all
        """The ends of the diagonal."""
        return (0, 0), (self.count - 1, self.count - 1)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell lies in the viewport."""
        side = self._side()
        left = self._texts() + column * side - self.horizontalScrollBar().value()
        return QRectF(left, row * side - self.verticalScrollBar().value(), side, side)

    def figure_size(self) -> QSizeF:
        """What `paint_figure` needs."""
        side = _LARGEST * self.count
        return QSizeF(_TEXTS + side, side)

    def paint_figure(self, painter: QPainter) -> None:
        """All of it, at its largest, for a file; cell by cell, for an image would be smoothed."""
        if self._aligned is None:
            return
        self._paint_texts(painter, _LARGEST, QPoint())
        image = heat_image(self._aligned.answer.matrix, theme().scheme)
        for row in range(self.count):
            for column in range(self.count):
                place = QRectF(_TEXTS + column * _LARGEST, row * _LARGEST, _LARGEST, _LARGEST)
                painter.fillRect(place, image.pixelColor(column, row))

    # Qt's own

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square that fits into a column of panels."""
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Enough to see a pattern."""
        return QSize(160, 96)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cells grow with the room there is."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The map, the sentences beside it, and where keyboard and pointer are."""
        scheme, painter = theme().scheme, QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), scheme.panel)
        if self.count:
            first, side = self.cell_rect(0, 0), self._side()
            whole = QSizeF(side * self.count, side * self.count)
            self._paint_map(painter, QRectF(first.topLeft(), whole))
            self._paint_frame(painter, self._current, scheme.accent, 2 if self.hasFocus() else 1)
            if self._pointed is not None:
                self._paint_frame(painter, self._pointed, scheme.text, 1)
            painter.fillRect(QRectF(0, 0, self._texts(), self.viewport().height()), scheme.panel)
            self._paint_texts(painter, side, QPoint(0, self.verticalScrollBar().value()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        place = self.cell_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(*place)
            self.chosen.emit(*place)

    # Painting

    def _paint_map(self, painter: QPainter, area: QRectF) -> None:
        assert self._aligned is not None
        image = heat_image(self._aligned.answer.matrix, theme().scheme)
        painter.drawImage(area, image)

    def _paint_frame(self, painter: QPainter, place: Place, colour: QColor, width: int) -> None:
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.cell_rect(*place).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_texts(self, painter: QPainter, side: float, offset: QPoint) -> None:
        if self._aligned is None or side < _READABLE:
            return
        painter.setFont(font(Type.CAPTION))
        painter.setPen(theme().scheme.text_muted)
        metrics = painter.fontMetrics()
        for row, text in enumerate(self._aligned.texts):
            place = QRectF(0, row * side - offset.y(), _TEXTS - Space.S, side)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    # Where things are

    def _side(self) -> float:
        """Of a cell: the whole map in view, as long as its cells can be told apart."""
        if not self.count:
            return _LARGEST
        size = self.viewport().size()
        beside = min((size.width() - _TEXTS) // self.count, size.height() // self.count)
        if beside >= _READABLE:
            return min(_LARGEST, beside)
        alone = min(size.width() // self.count, size.height() // self.count)
        return max(_SMALLEST, min(alone, _READABLE - 1))

    def _texts(self) -> float:
        return _TEXTS if self._side() >= _READABLE else 0

    def cell_at(self, position: QPointF) -> Place | None:
        """The cell at a position of the viewport."""
        x = position.x() - self._texts()
        if x < 0:
            return None
        side = self._side()
        column = int((x + self.horizontalScrollBar().value()) // side)
        row = int((position.y() + self.verticalScrollBar().value()) // side)
        return (row, column) if row < self.count and column < self.count else None

    def _lay_out(self) -> None:
        whole, seen = round(self._side() * self.count), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, whole + round(self._texts()) - seen.width()))
        down.setRange(0, max(0, whole - seen.height()))
        for bar, page in ((across, seen.width()), (down, seen.height())):
            bar.setPageStep(page)
            bar.setSingleStep(round(self._side()))

    def show_cell(self, place: Place) -> None:
        """Scroll until a cell is in view, right of the sentences."""
        cell, seen = self.cell_rect(*place), self.viewport().rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left = cell.left() - self._texts()
        across.setValue(across.value() + _beyond(left, cell.right() - seen.width()))
        down.setValue(down.value() + _beyond(cell.top(), cell.bottom() - seen.height()))


def heat_image(matrix: NDArray[np.float32], scheme: Scheme) -> QImage:
    """One pixel per cell of a matrix (R, C) of probabilities; what was not asked is a gap."""
    shades = [blend(scheme.panel, scheme.accent, n / (_SHADES - 1)) for n in range(_SHADES)]
    colours = [(c.red(), c.green(), c.blue()) for c in [*shades, scheme.gap]]
    table = np.array(colours, np.uint8)
    numbers = np.where(np.isnan(matrix), _SHADES, np.nan_to_num(matrix) * (_SHADES - 1))
    pixels = np.zeros((*matrix.shape, 4), np.uint8)  # (R, C, BGRA)
    pixels[..., :3] = table[np.rint(numbers).astype(int)][..., ::-1]
    pixels[..., 3] = 255
    high, wide = matrix.shape
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_RGB32)
    return image.copy()


def _beyond(before: float, behind: float) -> int:
    """How far to scroll: back by what is before the border, on by what is behind it."""
    return round(min(before, 0.0) or max(behind, 0.0))
