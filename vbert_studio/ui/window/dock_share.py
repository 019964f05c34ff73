"""How the docks below the picture share its height when one of them comes or goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar

from vbert_studio.ui.window.dock_body import DockBody

TIMELINE = 372  # pixels, that all tiers of a new project are seen at a glance
_PICTURE = 0.36  # share of the window's height that the picture and what stands beside it keep


def share_out(
    window: QMainWindow, before: Mapping[QDockWidget, QSize], placed: Collection[QDockWidget]
) -> dict[QDockWidget, QSize]:
    """The sizes of the docks `placed` that were never shown together; those `before` are known.

    Below the picture every dock is as high as it wants to be, and the timeline gives way; what a
    closed one leaves goes to the picture, unless the timeline had given way for it. Beside the
    picture a new one is as wide as its panel needs to be.
    """
    below = [dock for dock in placed if _is_below(window, dock)]
    sizes = {dock: QSize(dock.width(), dock.sizeHint().height()) for dock in below}
    timeline = next((dock for dock in below if dock.objectName() == "timeline"), None)
    if timeline is not None:
        others = sum(size.height() for dock, size in sizes.items() if dock is not timeline)
        known = before.get(timeline)
        closed = any(_is_below(window, dock) for dock in before if dock not in placed)
        wanted = TIMELINE if known is None else known.height()
        room = timeline_room(window, others)
        tall = min(max(wanted, TIMELINE) if closed else wanted, room)
        sizes[timeline] = QSize(timeline.width(), tall)
    return {**sizes, **_beside(dock for dock in placed if dock not in (*before, *below))}


def _beside(docks: Iterable[QDockWidget]) -> dict[QDockWidget, QSize]:
    bodies = ((dock, dock.widget()) for dock in docks)
    return {
        dock: QSize(max(dock.width(), body.needed.width()), dock.height())
        for dock, body in bodies
        if isinstance(body, DockBody)
    }


def timeline_room(window: QMainWindow, others: int) -> int:
    """How high the timeline may be beside `others`, so that the picture is large enough."""
    bars = [window.menuBar(), window.statusBar(), *window.findChildren(QToolBar)]
    taken = sum(bar.height() for bar in bars if bar.isVisible())
    return round(window.height() * (1 - _PICTURE)) - taken - others


def _is_below(window: QMainWindow, dock: QDockWidget) -> bool:
    below = Qt.DockWidgetArea.BottomDockWidgetArea
    return not dock.isFloating() and window.dockWidgetArea(dock) == below
