"""The comparison as a table, with what it is compared with above and the count below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.compare.contest import Row
from vbert_studio.ui.masking.board import percent
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.theme import ROW_HEIGHT, Space, Type, font
from vbert_studio.ui.translation import tr

_HEADING = tr("Nothing to compare yet")
_HOW = tr(
    "Hide something on the timeline. Then choose another model here, or keep this what-if and "
    "hide something else."
)
HEADS = (
    tr("Where"),
    tr("Truth"),
    tr("Here"),
    tr("There"),
    tr("p here"),
    tr("p there"),
    tr("Difference"),
)
_WORDS = (1, 2, 3)  # these share the room that the others leave


class CompareView(QWidget):
    """Says what a person wants; what it shows is handed to it."""

    rival_chosen = Signal(int)
    keep_wanted = Signal()
    count_wanted = Signal()
    row_chosen = Signal(int)

    def __init__(self, figure: Callable[[], Figure | None]) -> None:
        super().__init__()
        self.rivals = QComboBox()
        self.rivals.setAccessibleName(tr("Compared with"))
        self.rivals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.keep = button(tr("Keep this what-if"), "lock")
        self.keep.setToolTip(tr("Compare what you hide from now on with what is hidden now"))
        self.count = button(tr("Count over the video"))
        self.count.setToolTip(tr("How often both models expect the same, over all clips"))
        self.figures = FigureButton(figure, self)
        self.table = _table()
        self.note = label("", Type.CAPTION, "muted", wrap=True)
        self.empty = EmptyPanel("codebook", _HEADING, _HOW)
        self._lay_out()
        self.rivals.activated.connect(self.rival_chosen)
        self.keep.clicked.connect(self.keep_wanted)
        self.count.clicked.connect(self.count_wanted)
        self.table.currentCellChanged.connect(lambda row, *_: self.row_chosen.emit(row))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(label(tr("Here against"), Type.CAPTION, "muted"))
        bar.addWidget(self.rivals, 1)
        bar.addWidget(self.keep)
        bar.addWidget(self.figures.button)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addWidget(holder, 1)
        column.addLayout(foot)

    def show_rivals(self, names: Sequence[str], chosen: int) -> None:
        """What can be compared with."""
        self.rivals.clear()
        self.rivals.addItems(list(names))
        self.rivals.setCurrentIndex(chosen)
        self.rivals.setEnabled(bool(names))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Both sides of every place."""
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            strong = row.sign in ("differ", "only here", "only there")
            for column, text in enumerate(cells_of(row)):
                self.table.setItem(
                    at, column, _item(text, strong=strong and column == len(HEADS) - 1)
                )
        self._stack.setCurrentWidget(self.table if rows else self.empty)

    def say(self, text: str) -> None:
        """A line below the table."""
        self.note.setText(text)

    def table_size(self) -> QSizeF:
        """The room that the whole table takes."""
        wide = sum(self.table.columnWidth(column) for column in range(len(HEADS)))
        high = self.table.horizontalHeader().height() + ROW_HEIGHT * self.table.rowCount()
        return QSizeF(max(wide, self.table.width()), high)

    def paint_table(self, painter: QPainter) -> None:
        """Draw the table as it is seen."""
        self.table.render(painter, QPoint(0, 0))


def cells_of(row: Row) -> tuple[str, ...]:
    """A row as texts, in the order of the heads."""
    here, there = ("" if p is None else percent(p) for p in row.truth_p)
    return (row.where, row.truth, *row.best, here, there, row.sign)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(HEADS))
    table.setHorizontalHeaderLabels(list(HEADS))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    fitted = QHeaderView.ResizeMode.ResizeToContents
    for column in set(range(len(HEADS))) - set(_WORDS):
        table.horizontalHeader().setSectionResizeMode(column, fitted)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setAccessibleName(tr("Comparison"))
    return table


def _item(text: str, *, strong: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    face: QFont = font(Type.STRONG if strong else Type.BODY)
    item.setFont(face)
    item.setToolTip(text)  # the room may not be enough for it
    return item
