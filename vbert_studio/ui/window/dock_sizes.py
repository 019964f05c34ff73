"""The sizes of the docks: kept through a small window, and given back when a dock is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow
from shiboken6 import isValid

from vbert_studio.ui.window.dock_rows import lay_out, tabs_of
from vbert_studio.ui.window.dock_share import share_out

Sizes = dict[QDockWidget, QSize]
_PRESSED = {QEvent.Type.MouseButtonPress: True, QEvent.Type.MouseButtonRelease: False}


class DockSizes(QObject):
    """Gives docks the sizes that a person gave them, for each set of docks that are shown together.

    Qt shrinks docks with the window and gives the room to the middle when it grows, and gives that
    of a closed dock to its neighbour. A size counts as the person's when it changes while neither
    the window does nor which docks are shown. Where a border was dragged, a panel that comes to the
    front of others takes the place as it is. `changed` follows such a change, `unsettled` comes
    before sizes are given to other docks or for another window.
    """

    changed = Signal()
    unsettled = Signal()

    def __init__(self, window: QMainWindow, docks: Iterable[QDockWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._docks = tuple(docks)
        self._chosen: dict[frozenset[QDockWidget], Sizes] = {}
        self._heights: dict[frozenset[QDockWidget], int] = {}  # of the window, at those sizes
        self._last: Sizes = {}  # of the docks that were shown last
        self._as_they_are = False
        self._by_hand: set[frozenset[QDockWidget]] = set()  # in which a border was dragged
        self._is_held = False
        self._newest: frozenset[QDockWidget] = frozenset()  # that came last
        self._outgrown: set[QDockWidget] = set()
        self.is_paused = False  # what happens to the docks is not the person's doing
        self._settled = self._timer(self._give_back)
        self._noting = self._timer(self._note)
        self._other = self._timer(self._rearrange)
        window.installEventFilter(self)
        for dock in self._docks:
            dock.installEventFilter(self)
            dock.visibilityChanged.connect(self._come_or_go)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(slot)
        return timer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell a resized window from a dragged border, and both from a dock that comes or goes."""
        if self.is_paused:
            return super().eventFilter(watched, event)
        if watched is self._window and event.type() in _PRESSED:
            self._is_held = _PRESSED[event.type()]
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._settled.start()
            elif not self._is_moving:
                self._noting.start()
                if self._is_held:
                    self._by_hand.add(frozenset(self.placed))
        elif watched is not self._window and _comes_or_goes(event):
            self._other.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _come_or_go(self) -> None:
        """Also one that only came to the front."""
        if not isValid(self._window):
            return  # it goes, and takes its docks along
        if self._window.isVisible() and not self.is_paused:
            self._other.start()

    def take_as_they_are(self) -> None:
        """What comes and goes now was arranged elsewhere, with its sizes."""
        self._as_they_are = True
        self._other.start()

    def begin_again(self) -> None:
        """What is shown now was arranged as at first, and shares the room as if nothing was."""
        self._as_they_are, self._last = False, {}
        self._chosen.pop(frozenset(self.placed), None)
        self._other.start()

    def grow(self, dock: QDockWidget) -> None:
        """The panel of a dock needs another height; one that came last gets it."""
        self._outgrown.add(dock)
        self._noting.start()

    @property
    def is_settled(self) -> bool:
        """Whether all sizes are noted."""
        return not (self._is_moving or self._noting.isActive())

    @property
    def _is_moving(self) -> bool:
        return self._settled.isActive() or self._other.isActive()

    @property
    def placed(self) -> list[QDockWidget]:
        """Those that take room: of several behind each other the one in front."""
        inside = self._window.rect()
        return [
            dock
            for dock in self._docks
            if dock.isVisible() and not dock.isFloating() and inside.intersects(dock.geometry())
        ]

    @property
    def came(self) -> frozenset[QDockWidget]:
        """Those that were not there when sizes were noted last."""
        return frozenset(self.placed).difference(self._last)

    def _now(self) -> Sizes:
        return {dock: dock.size() for dock in self.placed}

    @Slot()
    def _note(self) -> None:
        """The person dragged a border."""
        if self._is_moving:
            return
        self._last = self._now()
        self._chosen[frozenset(self._last)] = self._last
        self._heights[frozenset(self._last)] = self._window.height()
        self.changed.emit()
        self._fit_outgrown()

    def _fit_outgrown(self) -> None:
        placed = frozenset(self.placed)
        grown, self._outgrown = self._outgrown & self._newest & placed, set()
        if grown and placed not in self._by_hand:
            known = {dock: size for dock, size in self._last.items() if dock not in grown}
            self._resize(share_out(self._window, known, placed))

    @Slot()
    def _rearrange(self) -> None:
        """Other docks are shown than before: each set has sizes of its own."""
        as_they_are, self._as_they_are = self._as_they_are, False
        lay_out(self._window)  # else what came has no place yet
        self.unsettled.emit()
        placed = frozenset(self.placed)
        if not as_they_are and placed != frozenset(self._last):
            self._newest = self.came
            self._resize(self._wanted(placed))
        self._noting.start()

    def _wanted(self, placed: frozenset[QDockWidget]) -> Sizes:
        """The sizes for docks that were not the last to be shown together."""
        if self._only_turned(placed):
            if frozenset(self._last) in self._by_hand:
                self._by_hand.add(placed)
                return {}
            known = self._chosen.get(placed) if placed in self._by_hand else None
        else:
            known = self._known(placed)
        return known or share_out(self._window, self._last, placed)

    def _known(self, placed: frozenset[QDockWidget]) -> Sizes | None:
        """The sizes of before, unless only a lower window was the reason for them."""
        was_lower = self._heights.get(placed, 0) < self._window.height()
        return None if was_lower and placed not in self._by_hand else self._chosen.get(placed)

    def _only_turned(self, placed: frozenset[QDockWidget]) -> bool:
        """Whether others came to the front in the places of those that went."""
        went, came = self._last.keys() - placed, placed - self._last.keys()
        behind = [went.intersection(self._window.tabifiedDockWidgets(dock)) for dock in came]
        return len(went) == len(came) and all(behind)

    @Slot()
    def _give_back(self) -> None:
        """The window has another size."""
        self.unsettled.emit()
        wanted = self._chosen.get(frozenset(self.placed), {})
        if self._resize(wanted):
            self._noting.stop()

    def _resize(self, wanted: Sizes) -> bool:
        """Ask for these sizes; whether that changed any."""
        docks, before = list(wanted), {dock: dock.size() for dock in wanted}
        wide = [size.width() for size in wanted.values()]
        high = [size.height() + tabs_of(self._window, dock) for dock, size in wanted.items()]
        self._window.resizeDocks(docks, wide, Qt.Orientation.Horizontal)
        self._window.resizeDocks(docks, high, Qt.Orientation.Vertical)
        return any(dock.size() != size for dock, size in before.items())


def _comes_or_goes(event: QEvent) -> bool:
    return event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
