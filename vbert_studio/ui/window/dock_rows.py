"""Where docks stand: above each other, beside each other, behind each other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QToolBar

from vbert_studio.ui.window.dock_body import DockBody

SEPARATOR = 5  # pixels, as the style sheet has it
_AREA = Qt.DockWidgetArea


def tab_bars(window: QMainWindow) -> list[QTabBar]:
    """Those that Qt makes where docks share a place."""
    return window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)


def tabs_of(window: QMainWindow, dock: QDockWidget) -> int:
    """The height of the tabs that stand with a dock, in pixels."""
    if all(other.isHidden() for other in window.tabifiedDockWidgets(dock)):
        return 0
    return max((bar.sizeHint().height() for bar in tab_bars(window) if bar.count()), default=0)


def height_of(window: QMainWindow, dock: QDockWidget) -> int:
    """The height of a dock with its tabs."""
    return dock.height() + tabs_of(window, dock)


def around_body(window: QMainWindow, dock: QDockWidget) -> int:
    """The height of title and tabs."""
    title = dock.titleBarWidget()
    return tabs_of(window, dock) + (0 if title is None else title.sizeHint().height())


def usable_height(window: QMainWindow, dock: QDockWidget, *, in_front: bool = False) -> int:
    """The height from which on a dock is of use; of one that was just brought to the front."""
    body, least = dock.widget(), dock.minimumSizeHint().height() + tabs_of(window, dock)
    if not isinstance(body, DockBody):
        return least
    return max(least, body.usable(in_front=in_front) + around_body(window, dock))


def wished_height(window: QMainWindow, dock: QDockWidget) -> int:
    """The height that a dock likes to have."""
    body = dock.widget()
    if not isinstance(body, DockBody):
        return dock.sizeHint().height() + tabs_of(window, dock)
    return body.wish + around_body(window, dock)


def is_in(window: QMainWindow, dock: QDockWidget, area: Qt.DockWidgetArea) -> bool:
    """Whether a dock stands in an area of the window."""
    return not dock.isFloating() and window.dockWidgetArea(dock) == area


def is_below(window: QMainWindow, dock: QDockWidget) -> bool:
    """Whether a dock stands below the picture."""
    return is_in(window, dock, _AREA.BottomDockWidgetArea)


def rows_of(docks: Iterable[QDockWidget]) -> list[list[QDockWidget]]:
    """Docks of one area from top to bottom; those that stand beside each other are one row."""
    rows: list[list[QDockWidget]] = []
    for dock in sorted(docks, key=lambda dock: dock.y()):
        if rows and any(dock.y() < one.geometry().bottom() for one in rows[-1]):
            rows[-1].append(dock)
        else:
            rows.append([dock])
    return rows


def height_for_docks(window: QMainWindow) -> int:
    """What menu, tools and status bar leave of the window's height."""
    bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar)]
    return window.height() - sum(bar.height() for bar in bars if bar.isVisible())


def lay_out(window: QMainWindow) -> None:
    """Give every dock its place at once."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
