"""What docks take from each other when they come, and give back when they go."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDockWidget,
    QLabel,
    QListWidget,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.window.dock_body import DockBody
from vbert_studio.ui.window.main_window import MainWindow


def seen(window: MainWindow) -> dict[str, QRect]:
    """The docks in front, and where they are."""
    docks = {name: window.docks[name] for name in window.docks.names}
    return {
        name: dock.geometry()
        for name, dock in docks.items()
        if dock.isVisible() and dock.geometry().intersects(window.rect())
    }


def sizes(window: MainWindow) -> dict[str, QSize]:
    return {name: area.size() for name, area in seen(window).items()}


def at_rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.docks.sizes.is_settled, timeout=LONG_MS)
    settle(window, qtbot)


def test_a_closed_panel_gives_its_room_back(window: MainWindow, qtbot: QtBot) -> None:
    at_rest(window, qtbot)
    before = sizes(window)
    window.commands["panel.strip"].trigger()
    at_rest(window, qtbot)
    with_strip = sizes(window)
    assert with_strip["timeline"].height() < before["timeline"].height()
    assert with_strip["strip"].height() == window.docks["strip"].sizeHint().height()
    assert with_strip["library"].height() > 0.3 * window.height()
    window.resizeDocks([window.docks["timeline"]], [210], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: window.docks["timeline"].height() == 210, timeout=LONG_MS)
    at_rest(window, qtbot)
    window.commands["panel.strip"].trigger()
    at_rest(window, qtbot)
    assert sizes(window) == before
    window.commands["panel.strip"].trigger()  # and both sets of docks keep sizes of their own
    at_rest(window, qtbot)
    assert sizes(window)["timeline"].height() == 210


def test_the_strip_takes_what_it_shows_and_gives_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["panel.strip"].trigger()
    at_rest(window, qtbot)
    before, panel = sizes(window), window.panels.strip.panel
    panel.limits.setText("It knows what it was taught. " * 40)
    panel.show_row()
    panel.more.setVisible(True)
    panel.more.click()
    strip = window.docks["strip"]
    qtbot.waitUntil(lambda: strip.height() > before["strip"].height() + 20, timeout=LONG_MS)
    at_rest(window, qtbot)
    panel.more.click()
    qtbot.waitUntil(lambda: sizes(window) == before, timeout=LONG_MS)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (1024, 700), (960, 600)])
def test_no_panel_covers_another(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    at_rest(window, qtbot)
    for name in ("strip", "forecast", "compare", "jobs", "history", "pairs", "training"):
        window.commands[f"panel.{name}"].trigger()
        at_rest(window, qtbot)
        areas = {**seen(window), "centre": window.centralWidget().geometry()}
        for one, other in combinations(areas, 2):
            assert not areas[one].intersects(areas[other]), (one, other)
        for area in areas.values():
            assert window.rect().contains(area)
            assert not area.intersects(window.statusBar().geometry())


def test_a_panel_that_stands_behind_another_comes_to_the_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.commands["panel.forecast"].trigger()
    window.commands["panel.action"].trigger()
    at_rest(window, qtbot)
    assert {"forecast", "action"} & set(seen(window)) == {"action"}
    window.commands["panel.forecast"].trigger()
    at_rest(window, qtbot)
    assert {"forecast", "action"} & set(seen(window)) == {"forecast"}
    assert window.commands["panel.forecast"].isChecked()
    assert window.commands["panel.action"].isChecked()
    window.commands["panel.forecast"].trigger()
    at_rest(window, qtbot)
    assert {"forecast", "action"} & set(seen(window)) == {"action"}
    assert not window.commands["panel.forecast"].isChecked()


def test_a_body_may_be_smaller_than_its_panel_and_scrolls_it(qtbot: QtBot) -> None:
    panel = QWidget()
    panel.setMinimumSize(300, 400)
    body = DockBody(panel)
    qtbot.addWidget(body)
    least = body.minimumSizeHint()
    assert least.height() < 150
    assert least.width() < 300
    body.resize(body.needed.width(), least.height())
    body.show()
    qtbot.waitExposed(body)
    assert panel.height() == 400
    assert panel.width() >= 300
    assert body.verticalScrollBar().maximum() > 0
    assert body.horizontalScrollBar().maximum() == 0  # also beside the other bar
    body.resize(least)
    assert panel.width() == 300
    assert body.horizontalScrollBar().maximum() > 0
    low = DockBody(QLabel("one line"))
    qtbot.addWidget(low)
    assert low.minimumSizeHint() == low.widget().minimumSizeHint()


def bars(dock: QDockWidget) -> list[QScrollBar]:
    """The vertical scroll bars that are seen in a dock."""
    areas = dock.findChildren(QAbstractScrollArea)
    found = [area.verticalScrollBar() for area in areas if area.isVisible()]
    return [bar for bar in found if bar.isVisible() and bar.maximum() > 0]


@pytest.mark.parametrize("size", [(1440, 900), (900, 560)])
def test_a_panel_never_has_two_scroll_bars_beside_each_other(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    at_rest(window, qtbot)
    scrolled = set()
    for name in window.docks.names:
        window.docks.show(name)
        at_rest(window, qtbot)
        for shown in seen(window):
            assert len(bars(window.docks[shown])) <= 1, (name, shown)
            scrolled |= {shown} if bars(window.docks[shown]) else set()
    assert scrolled  # else nothing was proved


def test_a_list_gets_the_height_and_below_its_least_only_the_body_has_a_bar(qtbot: QtBot) -> None:
    panel, items = QWidget(), QListWidget()
    items.addItems([f"{number}" for number in range(100)])
    items.setMinimumHeight(150)
    QVBoxLayout(panel).addWidget(items)
    body = DockBody(panel)
    qtbot.addWidget(body)
    body.resize(300, 400)
    body.show()
    qtbot.waitExposed(body)
    own, inner = body.verticalScrollBar(), items.verticalScrollBar()
    assert (own.isVisible(), inner.isVisible()) == (False, True)
    assert panel.height() == 400
    body.resize(300, 120)
    assert (own.isVisible(), inner.isVisible()) == (True, False)
    assert inner.maximum() > 0  # wheel and keys still scroll it
    body.resize(300, 300)
    assert (own.isVisible(), inner.isVisible()) == (False, True)


def test_a_page_behind_takes_no_room(qtbot: QtBot) -> None:
    high, low = QLabel("high"), QLabel("low")
    high.setMinimumSize(300, 400)
    low.setMinimumSize(100, 50)
    pages = Pages(high, low)
    qtbot.addWidget(pages)
    assert pages.minimumSizeHint() == QSize(300, 400)
    pages.setCurrentWidget(low)
    assert pages.minimumSizeHint() == QSize(100, 50)
    assert pages.currentWidget() is low
