"""A hand on mouse and keyboard: it only reaches what a person could reach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from vbert_studio.ui.theme import theme
from vbert_studio.ui.window.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LONG_MS = 150_000  # the engine and the worker give way to everything else on a busy machine
_MOST_TABS = 200
Key = Qt.Key


class Hand:
    """Clicks, drags, types and waits.

    Args:
        window: in which.
        qtbot: of the test.
        pictures: the folder that `photograph` fills.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot, pictures: Path) -> None:
        self.window = window
        self._qtbot = qtbot
        self._pictures = pictures

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self._qtbot.waitUntil(until, timeout=LONG_MS)

    def wait_while_busy(self) -> None:
        """Wait until nothing is read, written or computed by a worker."""
        window = self.window
        self.wait(lambda: window.session.is_idle and not window.panels.queue.is_busy)

    # The mouse

    def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        modifiers: Qt.KeyboardModifier = NONE,
    ) -> None:
        """Click on a widget, in its middle unless it is said where."""
        self._reach(widget, at)
        QTest.mouseClick(widget, LEFT, modifiers, at or widget.rect().center())

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        """Click twice."""
        self._reach(widget, at)
        QTest.mouseClick(widget, LEFT, NONE, at)
        QTest.mouseDClick(widget, LEFT, NONE, at)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Drag from one place to another, by way of the places between."""
        self._reach(widget, start)
        QTest.mousePress(widget, LEFT, NONE, start)
        for tenth in range(1, 11):
            QTest.mouseMove(widget, start + (end - start) * tenth / 10)
        QTest.mouseRelease(widget, LEFT, NONE, end)

    def click_item(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click on a row."""
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def _reach(self, widget: QWidget, at: QPoint | None) -> None:
        """Wait until it can be clicked: seen, enabled, and under nothing else."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        self.wait(lambda: self._is_on_top(widget, at or widget.rect().center()))

    def _is_on_top(self, widget: QWidget, at: QPoint) -> bool:
        self._scroll_to(widget)
        found = self.window.childAt(widget.mapTo(self.window, at))
        return found is widget or (found is not None and widget.isAncestorOf(found))

    def _scroll_to(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()

    # The keyboard

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        self.wait(self.window.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def tab_to(self, widget: QWidget) -> None:
        """Bring the focus there, as whoever has no mouse does."""
        for _ in range(_MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"{widget.accessibleName()} is not reached by Tab")

    def choose(self, box: QComboBox, text: str) -> None:
        """Go to one of several choices."""
        self.tab_to(box)
        self.press(Key.Key_Home)
        for _ in range(box.findText(text)):
            self.press(Key.Key_Down)
        assert box.currentText() == text

    # The camera

    def photograph(self, name: str) -> None:
        """The window as it looks now, light and dark."""
        for look in ("dark", "light"):
            theme().prefer(look)  # type: ignore[arg-type]
            self.window.grab().save(str(self._pictures / f"{name} {look}.png"))
