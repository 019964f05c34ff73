"""Cells in rows on an area that scrolls: one where the keyboard is, one under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from vbert_studio.ui.parts.spoken import make_spoken, tell

Place = tuple[int, int]  # row, column
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = frozenset({*_STEPS, *_ENTER, Qt.Key.Key_Home, Qt.Key.Key_End})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CellArea(QAbstractScrollArea):
    """What views of cells have in common; which cells there are, and where, a view says itself.

    `told(text)` carries the cell under the pointer, or else the one where the keyboard is, in
    words; `chosen(row, column)` follows Enter and whatever click the view takes for it.

    Args:
        name: what a screen reader calls the view.
    """

    chosen = Signal(int, int)
    told = Signal(str)
    role = QAccessible.Role.Table

    def __init__(self, name: str) -> None:
        super().__init__()
        self._current: Place = (0, 0)
        self._pointed: Place | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        make_spoken(self, name)

    # What a view says of its cells

    def words_of(self, place: Place) -> str | None:
        """A cell in words; None where there is none."""
        raise NotImplementedError

    def ends_of(self, row: int) -> tuple[Place, Place]:
        """Where Home and End lead from this row."""
        raise NotImplementedError

    def cell_at(self, position: QPointF) -> Place | None:
        """The cell at a position of the viewport."""
        raise NotImplementedError

    def show_cell(self, place: Place) -> None:
        """Scroll until a cell is in view."""
        raise NotImplementedError

    def attention_moved(self) -> None:
        """Focus, current cell or pointer have moved."""

    # What all do alike

    @property
    def current(self) -> Place:
        """Row and column of the cell where the keyboard is."""
        return self._current

    def set_current(self, row: int, column: int) -> None:
        """Bring the keyboard to a cell; nothing happens where there is none."""
        if (row, column) == self._current or self.words_of((row, column)) is None:
            return
        self._current = (row, column)
        self.show_cell(self._current)
        self._moved()
        self.tell_current()

    def spoken(self) -> str:
        """The cell where the keyboard is, in words."""
        return self.words_of(self._current) or ""

    def tell_current(self) -> None:
        """Say what is where the keyboard is, to eyes and to screen readers."""
        said = self.spoken()
        tell(self, said)
        self.told.emit(said)

    def point_at(self, place: Place | None) -> None:
        """Another cell, or none, is under the pointer."""
        if place == self._pointed:
            return
        self._pointed = place
        self._moved()
        self.told.emit((place and self.words_of(place)) or self.spoken())

    def _moved(self) -> None:
        self.attention_moved()
        self.viewport().update()

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Arrows, Home, End and Enter are shortcuts elsewhere; here they belong to the cells."""
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
        """Arrows move, Home and End go to the ends, Enter chooses."""
        row, column = self._current
        key = Qt.Key(event.key())
        is_own = event.modifiers() in _PLAIN and key in _OWN_KEYS
        if not is_own or self.words_of(self._current) is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.set_current(row + _STEPS[key][0], column + _STEPS[key][1])
        elif key in _ENTER:
            self.chosen.emit(row, column)
        else:
            first, last = self.ends_of(row)
            self.set_current(*(first if key == Qt.Key.Key_Home else last))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing more; what lies behind hears nothing of it."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what the pointer rests on."""
        self.point_at(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self.point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The current cell stands out."""
        super().focusInEvent(event)
        self._moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """And steps back."""
        super().focusOutEvent(event)
        self._moved()
