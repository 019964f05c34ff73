"""The table of the comparison, in as little room as there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.compare.contest import Difference, Row
from vbert_studio.ui.compare.view import CompareView
from vbert_studio.ui.theme import Space, Theme

ROWS = [
    Row(8, "clip 9", "onion in halves", ("onion in halves 42 %",) * 2, (0.4, 0.4), Difference.SAME),
    Row(9, "clip 10", "pour water", ("pour oil, put in", ""), (None, 0.1), Difference.PUT_IN_HERE),
]


@pytest.mark.parametrize("height", [200, 400], ids=["with a scroll bar", "without"])
def test_no_line_is_cut_off(app_theme: Theme, qtbot: QtBot, height: int) -> None:
    view = CompareView(lambda: None)
    qtbot.addWidget(view)
    view.resize(view.minimumSizeHint().width(), height)
    view.show()
    view.show_rows(ROWS)
    table = view.table
    qtbot.waitUntil(lambda: table.verticalScrollBar().isVisible() == (height < 300))

    def all_fit() -> bool:
        return all(
            table.rowHeight(row) >= lines_high(view, row, column)
            for row in range(len(ROWS))
            for column in range(table.columnCount())
        )

    qtbot.waitUntil(all_fit, timeout=LONG_MS)
    view.close()


def lines_high(view: CompareView, row: int, column: int) -> int:
    """How high a cell's text is, broken where its borders leave no more room."""
    table = view.table
    beside = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, table) + 1
    item, room = table.item(row, column), table.columnWidth(column) - 2 * (Space.S + beside)
    metrics = QFontMetrics(item.font())
    wrapped = Qt.TextFlag.TextWordWrap
    return metrics.boundingRect(QRect(0, 0, room, 1000), wrapped, item.text()).height()
