"""The sizes of the docks: kept through a small window, and given back when a dock is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow

from vbert_studio.ui.window.dock_share import share_out

Sizes = dict[QDockWidget, QSize]


class DockSizes(QObject):
    """Gives docks the sizes that a person gave them, for each set of docks that are shown together.

    Qt shrinks docks with the window and gives the room to the middle when it grows, and gives that
    of a closed dock to its neighbour. A size counts as the person's when it changes while neither
    the window does nor which docks are shown. `changed` follows such a change, `unsettled` comes
    before sizes are given to other docks or for another window.
    """

    changed = Signal()
    unsettled = Signal()

    def __init__(self, window: QMainWindow, docks: Iterable[QDockWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._docks = tuple(docks)
        self._chosen: dict[frozenset[QDockWidget], Sizes] = {}
        self._last: Sizes = {}  # of the docks that were shown last
        self._as_they_are = False
        self.is_paused = False  # what happens to the docks is not the person's doing
        self._settled = self._timer(self._give_back)
        self._noting = self._timer(self._note)
        self._other = self._timer(self._rearrange)
        window.installEventFilter(self)
        for dock in self._docks:
            dock.installEventFilter(self)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(slot)
        return timer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell a resized window from a dragged border, and both from a dock that comes or goes."""
        if self.is_paused:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._settled.start()
            elif not self._is_moving:
                self._noting.start()
        elif watched is not self._window and _comes_or_goes(event):
            self._other.start()
        return super().eventFilter(watched, event)

    def take_as_they_are(self) -> None:
        """What comes and goes now was arranged elsewhere, with its sizes."""
        self._as_they_are = True
        self._other.start()

    @property
    def is_settled(self) -> bool:
        """Whether all sizes are noted."""
        return not (self._is_moving or self._noting.isActive())

    @property
    def _is_moving(self) -> bool:
        return self._settled.isActive() or self._other.isActive()

    @property
    def _placed(self) -> list[QDockWidget]:
        """Those that take room: of several behind each other the one in front."""
        inside = self._window.rect()
        return [
            dock
            for dock in self._docks
            if dock.isVisible() and not dock.isFloating() and inside.intersects(dock.geometry())
        ]

    def _now(self) -> Sizes:
        return {dock: dock.size() for dock in self._placed}

    @Slot()
    def _note(self) -> None:
        """The person dragged a border."""
        if self._is_moving:
            return
        self._last = self._now()
        self._chosen[frozenset(self._last)] = self._last
        self.changed.emit()

    @Slot()
    def _rearrange(self) -> None:
        """Other docks are shown than before: each set has sizes of its own."""
        as_they_are, self._as_they_are = self._as_they_are, False
        self.unsettled.emit()
        placed = frozenset(self._placed)
        if not as_they_are and placed != frozenset(self._last):
            wanted = self._chosen.get(placed)
            self._resize(wanted or share_out(self._window, self._last, placed))
        self._noting.start()

    @Slot()
    def _give_back(self) -> None:
        """The window has another size."""
        self.unsettled.emit()
        wanted = self._chosen.get(frozenset(self._placed), {})
        if self._resize(wanted):
            self._noting.stop()

    def _resize(self, wanted: Sizes) -> bool:
        """Ask for these sizes; whether that changed any."""
        docks, before = list(wanted), {dock: dock.size() for dock in wanted}
        wide = [size.width() for size in wanted.values()]
        high = [size.height() for size in wanted.values()]
        self._window.resizeDocks(docks, wide, Qt.Orientation.Horizontal)
        self._window.resizeDocks(docks, high, Qt.Orientation.Vertical)
        return any(dock.size() != size for dock, size in before.items())


def _comes_or_goes(event: QEvent) -> bool:
    return event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
