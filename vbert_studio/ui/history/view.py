"""The history as a list: click, or press Return, to go to a state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from vbert_studio.ui.history.delegate import ROW, STEP, HistoryDelegate, details_of, title_of
from vbert_studio.ui.history.steps import HistoryStep
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.theme import Space
from vbert_studio.ui.translation import tr


class HistoryView(QWidget):
    """Shows the states; says which one a person wants, does nothing itself.

    Args:
        export: the button that saves what is shown.
    """

    step_wanted = Signal(int)  # edit id

    def __init__(self, export: QWidget) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self.list = self._make_list()
        self.empty = EmptyPanel(
            "undo",
            tr("Nothing was edited yet"),
            tr("Every edit is listed here with its time, and can be taken back, also tomorrow."),
        )
        shown, foot = QWidget(), QHBoxLayout()
        foot.setContentsMargins(0, 0, Space.S, Space.XS)
        foot.addStretch(1)
        foot.addWidget(export)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._shown, self._pages = shown, Pages(self.empty, shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setAccessibleName(tr("History"))
        view.setModel(self._model)
        view.setItemDelegate(HistoryDelegate(view))
        view.setUniformItemSizes(True)
        view.setMinimumHeight(2 * ROW)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._want)
        view.activated.connect(self._want)
        return view

    def show_steps(self, steps: list[HistoryStep]) -> None:
        """Show these, with the present one in view."""
        self._model.clear()
        for step in steps:
            item = QStandardItem(f"{title_of(step)}, {details_of(step)}")
            item.setData(step, STEP)
            item.setToolTip(step.name)
            self._model.appendRow(item)
            if step.is_now:
                self.list.setCurrentIndex(item.index())
                self.list.scrollTo(item.index())
        self._pages.setCurrentWidget(self._shown if steps else self.empty)

    @property
    def steps(self) -> list[HistoryStep]:
        """What is shown."""
        rows = range(self._model.rowCount())
        return [self._model.item(row).data(STEP) for row in rows]

    @Slot(QModelIndex)
    def _want(self, index: QModelIndex) -> None:
        step: HistoryStep | None = index.data(STEP)
        if step is not None and not step.is_now:
            self.step_wanted.emit(step.edit_id)
