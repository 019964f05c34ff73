"""The table's widget: columns that give way to the text, keys, and who is in view."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vbert_studio.project.pairs import PairOrder
from vbert_studio.ui.pairs.columns import EDITABLE, ORDERS, Column
from vbert_studio.ui.pairs.delegate import PairDelegate
from vbert_studio.ui.pairs.model import Index, PairTableModel
from vbert_studio.ui.theme import ROW_HEIGHT, Type, font
from vbert_studio.ui.translation import tr

_VIEW = QAbstractItemView
_WIDTHS = {
    Column.JUDGEMENT: 34,
    Column.VIDEO: 110,
    Column.START: 64,
    Column.END: 64,
    Column.NOTE: 130,
}
_GIVE_WAY = (Column.NOTE, Column.VIDEO, Column.END, Column.START)  # in this order
_TEXT = 158  # so much of it is read at least
_HEAD_AND_ROWS = 60
_ROWS = 3.5  # that it likes to show: that the last is cut off tells of more


class PairTable(QTableView):
    """Shows a `PairTableModel`; a row is chosen as a whole, several with Shift or Ctrl."""

    current_changed = Signal(int)  # the row; -1 for none
    play_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: PairTableModel) -> None:
        super().__init__()
        self.pairs = model
        self.setModel(model)
        self.setItemDelegate(PairDelegate(self))
        self.setAccessibleName(tr("Pairs"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(_VIEW.SelectionBehavior.SelectRows)
        self.setSelectionMode(_VIEW.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(_VIEW.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_HEAD_AND_ROWS)
        self.setEditTriggers(_VIEW.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        self.doubleClicked.connect(self.play_wanted)
        self._wide = dict(_WIDTHS)
        self._shape()

    def _shape(self) -> None:
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setMinimumSectionSize(ROW_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Else each painting of the titles asks every chosen row whether its column is chosen.
        across.setSelectionModel(QItemSelectionModel(self.pairs, across))
        across.setFont(font(Type.CAPTION))
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(Column.START, Qt.SortOrder.AscendingOrder)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setMinimumSectionSize(_WIDTHS[Column.JUDGEMENT])
        for column, width in _WIDTHS.items():
            across.resizeSection(column, width)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setSectionResizeMode(Column.JUDGEMENT, QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        across.sectionResized.connect(self._note_width)

    @property
    def row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The chosen pairs, from top to bottom."""
        # By ranges: all of a hundred thousand rows are one of them.
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.size()))
        return self.pairs.ids_in((one.top(), one.bottom() + 1) for one in ranges)

    @property
    def visible_ids(self) -> tuple[int, ...]:
        """The pairs in view, and the current one."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(first, len(self.pairs) if last < 0 else last + 1)
        shown = [self.pairs.id_at(row) for row in [*rows[:200], self.row]]
        return tuple(dict.fromkeys(id_ for id_ in shown if id_ is not None))

    def mark_order(self, order: PairOrder) -> None:
        """Mark the title of the column that the rows are sorted by, if there is one."""
        ways = Qt.SortOrder
        column = next((one for one, by in ORDERS.items() if by == order.by), -1)
        way = ways.DescendingOrder if order.descending else ways.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, way)

    def go_to(self, row: int) -> None:
        """Make a row the only chosen one, and bring it into view with its neighbours."""
        index = self.pairs.index(row, Column.TEXT)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._show_around(index)

    def _show_around(self, index: QModelIndex) -> None:
        """A row at the very edge hides what comes next."""
        for row in (index.row() + 3, index.row() - 1, index.row()):
            if 0 <= row < len(self.pairs):
                self.scrollTo(self.pairs.index(row, index.column()))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell."""
        super().currentChanged(current, previous)
        self.current_changed.emit(current.row())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Qt makes the first row the current one without choosing it; here a key would miss it."""
        super().focusInEvent(event)
        if self.row >= 0 and not self.selectionModel().hasSelection():
            self.go_to(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return plays the pair; F2 edits its text wherever in the row the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.play_wanted.emit()
            return
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().column() not in EDITABLE:
            self.edit(self.pairs.index(self.row, Column.TEXT))
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some rows; one who has many drags it higher."""
        titles = self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), titles + round(_ROWS * ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, it is the text's."""
        super().resizeEvent(event)
        self._make_room(event.size().width())

    def _make_room(self, room: int) -> None:
        """Hide the columns that matter less, until the text has what it needs."""
        taken = sum(self._wide.values())
        for column in _GIVE_WAY:
            hidden = room - taken < _TEXT
            taken -= self._wide[column] * hidden
            self.setColumnHidden(column, hidden)

    @Slot(int, int, int)
    def _note_width(self, column: int, _before: int, width: int) -> None:
        """A border was dragged; a hidden column is 0 wide, and comes back as wide as it was."""
        if width and column != Column.TEXT:
            self._wide[Column(column)] = width
