"""The table of the comparison, in as little room as there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.compare.contest import Best, Difference, Row
from vbert_studio.ui.compare.view import CompareView, cells_of, whole_table
from vbert_studio.ui.theme import Space, Theme

_HALVES = Best("onion in halves", 0.42)
ROWS = [
    Row(8, "clip 9", "onion in halves", (_HALVES, _HALVES), (0.4, 0.4), Difference.SAME),
    Row(
        *(9, "clip 10", "pour water", (Best("pour oil", None), None), (None, 0.1)),
        difference=Difference.PUT_IN_HERE,
    ),
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


def test_a_picture_of_it_has_every_row(app_theme: Theme, qtbot: QtBot) -> None:
    view = CompareView(lambda: None)
    qtbot.addWidget(view)
    view.resize(view.minimumSizeHint().width(), 200)
    view.show()
    rows = ROWS * 10
    view.show_rows(rows)
    whole = whole_table(rows, view.width())
    qtbot.addWidget(whole)
    image = whole.grab().toImage()
    last = whole.visualItemRect(whole.item(len(rows) - 1, 0))
    assert whole.viewport().rect().contains(last)
    ground = image.pixelColor(image.width() - 2, image.height() - 2)
    foot = range(image.height() - last.height(), image.height())
    assert any(image.pixelColor(x, y) != ground for y in foot for x in range(0, 120, 2))


def test_its_numbers_are_numbers() -> None:
    same, put_in = map(cells_of, ROWS)
    halves = "onion in halves"
    assert same == ("clip 9", halves, halves, 0.42, halves, 0.42, 0.4, 0.4, "same")
    row = ("clip 10", "pour water", "pour oil", None, None, None, None, 0.1, "put_in_here")
    assert put_in == row
