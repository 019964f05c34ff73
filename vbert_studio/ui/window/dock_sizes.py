"""The sizes that a person gave the docks, kept through a window that was small for a while."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow


class DockSizes(QObject):
    """Gives docks back what a small window took from them as soon as there is room again.

    Qt shrinks docks with the window and gives the room to the middle when it grows. A size counts
    as the person's when it changes while the window does not. `changed` follows such a change.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, docks: Iterable[QDockWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._docks = tuple(docks)
        self._chosen: dict[QDockWidget, QSize] = {}
        self.is_paused = False  # what happens to the docks is not the person's doing
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._give_back)
        self._noting = QTimer(self, singleShot=True, interval=0)
        self._noting.timeout.connect(self._note)
        window.installEventFilter(self)
        for dock in self._docks:
            dock.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell a resized window from a dragged border."""
        if event.type() == QEvent.Type.Resize and not self.is_paused:
            if watched is self._window:
                self._settled.start()
            elif not self._settled.isActive():
                self._noting.start()
        return super().eventFilter(watched, event)

    @property
    def _placed(self) -> list[QDockWidget]:
        return [dock for dock in self._docks if dock.isVisible() and not dock.isFloating()]

    @Slot()
    def _note(self) -> None:
        """The person dragged a border, or showed or hid something."""
        if self._settled.isActive():
            return
        self._chosen = {dock: dock.size() for dock in self._placed}
        self.changed.emit()

    @Slot()
    def _give_back(self) -> None:
        docks = [dock for dock in self._placed if dock in self._chosen]
        wide = [self._chosen[dock].width() for dock in docks]
        high = [self._chosen[dock].height() for dock in docks]
        before = {dock: dock.size() for dock in docks}
        self._window.resizeDocks(docks, wide, Qt.Orientation.Horizontal)
        self._window.resizeDocks(docks, high, Qt.Orientation.Vertical)
        if any(dock.size() != size for dock, size in before.items()):
            self._noting.stop()
