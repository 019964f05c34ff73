"""Panels for which the window is too small stand behind each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from vbert_studio.ui.window.dock_rows import (
    SEPARATOR,
    height_for_docks,
    is_below,
    is_in,
    lay_out,
    rows_of,
    usable_height,
)
from vbert_studio.ui.window.dock_share import TIMELINE_LEAST

_SEPARATORS = 15  # pixels between the parts of a row


def stack_narrow(
    window: QMainWindow,
    first: QDockWidget,
    beside: QDockWidget,
    others: Iterable[QDockWidget],
    library: QDockWidget,
) -> None:
    """Put `beside`, with all that share its place, behind `first` where both are too wide."""
    row = [first, beside, library]
    centre = window.centralWidget()
    needed = 0 if centre is None else centre.minimumSizeHint().width()
    needed += sum(dock.minimumSizeHint().width() for dock in row if not dock.isHidden())
    if needed + _SEPARATORS > window.width():
        _put_behind(window, first, others, beside)


def stack_low(
    window: QMainWindow,
    placed: Collection[QDockWidget],
    came: Collection[QDockWidget],
    groups: Collection[Collection[QDockWidget]],
) -> None:
    """Put the lowest rows at the right together, until those that are left are high enough.

    Args:
        window: that all stand in.
        placed: those that take room; of several behind each other the one in front.
        came: which of them came last; they stay in front, else the lowest does.
        groups: docks that share a place whether they are shown or not.
    """
    right = Qt.DockWidgetArea.RightDockWidgetArea
    rows = rows_of(dock for dock in placed if is_in(window, dock, right))
    together: list[QDockWidget] = []
    while len(rows) > 1 and _needed(window, rows, came) > _room(window, placed):
        lowest = rows.pop()
        hidden = [other for dock in lowest for other in window.tabifiedDockWidgets(dock)]
        together = [*lowest, *hidden, *together]
        target = rows[-1][-1]
        front = next((dock for dock in (*together, target) if dock in came), together[0])
        whole = [dock for group in groups for dock in group if not _apart(group, together)]
        behind = dict.fromkeys((*whole, *together))
        _put_behind(window, target, (dock for dock in behind if dock is not target), front)
        together.append(target)
        rows[-1][-1] = front


def _apart(some: Iterable[QDockWidget], others: Iterable[QDockWidget]) -> bool:
    return set(some).isdisjoint(others)


def _put_behind(
    window: QMainWindow, target: QDockWidget, docks: Iterable[QDockWidget], front: QDockWidget
) -> None:
    for dock in docks:
        window.tabifyDockWidget(target, dock)
    lay_out(window)  # else Qt brings another one to the front afterwards
    front.raise_()


def _needed(
    window: QMainWindow, rows: list[list[QDockWidget]], came: Collection[QDockWidget]
) -> int:
    """The height from which on all rows are of use."""
    heights = [
        max(usable_height(window, dock, in_front=dock in came) for dock in row) for row in rows
    ]
    return sum(heights) + SEPARATOR * (len(rows) - 1)


def _room(window: QMainWindow, placed: Collection[QDockWidget]) -> int:
    """The height that a column may have at most."""
    below = [dock for dock in placed if is_below(window, dock)]
    return height_for_docks(window) - sum(_least_below(dock) + SEPARATOR for dock in below)


def _least_below(dock: QDockWidget) -> int:
    timeline = dock.objectName() == "timeline"
    return min(dock.height(), TIMELINE_LEAST) if timeline else dock.height()
