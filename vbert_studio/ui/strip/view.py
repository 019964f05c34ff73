"""The strip on the screen: moved over by keys and pointer, scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from vbert_studio.ui.parts.spoken import make_spoken, tell
from vbert_studio.ui.strip.cells import cell_at, spoken
from vbert_studio.ui.strip.painting import StripContent, StripPainter
from vbert_studio.ui.theme import Space, Type, font, theme
from vbert_studio.ui.timeline.view import guess_of_key
from vbert_studio.ui.translation import tr

_MARGIN = float(Space.M)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TOGGLE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = frozenset({*_STEPS, *_TOGGLE, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_M})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_DRAG_FROM = 6


class StripView(QAbstractScrollArea):
    """Shows a `StripContent`.

    `current_changed(number)` follows keys and clicks; `toggled(first, last)` cells that were
    dragged over, double-clicked, or Enter or M was pressed on.
    """

    current_changed = Signal(int)
    toggled = Signal(int, int)
    guess_picked = Signal(object, int)  # Place, number of the guess
    measured = Signal()  # texts have another size
    role = QAccessible.Role.Table

    def __init__(self, picture: Callable[[int], QImage | None]) -> None:
        super().__init__()
        self._picture = picture
        self._content = StripContent()
        self._pressed: QPointF | None = None
        self._dragged: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        # The model reads from left to right, whatever the language of the window.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._metrics = QFontMetricsF(font(Type.BODY))
        theme().changed.connect(self._measure)
        make_spoken(self, tr("Sentence strip"))

    @property
    def content(self) -> StripContent:
        """What is shown."""
        return self._content

    def width_of(self, text: str) -> float:
        """The width of a text as cells write it."""
        return self._metrics.horizontalAdvance(text)

    @Slot()
    def _measure(self) -> None:
        self._metrics = QFontMetricsF(font(Type.BODY))
        self.measured.emit()

    def show_content(self, content: StripContent) -> None:
        """Show another row, or another state of it; the place that is looked at stays."""
        other_height = content.size.height() != self._content.size.height()
        self._content = content
        self._set_scroll()
        if other_height:
            self.updateGeometry()
        self.viewport().update()

    def reveal(self, number: int, *, beside: int = 0) -> None:
        """Bring a cell into view, with so many of those behind it as there is room for."""
        if not 0 <= number < len(self._content.cells):
            return
        last = min(number + beside, len(self._content.cells) - 1)
        if last > number and self._content.cells[last].right > self._seen_to():
            self.reveal(last)
        cell, bar = self._content.cells[number], self.horizontalScrollBar()
        left, right = cell.left, cell.right + 2 * _MARGIN
        if left < bar.value():
            bar.setValue(int(left))
        elif right > self._seen_to():
            bar.setValue(int(right - self.viewport().width()))

    def _seen_to(self) -> int:
        return self.horizontalScrollBar().value() + self.viewport().width()

    def cell_rect(self, number: int) -> QRect:
        """Where a cell is in the viewport."""
        cell = self._content.cells[number]
        left = cell.left + _MARGIN - self.horizontalScrollBar().value()
        high = self._content.size.height() - self._content.top
        return QRect(
            round(left), round(self._content.top + Space.S), round(cell.width), round(high)
        )

    def spoken(self) -> str:
        """The current cell in words."""
        current = self._content.current
        if current is None or current >= len(self._content.cells):
            return tr("nothing is read")
        return spoken(self._content.cells[current], self._content.board)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint all of it; only what is in view costs anything."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().scheme.panel)
        left = self.horizontalScrollBar().value() - _MARGIN
        painter.translate(-left, Space.S)
        seen = left, left + self.viewport().width()
        StripPainter(painter, self._content, self._picture).paint(seen, focused=self.hasFocus())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go to a cell; a drag from here hides what it goes over."""
        number = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._pressed = event.position()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._pressed = None
                self.toggled.emit(number, number)
            else:
                self.current_changed.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Note how far a drag has come."""
        if self._pressed is None:
            return
        first, now = self._at(self._pressed), self._at(event.position())
        far = abs(event.position().x() - self._pressed.x()) >= _DRAG_FROM
        if far and first is not None and now is not None:
            self._dragged = first, now

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide what was dragged over."""
        dragged, self._dragged, self._pressed = self._dragged, None, None
        if dragged is not None:
            self.toggled.emit(min(dragged), max(dragged))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide a cell, or show it again."""
        number = self._at(event.position())
        if number is not None:
            self.toggled.emit(number, number)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Every wheel goes sideways here."""
        turned, smooth = event.angleDelta(), event.pixelDelta()
        by = smooth.x() + smooth.y() or (turned.x() + turned.y()) * 0.6
        self.horizontalScrollBar().setValue(int(self.horizontalScrollBar().value() - by))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move, and hide."""
        current, last = self._content.current or 0, len(self._content.cells) - 1
        if event.modifiers() not in _PLAIN or last < 0:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self._go_to(min(max(current + _STEPS[Qt.Key(event.key())], 0), last))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.key() in (*_TOGGLE, Qt.Key.Key_M):
            self.toggled.emit(current, current)
        elif (number := guess_of_key(event)) is not None and self._content.board.chosen is not None:
            self.guess_picked.emit(self._content.board.chosen, number)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that move here before they are looked up as shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = event.key() in _OWN_KEYS and event.modifiers() in _PLAIN
            own = own or (
                self._content.board.chosen is not None and guess_of_key(event) is not None
            )
            event.setAccepted(own)
            return own or super().event(event)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is; a click says itself where it is."""
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self._content.current is None and self._content.cells and not by_mouse:
            self._go_to(0)
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard is elsewhere."""
        self.viewport().update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More or less is in view."""
        self._set_scroll()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for every part of a cell."""
        high = self._content.size.height()
        return QSize(
            600, round(high) + 2 * Space.S + self.horizontalScrollBar().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Cells are never cut at the foot."""
        return QSize(240, self.sizeHint().height())

    def _at(self, at: QPointF) -> int | None:
        x = at.x() - _MARGIN + self.horizontalScrollBar().value()
        return cell_at(self._content.cells, x)

    def _go_to(self, number: int) -> None:
        self.current_changed.emit(number)
        self.reveal(number)
        tell(self, self.spoken())

    def _set_scroll(self) -> None:
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        wide = round(self._content.size.width() + 2 * _MARGIN)
        bar.setRange(0, max(0, wide - room))
        bar.setPageStep(room)
        bar.setSingleStep(40)
