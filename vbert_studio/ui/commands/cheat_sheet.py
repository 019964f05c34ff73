"""The cheat sheet: every key there is, by menu, and what the mouse does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.commands.actions import MENUS, Actions
from vbert_studio.ui.commands.gestures import GESTURES
from vbert_studio.ui.in_slices import InSlices
from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.theme import Space, Type, font
from vbert_studio.ui.translation import tr

_MOST_COLUMNS = 3
_SIZE = QSize(1360, 800)
_SCROLL_BAR = QStyle.PixelMetric.PM_ScrollBarExtent


Rows = list[tuple[str, str]]
Blocks = list[tuple[str, Rows]]


class CheatSheet(QDialog):
    """A table of titles and keys, in columns."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        self._columns = QHBoxLayout(content)
        self._columns.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        self._columns.setSpacing(Space.XXXL)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.resize(
            _SIZE.boundedTo(self.screen().availableSize() if parent is None else parent.size())
        )
        self.filling = InSlices(self)
        self.filling.begin(self._fill([*rows_of(actions), *gesture_rows()]))

    def _fill(self, blocks: Blocks) -> Iterator[None]:
        """Column by column, a row a step."""
        room = self.width() - 2 * Space.XL - self.style().pixelMetric(_SCROLL_BAR)
        for members in _that_fit(blocks, room):
            column = QVBoxLayout()
            column.setSpacing(Space.L)
            self._columns.addLayout(column)
            for group, rows in members:
                grid = QGridLayout()
                column.addLayout(grid)
                yield from _fill_block(grid, group, rows)
            column.addStretch(1)
        self._columns.addStretch(1)  # a key far from its title is hard to find


def rows_of(actions: Actions) -> Blocks:
    """Titles and keys of the commands that have keys, by group in the order of the menus."""
    keyed = [(c.group, c.title, a) for c, a in actions if not a.shortcut().isEmpty()]
    order = {name: number for number, name in enumerate(MENUS)}
    keyed.sort(key=lambda entry: order.get(entry[0], len(MENUS)))
    return [
        (tr(group), [(tr(title).rstrip("…"), _keys(a.shortcuts())) for _, title, a in members])
        for group, members in groupby(keyed, key=lambda entry: entry[0])
    ]


def gesture_rows() -> Blocks:
    """What the mouse does, by place."""
    return [
        (tr(place), [(tr(gesture.effect), tr(gesture.done)) for gesture in members])
        for place, members in groupby(GESTURES, key=lambda gesture: gesture.place)
    ]


def _keys(shortcuts: list[QKeySequence]) -> str:
    return tr("  or  ").join(s.toString(QKeySequence.SequenceFormat.NativeText) for s in shortcuts)


def _that_fit(blocks: Blocks, room: int) -> list[Blocks]:
    """As many columns as fit beside each other: what lies outside is not found."""
    for count in range(_MOST_COLUMNS, 1, -1):
        columns = _in_columns(blocks, count)
        if sum(map(_width_of, columns)) + Space.XXXL * (count - 1) <= room:
            return columns
    return [blocks]


def _width_of(column: Blocks) -> int:
    """Of its widest block, in pixels."""
    titles, keys = QFontMetrics(font(Type.BODY)), QFontMetrics(font(Type.DIGITS))
    return max(
        max(titles.horizontalAdvance(title) for title, _ in rows)
        + Space.XL
        + max(keys.horizontalAdvance(key) for _, key in rows)
        for _, rows in column
    )


def _in_columns(blocks: Blocks, count: int) -> list[Blocks]:
    """The blocks in columns of about equal height, in order."""
    total = sum(len(rows) + 2 for _, rows in blocks)
    columns: list[Blocks] = [[]]
    height = 0
    for group, rows in blocks:
        if columns[-1] and height + len(rows) / 2 > total / count and len(columns) < count:
            columns.append([])
            height = 0
        columns[-1].append((group, rows))
        height += len(rows) + 2
    return columns


def _fill_block(grid: QGridLayout, group: str, rows: Rows) -> Iterator[None]:
    grid.setHorizontalSpacing(Space.XL)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(group, Type.STRONG), 0, 0, 1, 2)
    for number, (title, keys) in enumerate(rows, start=1):
        grid.addWidget(label(title, tone="muted"), number, 0)
        grid.addWidget(_key_label(keys), number, 1)
        yield


def _key_label(keys: str) -> QLabel:
    shown = label(keys)
    shown.setFont(font(Type.DIGITS))
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return shown
