"""The comparison as a table, with what it is compared with above and the count below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.compare.contest import Best, Row
from vbert_studio.ui.masking.board import percent
from vbert_studio.ui.parts.button_row import ButtonRow
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure, Paint, Value, drawing_of
from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.theme import ROW_HEIGHT, Space, Type, font
from vbert_studio.ui.translation import tr

_HEADING = tr("Nothing to compare yet")
_HOW = tr(
    "Hide something on the timeline. Then choose another model here, or keep this what-if and "
    "hide something else."
)
# Of the exported table: the best of each side with its probability, and that of the truth.
HEADS = (
    *("place", "truth", "here", "p_here", "there", "p_there"),
    *("truth_p_here", "truth_p_there", "difference"),
)
_COUNTS = {
    True: (
        tr("Count over the video"),
        tr("How often both models expect the same, over all clips"),
    ),
    False: (
        tr("Count what both hide"),
        tr("How often the same is expected, over all places that both maskings hide"),
    ),
}
_SHOWN = (tr("Where"), tr("Here"), tr("There"))
_NO_BREAK = "\u00a0%"
_PICTURE_WIDE = 480
_SIDES = (1, 2)  # these share the room that the others leave


class CompareView(QWidget):
    """Says what a person wants; what it shows is handed to it."""

    rival_chosen = Signal(int)
    keep_wanted = Signal()
    count_wanted = Signal()
    row_chosen = Signal(int)
    seen = Signal()

    def __init__(self, figure: Callable[[], Figure | None]) -> None:
        super().__init__()
        self.rivals = QComboBox()
        self.rivals.setAccessibleName(tr("Compared with"))
        # Its longest entry is not what decides how narrow the panel can be.
        self.rivals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.keep = button(tr("Keep this what-if"), "lock")
        self.keep.setToolTip(tr("Compare what you hide from now on with what is hidden now"))
        self.count = button("")
        self.offer_count(of_models=True, possible=False)
        self.figures = FigureButton(figure, self)
        self.table = _table()
        self.note = label("", Type.CAPTION, "muted", wrap=True)
        self.empty = EmptyPanel("compare", _HEADING, _HOW)
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
        bar.addWidget(self.figures.button)
        self._pages = Pages(self.empty, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.note)
        column.addWidget(ButtonRow(self.keep, self.count))

    def show_rivals(self, names: Sequence[str], chosen: int) -> None:
        """What can be compared with."""
        self.rivals.clear()
        self.rivals.addItems(list(names))
        self.rivals.setCurrentIndex(chosen)
        self.rivals.setEnabled(bool(names))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Both sides of every place."""
        _fill(self.table, rows)
        self._pages.setCurrentWidget(self.table if rows else self.empty)

    def say(self, text: str) -> None:
        """A line below the table."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def offer_count(self, *, of_models: bool, possible: bool) -> None:
        """What can be counted: two models over the video, two maskings where both hide."""
        text, hint = _COUNTS[of_models]
        if text != self.count.text():
            self.count.setText(text)
            self.count.setToolTip(hint)
        self.count.setEnabled(possible)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks."""
        super().showEvent(event)
        self.seen.emit()

    def drawing(self, rows: Sequence[Row]) -> tuple[QSizeF, Paint]:
        """The table with all of its rows in view and what is said below it, as a figure."""
        whole, said = QWidget(), label(self.note.text(), Type.CAPTION, "muted", wrap=True)
        table = whole_table(rows, max(self.table.width(), _PICTURE_WIDE))
        whole.setProperty("surface", "panel")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(table)
        column.addWidget(said)
        table.setFixedSize(table.size())
        table.setVisible(bool(rows))
        said.setVisible(bool(said.text()))
        whole.adjustSize()
        return drawing_of(whole)


def whole_table(rows: Sequence[Row], wide: int) -> QTableWidget:
    """A table so high that every row is in view."""
    whole = _table()
    for bars in (whole.setVerticalScrollBarPolicy, whole.setHorizontalScrollBarPolicy):
        bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    _fill(whole, rows)
    whole.resize(wide, 1)
    whole.ensurePolished()
    whole.grab()  # columns take their places when it is painted, and rows then theirs
    whole.resizeRowsToContents()
    high = whole.horizontalHeader().height() + whole.verticalHeader().length()
    whole.resize(whole.width(), high)
    return whole


def _fill(table: QTableWidget, rows: Sequence[Row]) -> None:
    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(_lines_of(row)):
            strong = column == 0 and row.difference.is_plain
            table.setItem(at, column, _item(text, strong=strong))


def cells_of(row: Row) -> tuple[Value, ...]:
    """A row in the order of the heads; probabilities as numbers."""
    bests = ((None, None) if best is None else (best.title, best.p) for best in row.best)
    best_cells = [cell for best in bests for cell in best]
    return (row.where, row.truth, *best_cells, *row.truth_p, row.difference.name.lower())


def _lines_of(row: Row) -> tuple[str, ...]:
    """What the table shows: the best of each side, and below it how probable the truth is.

    Lines instead of columns, for the panel is narrow.
    """
    here, there = ("" if p is None else tr("truth {p}", p=percent(p)) for p in row.truth_p)
    cells = (
        (row.where, row.truth, row.difference.value),
        (_told(row.best[0]), here),
        (_told(row.best[1]), there),
    )
    return tuple("\n".join(filter(None, lines)).replace(" %", _NO_BREAK) for lines in cells)


def _told(best: Best | None) -> str:
    return "" if best is None else best.told


class _Lines(QStyledItemDelegate):
    """Counts the lines of a cell in the room that its borders leave; Qt forgets the borders."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as it is when it is painted."""
        option.rect = option.rect.adjusted(0, 0, -2 * Space.S, 0)
        return super().sizeHint(option, index)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_SHOWN))
    table.setItemDelegate(_Lines(table))
    table.setHorizontalHeaderLabels(list(_SHOWN))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    fitted = QHeaderView.ResizeMode.ResizeToContents
    for column in set(range(len(_SHOWN))) - set(_SIDES):
        table.horizontalHeader().setSectionResizeMode(column, fitted)
    # In a narrow panel a word goes on in a second line instead of losing its end.
    table.verticalHeader().setSectionResizeMode(fitted)
    # How many lines it takes hangs on the columns, which give way to the scroll bar afterwards.
    table.horizontalHeader().sectionResized.connect(lambda *_: table.resizeRowsToContents())
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setAccessibleName(tr("Comparison"))
    return table


def _item(text: str, *, strong: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    face: QFont = font(Type.STRONG if strong else Type.BODY)
    item.setFont(face)
    item.setToolTip(text)  # the room may not be enough for it
    return item
