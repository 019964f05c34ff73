"""The docks: which there are, where they stand at first, and which are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QWidget
from shiboken6 import isValid

from vbert_studio.ui.parts.labels import icon_button, label
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr
from vbert_studio.ui.window.dock_body import DockBody
from vbert_studio.ui.window.dock_rows import tab_bars
from vbert_studio.ui.window.dock_share import TIMELINE, timeline_room
from vbert_studio.ui.window.dock_sizes import DockSizes
from vbert_studio.ui.window.dock_stack import stack_low, stack_narrow
from vbert_studio.ui.window.dock_tabs import PANEL_ICONS, DockTabs

_TITLE_HEIGHT = 30
_AREA = Qt.DockWidgetArea
_PLACES = {
    "library": ("Library", _AREA.LeftDockWidgetArea),
    "transcript": ("Transcript", _AREA.RightDockWidgetArea),
    "clip": ("Clip", _AREA.RightDockWidgetArea),
    "words": ("Words", _AREA.RightDockWidgetArea),
    "pairs": ("Pairs", _AREA.RightDockWidgetArea),
    "history": ("History", _AREA.RightDockWidgetArea),
    "training": ("Training", _AREA.RightDockWidgetArea),
    "jobs": ("Jobs", _AREA.RightDockWidgetArea),
    "forecast": ("Forecast", _AREA.RightDockWidgetArea),
    "generate": ("Text to video", _AREA.RightDockWidgetArea),
    "action": ("Action", _AREA.RightDockWidgetArea),
    "alignment": ("Alignment", _AREA.RightDockWidgetArea),
    "compare": ("Compare", _AREA.RightDockWidgetArea),
    "timeline": ("Timeline", _AREA.BottomDockWidgetArea),
    "strip": ("Sentence strip", _AREA.BottomDockWidgetArea),
}
_AT_FIRST = frozenset({"library", "transcript", "timeline"})
_BESIDE = ("clip", "words", "forecast", "generate", "action", "alignment", "compare")
_BEHIND = (("jobs", "history"), ("pairs", "training"))
_SCROLLS_ITSELF = frozenset({"timeline"})


class DockTitle(QWidget):
    """The bar that a dock is dragged by: a quiet caption and a button that hides the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        close = icon_button("close", tr("Hide “{panel}”", panel=dock.windowTitle()), dock.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XS, 0, Space.XS, 0)
        layout.setSpacing(0)
        layout.addSpacing(Space.S)
        # Not stretched: a label writes at its left, whichever side the language begins at.
        layout.addWidget(label(dock.windowTitle(), Type.STRONG))
        layout.addStretch(1)
        layout.addWidget(close)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(100, _TITLE_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(60, _TITLE_HEIGHT)


class Docks(QObject):
    """Every dock of the window. While no project is open all are hidden, and their places kept.

    `changed` follows whatever happens to their places and sizes while a project is open.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, contents: Mapping[str, QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = {name: _dock(name) for name in _PLACES}
        self._wanted = set(_AT_FIRST)
        self._in_front: list[QDockWidget] = []
        self._open = False
        window.setDockNestingEnabled(True)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, _AREA.BottomDockWidgetArea)
        icons = {dock.windowTitle(): PANEL_ICONS[name] for name, dock in self._docks.items()}
        self.tabs = DockTabs(window, icons)
        self.sizes = DockSizes(window, self._docks.values(), self)
        self.sizes.changed.connect(self._tell)
        self.sizes.unsettled.connect(self._stack)
        for name, content in contents.items():
            self.fill(name, content)
        self.arrange()
        for dock in self._docks.values():
            for signal in (dock.dockLocationChanged, dock.topLevelChanged, dock.visibilityChanged):
                signal.connect(self._tell)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all docks."""
        return tuple(self._docks)

    @property
    def shown(self) -> frozenset[str]:
        """The names of those that are shown while a project is open."""
        if self._open:
            self._note_wanted()
        return frozenset(self._wanted)

    def _tell(self) -> None:
        if not isValid(self._window):
            return  # nobody closed it: its docks are hidden while it goes
        if self._open:
            self.changed.emit()

    def __getitem__(self, name: str) -> QDockWidget:
        """The dock with this name."""
        return self._docks[name]

    def fill(self, name: str, content: QWidget) -> None:
        """Put a panel into its dock."""
        if name in _SCROLLS_ITSELF:
            self._docks[name].setWidget(content)
            return
        body = DockBody(content)
        self._docks[name].setWidget(body)
        if name == "strip":
            body.outgrown.connect(self._fit_strip)
        else:
            body.outgrown.connect(partial(self.sizes.grow, self._docks[name]))

    @Slot()
    def _fit_strip(self) -> None:
        """The strip shows more in a row than before, or less."""
        timeline, strip = self._docks["timeline"], self._docks["strip"]
        if not (self.sizes.is_settled and strip.isVisible() and timeline.isVisible()):
            return
        tall = strip.sizeHint().height()
        left = max(strip.height() - tall, 0)  # what the strip leaves, the timeline gets again
        wanted = max(timeline.height(), min(timeline.height() + left, TIMELINE))
        beside = min(wanted, timeline_room(self._window, tall))
        self._window.resizeDocks([timeline, strip], [beside, tall], Qt.Orientation.Vertical)

    def arrange(self, shown: Collection[str] = _AT_FIRST) -> None:
        """Put every dock where it is at first, and show these."""
        for name, (_, area) in _PLACES.items():
            self._docks[name].setFloating(False)
            self._window.addDockWidget(area, self._docks[name])
        transcript = self._docks["transcript"]
        self._window.splitDockWidget(transcript, self._docks["pairs"], Qt.Orientation.Vertical)
        self._window.tabifyDockWidget(self._docks["pairs"], self._docks["training"])
        self._window.splitDockWidget(transcript, self._docks["jobs"], Qt.Orientation.Vertical)
        self._window.tabifyDockWidget(self._docks["jobs"], self._docks["history"])
        self._window.splitDockWidget(transcript, self._docks["clip"], Qt.Orientation.Horizontal)
        for name in _BESIDE[1:]:
            self._window.tabifyDockWidget(self._docks["clip"], self._docks[name])
        timeline = self._docks["timeline"]
        self._window.splitDockWidget(timeline, self._docks["strip"], Qt.Orientation.Vertical)
        self._wanted = set(shown) & set(self._docks)
        self._is_sized = False
        self._show_wanted()

    def set_open(self, open_: bool) -> None:  # noqa: FBT001 - a state
        """Show the docks of an open project, or none."""
        if self._open:
            self._note_wanted()
        self._open = open_
        self._show_wanted()

    def show(self, name: str) -> None:
        """Bring a dock to the front."""
        self._docks[name].show()
        self._docks[name].raise_()

    def toggle(self, name: str) -> None:
        """Show a dock, or hide it; one that stands behind another comes to the front."""
        if self._docks[name].isHidden() or self._is_behind(name):
            self.show(name)
        else:
            self._docks[name].hide()

    def _is_behind(self, name: str) -> bool:
        """Whether another dock in the same place is seen instead; Qt then moves it far away."""
        dock = self._docks[name]
        return not dock.isFloating() and not dock.geometry().intersects(self._window.rect())

    @Slot()
    def _stack(self) -> None:
        """Panels for which the window is too narrow or too low stand behind each other."""
        docks, placed = self._docks, self.sizes.placed
        beside = [docks[name] for name in _BESIDE if docks[name] in placed]
        if beside and docks["transcript"] in placed:
            others = [docks[name] for name in _BESIDE]
            stack_narrow(self._window, docks["transcript"], beside[0], others, docks["library"])
        groups = [[docks[name] for name in names] for names in (_BESIDE, *_BEHIND)]
        stack_low(self._window, self.sizes.placed, self.sizes.came, groups)

    def save(self) -> QByteArray:
        """Places and sizes, with what is shown while a project is open."""
        was_open = self._open
        self.set_open(True)
        state = self._window.saveState()
        self.set_open(was_open)
        return state

    def restore(self, state: QByteArray) -> None:
        """Back to what `save` gave."""
        if self._window.restoreState(state):
            self.sizes.take_as_they_are()
            self._is_sized = True
            self._note_wanted()
            self._wanted.discard("jobs")  # none run yet; the first that starts shows them
            self._show_wanted()

    def _size(self) -> None:
        """Give the docks their first sizes, for which Qt wants them shown."""
        self._is_sized = True
        sides = [self._docks["library"], self._docks["transcript"]]
        self._window.resizeDocks(sides, [300, 340], Qt.Orientation.Horizontal)
        self._window.resizeDocks(*self._below(), Qt.Orientation.Vertical)

    def _below(self) -> tuple[list[QDockWidget], list[int]]:
        """What is shown below the picture, with the heights that it has at first."""
        timeline, strip = self._docks["timeline"], self._docks["strip"]
        if strip.isHidden():
            return [timeline], [min(TIMELINE, timeline_room(self._window, 0))]
        tall = strip.sizeHint().height()
        return [timeline, strip], [min(TIMELINE, timeline_room(self._window, tall)), tall]

    def _note_wanted(self) -> None:
        self._wanted = {name for name, dock in self._docks.items() if not dock.isHidden()}
        bars = tab_bars(self._window)
        titles = {bar.tabText(bar.currentIndex()) for bar in bars if bar.count()}
        wanted = [self._docks[name] for name in self._wanted]
        self._in_front = [dock for dock in wanted if dock.windowTitle() in titles]

    def _show_wanted(self) -> None:
        self.sizes.take_as_they_are()
        for name, dock in self._docks.items():
            dock.setVisible(self._open and name in self._wanted)
        if self._open:  # Qt forgets which one is in front while all are hidden
            for dock in self._in_front:
                dock.raise_()
        if self._open and not self._is_sized:
            self._size()
            self.sizes.begin_again()


def _dock(name: str) -> QDockWidget:
    title = tr(_PLACES[name][0])
    result = QDockWidget(title)
    # What its place is saved under.
    result.setObjectName(name)
    result.setAccessibleName(title)
    result.setTitleBarWidget(DockTitle(result))
    return result
