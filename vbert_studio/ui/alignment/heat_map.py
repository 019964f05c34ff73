"""A matrix of probabilities as a heat map, moved over by keys and pointer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from vbert_studio.ui.alignment.facts import Aligned
from vbert_studio.ui.parts.spoken import make_spoken, tell
from vbert_studio.ui.theme import Scheme, Space, Type, blend, font, theme
from vbert_studio.ui.translation import tr

Place = tuple[int, int]
_SMALLEST, _LARGEST = 5, 26
_READABLE = 13  # from this height of a row on its sentence stands beside it
_TEXTS = 132
_SHADES = 64
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = frozenset({*_STEPS, *_ENTER, Qt.Key.Key_Home, Qt.Key.Key_End})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class HeatMap(QAbstractScrollArea):
    """Rows are sentences, columns their segments; what belongs together is dark, or bright.

    `told(text)` carries the cell under the pointer, or else the one where the keyboard is, in
    words; `chosen(row, column)` follows a click and Enter.
    """

    told = Signal(str)
    chosen = Signal(int, int)
    role = QAccessible.Role.Table

    def __init__(self) -> None:
        super().__init__()
        self._aligned: Aligned | None = None
        self._current: Place = (0, 0)
        self._pointed: Place | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        make_spoken(self, tr("Sentences against segments"))

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return 0 if self._aligned is None else len(self._aligned.texts)

    @property
    def current(self) -> Place:
        """Row and column of the cell where the keyboard is."""
        return self._current

    def show_aligned(self, aligned: Aligned | None) -> None:
        """Show this; the keyboard stays where it is as long as there is such a cell."""
        self._aligned = aligned
        self._pointed = None
        if max(self._current) >= self.count:
            self._current = (0, 0)
        self._lay_out()
        self.updateGeometry()
        self.viewport().update()
        self._tell()

    def set_current(self, row: int, column: int) -> None:
        """Bring the keyboard to a cell; nothing happens where there is none."""
        if 0 <= row < self.count and 0 <= column < self.count:
            self._current = (row, column)
            self._show_cell()
            self.viewport().update()
            self._tell()

    def spoken(self) -> str:
        """The cell where the keyboard is, in words."""
        if self._aligned is None or not self.count:
            return ""
        return self._aligned.cell(*self._current)

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

    def event(self, event: QEvent) -> bool:
        """Arrows, Home, End and Enter are shortcuts elsewhere; here they belong to the map."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() in _PLAIN
            and event.key() in _OWN_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move; Home and End go to the ends of the diagonal; Enter goes there."""
        row, column = self._current
        key = Qt.Key(event.key())
        if event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.set_current(row + _STEPS[key][0], column + _STEPS[key][1])
        elif key == Qt.Key.Key_Home:
            self.set_current(0, 0)
        elif key == Qt.Key.Key_End:
            self.set_current(self.count - 1, self.count - 1)
        elif key in _ENTER and self.count:
            self.chosen.emit(row, column)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        place = self._at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(*place)
            self.chosen.emit(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing more; what lies behind hears nothing of it."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what the pointer rests on."""
        self._point_at(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The frame of the current cell gets stronger."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """And weaker."""
        super().focusOutEvent(event)
        self.viewport().update()

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

    def _at(self, position: QPointF) -> Place | None:
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

    def _show_cell(self) -> None:
        cell, seen = self.cell_rect(*self._current), self.viewport().rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left = cell.left() - self._texts()
        across.setValue(across.value() + _beyond(left, cell.right() - seen.width()))
        down.setValue(down.value() + _beyond(cell.top(), cell.bottom() - seen.height()))

    def _point_at(self, place: Place | None) -> None:
        if place != self._pointed:
            self._pointed = place
            self.viewport().update()
            self._tell()

    def _tell(self) -> None:
        tell(self, self.spoken())
        if self._aligned is None or self._pointed is None:
            self.told.emit(self.spoken())
        else:
            self.told.emit(self._aligned.cell(*self._pointed))


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
