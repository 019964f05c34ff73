"""The pairs' widgets: head, table and foot, or what to do while there is no pair."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vbert_studio.ui.pairs.foot import PairFoot
from vbert_studio.ui.pairs.head import PairHead
from vbert_studio.ui.pairs.model import PairTableModel
from vbert_studio.ui.pairs.table import PairTable
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.translation import tr

_NARROWEST = 256
_HIGH = 270  # from this height on there is room for the table and for how far one is
_NONE = tr("No pairs yet")
_HOW = tr(
    "A pair is a sentence beside a stretch of video. Choose sentences in the transcript and press "
    "P, or press B where a stretch begins and B where it ends, also while it plays."
)
_FILL = tr("Pair every sentence of this video")
_NOT_FOUND = (
    tr("Nothing passes the filter"),
    tr("No pair has these words and this judgement."),
)


class PairsView(QWidget):
    """Shows a `PairTableModel`; says what a person wants, does nothing itself."""

    appeared = Signal()
    fill_wanted = Signal()

    def __init__(self, model: PairTableModel) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self.head = PairHead()
        self.table = PairTable(model)
        self.foot = PairFoot()
        self.empty = EmptyPanel("pairs", _NONE, _HOW)
        self.empty.pressed.connect(self._act)
        self.head.down_pressed.connect(self.table.setFocus)
        self._pages = Pages(self.empty, self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.foot)
        self._order_tabs()
        self.show_state(0, 0, can_fill=False)

    def _order_tabs(self) -> None:
        order = [self.head.text, self.head.judged, self.head.here, self.head.more, self.table]
        order += self.foot.buttons.values()
        for before, after in itertools.pairwise(order):
            self.setTabOrder(before, after)

    def show_state(self, shown: int, total: int, *, can_fill: bool) -> None:
        """How many pairs pass the filter, of how many; and whether pairs can be made at once."""
        had_focus = self.table.hasFocus()
        self._pages.setCurrentWidget(self.table if shown else self.empty)
        if had_focus and not shown:
            self.head.text.setFocus()  # else Qt hands it to a button, which Space would press
        self.head.setVisible(total > 0)
        self.foot.setVisible(total > 0)
        if total:
            self.empty.say(*_NOT_FOUND, tr("Show all pairs"))
        else:
            self.empty.say(_NONE, _HOW, _FILL if can_fill else "")

    def _act(self) -> None:
        if self.head.isVisible():
            self.head.clear()
        else:
            self.fill_wanted.emit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Head, some rows and the judgements; how far one is gives way to them."""
        least = super().minimumSizeHint()
        return QSize(least.width(), least.height() - self.foot.spare)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for the names of the judgements."""
        return super().sizeHint().expandedTo(QSize(self.foot.width_with_names, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little height it is the table's."""
        super().resizeEvent(event)
        self.foot.set_brief(brief=self.height() < _HIGH)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell: what nobody looks at is not kept up to date."""
        super().showEvent(event)
        self.appeared.emit()
