"""How docks share the window's height when one of them comes or goes, or comes to the front."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from vbert_studio.ui.window.dock_body import DockBody
from vbert_studio.ui.window.dock_column import Part, share_height
from vbert_studio.ui.window.dock_rows import (
    SEPARATOR,
    height_for_docks,
    height_of,
    is_below,
    is_in,
    rows_of,
    tabs_of,
    usable_height,
    wished_height,
)

TIMELINE = 372  # pixels, that all tiers of a new project are seen at a glance
TIMELINE_LEAST = 220  # most tiers; the others are scrolled to
_PICTURE = 0.36  # share of the window's height that the picture and what stands beside it keep
_MOST = 0.42  # share of the docks' height that one row of them gets at once
_WIDEST = 0.28  # share of the window's width that a panel gets because it likes to
_SIDES = (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea)
Sizes = Mapping[QDockWidget, QSize]


def share_out(
    window: QMainWindow, before: Sizes, placed: Collection[QDockWidget]
) -> dict[QDockWidget, QSize]:
    """The sizes of the docks `placed` that were never shown together; those `before` are known.

    Below the picture every dock is as high as it wants to be, and the timeline gives way; what a
    closed one leaves goes to the picture, unless the timeline had given way for it. Beside the
    picture a new one is as wide as its panel likes to be in a wide window, and as high while its
    neighbours, or then the timeline, have more than their least. Where nothing was before the
    timeline keeps its height.
    """
    below = _below(window, before, placed)
    new = [dock for dock in placed if dock not in (*before, *below)]
    sizes = {**below, **_beside(new, round(_WIDEST * window.width()))}
    for side in _SIDES:
        column = [dock for dock in placed if is_in(window, dock, side)]
        if any(dock in new for dock in column):
            sizes = _with_column(window, column, new, sizes, firm=not before)
    return sizes


def _below(
    window: QMainWindow, before: Sizes, placed: Collection[QDockWidget]
) -> dict[QDockWidget, QSize]:
    below = [dock for dock in placed if is_below(window, dock)]
    former = [dock for dock in before if is_below(window, dock)]
    if set(below) == set(former):
        sizes = {dock: QSize(dock.width(), before[dock].height()) for dock in below}
    else:
        sizes = {dock: QSize(dock.width(), dock.sizeHint().height()) for dock in below}
    timeline = next((dock for dock in below if dock.objectName() == "timeline"), None)
    if timeline is not None:
        others = sum(size.height() for dock, size in sizes.items() if dock is not timeline)
        known = before.get(timeline)
        closed = any(dock not in placed for dock in former)
        wanted = TIMELINE if known is None else known.height()
        room = timeline_room(window, others)
        tall = min(max(wanted, TIMELINE) if closed else wanted, room)
        sizes[timeline] = QSize(timeline.width(), tall)
    return sizes


def _beside(docks: Iterable[QDockWidget], widest: int) -> dict[QDockWidget, QSize]:
    bodies = ((dock, dock.widget()) for dock in docks)
    return {
        dock: QSize(max(dock.width(), _width(body, widest)), dock.height())
        for dock, body in bodies
        if isinstance(body, DockBody)
    }


def _width(body: DockBody, widest: int) -> int:
    return max(body.needed.width(), min(body.sizeHint().width(), widest))


def _with_column(
    window: QMainWindow,
    column: list[QDockWidget],
    new: Collection[QDockWidget],
    sizes: dict[QDockWidget, QSize],
    *,
    firm: bool,
) -> dict[QDockWidget, QSize]:
    """`sizes` with heights for a column of docks, and less for the timeline unless it is `firm`."""
    rows = rows_of(column)
    parts = [_part(window, row, new) for row in rows]
    timeline = next((dock for dock in sizes if dock.objectName() == "timeline"), None)
    parts.append(_part_of_timeline(0 if timeline is None else sizes[timeline].height(), firm=firm))
    below = sum(size.height() for dock, size in sizes.items() if is_below(window, dock))
    gaps = SEPARATOR * (len(rows) - 1 + sum(is_below(window, dock) for dock in sizes))
    room = height_for_docks(window) - gaps - below + parts[-1].height
    heights = share_height(parts, room)
    result = dict(sizes)
    for row, wide, height in zip(rows, _widths(rows, sizes), heights, strict=False):
        for dock in row:
            result[dock] = QSize(wide[dock], height - tabs_of(window, dock))
    if timeline is not None:
        result[timeline] = QSize(sizes[timeline].width(), heights[-1])
    return result


def _widths(rows: list[list[QDockWidget]], sizes: Sizes) -> list[dict[QDockWidget, int]]:
    """The widths of all docks of a column, whose rows are as wide as the widest of them."""
    wanted = [{dock: sizes.get(dock, dock.size()).width() for dock in row} for row in rows]
    across = [sum(wide.values()) + SEPARATOR * (len(wide) - 1) for wide in wanted]
    for row, wide, so_far in zip(rows, wanted, across, strict=True):
        wide[row[-1]] += max(across) - so_far
    return wanted


def _part(window: QMainWindow, row: list[QDockWidget], new: Collection[QDockWidget]) -> Part:
    """A row is as high as the highest of what stands in it."""
    used = [dock for dock in row if dock in new]
    return Part(
        height=max(height_of(window, dock) for dock in row),
        least=max(usable_height(window, dock, in_front=dock in used) for dock in row),
        wish=min(
            max((wished_height(window, dock) for dock in used), default=0),
            round(_MOST * height_for_docks(window)),
        ),
        is_used=bool(used),
    )


def _part_of_timeline(height: int, *, firm: bool) -> Part:
    least = height if firm else min(height, TIMELINE_LEAST)
    return Part(height, least, height, is_reluctant=True)


def timeline_room(window: QMainWindow, others: int) -> int:
    """How high the timeline may be beside `others`, so that the picture is large enough."""
    taken = window.height() - height_for_docks(window)
    return round(window.height() * (1 - _PICTURE)) - taken - others
