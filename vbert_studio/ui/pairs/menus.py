"""The menus of the pairs: how the table is sorted, what else there is, what to do with a pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from vbert_studio.project.pairs import OrderBy, PairOrder
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

ORDER_TITLES: dict[OrderBy, str] = {
    "place": tr("By video and time"),
    "video": tr("By the video's name"),
    "text": tr("By text"),
    "judgement": tr("By judgement"),
    "length": tr("By length"),
    "note": tr("By note"),
    "created": tr("By when they were made"),
    "changed": tr("By when they were changed"),
}
_MORE = (
    *("pairs.only_unjudged", "pairs.export", "pairs.picture", "pairs.copy_line"),
    "pairs.import",
)
_ONE = (
    ("pairs.play",),
    ("pairs.aligned", "pairs.not_aligned", "pairs.unsure", "pairs.unjudge"),
    ("pairs.take_stretch", "pairs.take_text"),
    ("pairs.delete",),
)


class PairMenus(QObject):
    """Fills the button above the table, and opens beside a pair or, by a key, below the titles."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.panels.pairs
        self.sorting = QMenu(tr("Sort"), window)
        self._orders = QActionGroup(self.sorting)
        self._add_orders()
        self.more = QMenu(window)
        self.more.addMenu(self.sorting)
        self.one = QMenu(window)
        self.sorting.aboutToShow.connect(self._mark_order)
        self.more.aboutToShow.connect(self._fill)
        view = self._panel.view
        view.head.more.setMenu(self.more)
        view.table.menu_wanted.connect(self.show_one)

    @Slot()
    def _fill(self) -> None:
        """Take the commands in, which the window has all by the time that somebody looks."""
        if not self.one.isEmpty():
            return
        commands = self._window.commands
        self.more.addSeparator()
        for name in _MORE:
            self.more.addAction(commands[name])
        for section in _ONE:
            for name in section:
                self.one.addAction(commands[name])
            self.one.addSeparator()

    def _add_orders(self) -> None:
        for by, title in ORDER_TITLES.items():
            action = self.sorting.addAction(title, self._sorter(by))
            action.setCheckable(True)
            self._orders.addAction(action)
        self.sorting.addSeparator()
        self._turned: QAction = self.sorting.addAction(tr("The other way round"), self._turn)
        self._turned.setCheckable(True)

    def _sorter(self, by: OrderBy) -> Callable[[], None]:
        def sort() -> None:
            self._panel.sort(PairOrder(by, self._panel.order.descending))

        return sort

    def _turn(self) -> None:
        order = self._panel.order
        self._panel.sort(PairOrder(order.by, not order.descending))

    @Slot()
    def _mark_order(self) -> None:
        order = self._panel.order
        for by, action in zip(ORDER_TITLES, self._orders.actions(), strict=True):
            action.setChecked(by == order.by)
        self._turned.setChecked(order.descending)

    def show_sorting(self) -> None:
        """Open the orders below the titles of the table."""
        table = self._panel.view.table
        self.sorting.popup(table.viewport().mapToGlobal(QPoint(0, 0)))
        chosen = self._orders.checkedAction()
        self.sorting.setActiveAction(chosen or self._orders.actions()[0])

    @Slot(QPoint)
    def show_one(self, at: QPoint) -> None:
        """Open what can be done with the chosen pairs, at a point of the table."""
        if self._panel.view.table.row >= 0:
            self._fill()
            self.one.popup(self._panel.view.table.viewport().mapToGlobal(at))
