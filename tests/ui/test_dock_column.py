"""Panels above each other: the one that is used gets what it needs, and what was dragged stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.ui.window.dock_body import DockBody
from vbert_studio.ui.window.dock_column import Part, share_height
from vbert_studio.ui.window.dock_share import TIMELINE_LEAST
from vbert_studio.ui.window.main_window import MainWindow


def test_the_used_part_gets_its_wish_from_what_the_others_have_above_their_least() -> None:
    parts = (Part(300, 150, 0), Part(100, 90, 200, is_used=True), Part(250, 200, 0))
    assert share_height(parts, 650) == (225, 200, 225)
    assert share_height(parts, 550) == (150, 200, 200)  # all that they can give
    assert share_height(parts, 500) == (150, 150, 200)  # now it gives way as well
    assert share_height(parts, 750) == (300, 200, 250)
    assert share_height(parts, 800) == (300, 250, 250)


def test_a_reluctant_part_gives_only_what_the_others_cannot() -> None:
    parts = (
        Part(300, 150, 0),
        Part(100, 90, 200, is_used=True),
        Part(250, 200, 0, is_reluctant=True),
    )
    assert share_height(parts, 650) == (200, 200, 250)
    assert share_height(parts, 580) == (150, 200, 230)
    assert share_height(parts, 500) == (150, 150, 200)


def test_a_part_that_has_its_wish_takes_nothing() -> None:
    parts = (Part(300, 150, 0), Part(260, 90, 200, is_used=True))
    assert share_height(parts, 560) == (300, 260)


def test_a_part_below_its_least_is_lifted_too() -> None:
    parts = (Part(100, 150, 0), Part(260, 90, 200, is_used=True))
    assert share_height(parts, 360) == (150, 210)


@pytest.mark.parametrize("room", range(240, 700, 37))
def test_nothing_is_lost_by_rounding_and_nobody_gets_less_than_the_least(room: int) -> None:
    parts = (Part(333, 77, 0), Part(101, 90, 250, is_used=True), Part(177, 50, 0))
    heights = share_height(parts, room)
    assert sum(heights) == room
    assert all(height >= part.least for height, part in zip(heights, parts, strict=True))


def at_rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.docks.sizes.is_settled, timeout=LONG_MS)
    settle(window, qtbot)


def body_of(dock: QDockWidget) -> DockBody:
    body = dock.widget()
    assert isinstance(body, DockBody)
    return body


def bring(window: MainWindow, qtbot: QtBot, *names: str) -> None:
    for name in names:
        window.docks.show(name)
        at_rest(window, qtbot)


def heights(window: MainWindow) -> dict[str, int]:
    docks = {name: window.docks[name] for name in window.docks.names}
    placed = window.docks.sizes.placed
    return {name: dock.height() for name, dock in docks.items() if dock in placed}


def drag_lower_border(window: MainWindow, qtbot: QtBot, dock: QDockWidget, by: int) -> None:
    """As a person does: by the separator below a dock."""
    border = QPoint(dock.geometry().center().x(), dock.geometry().bottom() + 3)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    wanted = dock.height() + by
    QTest.mousePress(window, left, none, border)
    QTest.mouseMove(window, border + QPoint(0, by))
    qtbot.waitUntil(lambda: dock.height() == wanted, timeout=LONG_MS)
    QTest.mouseRelease(window, left, none, border + QPoint(0, by))


@pytest.mark.parametrize("name", ["pairs", "training"])
def test_a_panel_that_comes_to_the_front_has_the_height_it_needs(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    bring(window, qtbot, "compare", name)
    dock = window.docks[name]
    # What is in it is read when it comes, and may need more than what stood there before.
    qtbot.waitUntil(lambda: dock.height() >= dock.sizeHint().height(), timeout=LONG_MS)
    at_rest(window, qtbot)
    assert not body_of(dock).verticalScrollBar().isVisible()
    for other in ("transcript", "compare"):
        assert window.docks[other].height() >= 120
    assert window.docks["timeline"].height() >= TIMELINE_LEAST


def test_one_that_turns_up_from_behind_takes_what_it_lacks(
    window: MainWindow, qtbot: QtBot
) -> None:
    bring(window, qtbot, "jobs", "history")
    jobs, history = window.docks["jobs"], window.docks["history"]
    bring(window, qtbot, "jobs")
    assert jobs.height() >= jobs.sizeHint().height()
    bring(window, qtbot, "history")
    assert history.height() >= history.sizeHint().height()


def test_a_height_that_a_person_dragged_stays_when_another_turns_up(
    window: MainWindow, qtbot: QtBot
) -> None:
    bring(window, qtbot, "history", "jobs")
    before = heights(window)
    drag_lower_border(window, qtbot, window.docks["transcript"], 40)
    at_rest(window, qtbot)
    dragged = heights(window)
    assert dragged["jobs"] == before["jobs"] - 40
    assert dragged["jobs"] < window.docks["history"].sizeHint().height()
    bring(window, qtbot, "history")
    turned = heights(window)
    assert turned.keys() == dragged.keys() - {"jobs"} | {"history"}
    assert sorted(turned.values()) == sorted(dragged.values())
    bring(window, qtbot, "training")
    window.docks["training"].hide()
    at_rest(window, qtbot)
    assert heights(window) == turned


def test_rows_that_would_be_too_low_stand_behind_each_other(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    at_rest(window, qtbot)
    bring(window, qtbot, "strip", "jobs", "pairs")
    placed = window.docks.sizes.placed
    assert window.docks["pairs"] in placed
    assert window.docks["jobs"] not in placed
    assert window.docks["jobs"] in window.tabifiedDockWidgets(window.docks["pairs"])
    assert body_of(window.docks["pairs"]).height() >= 120
    window.commands["panel.jobs"].trigger()
    at_rest(window, qtbot)
    assert window.docks["jobs"] in window.docks.sizes.placed


def test_all_that_stood_below_goes_behind_the_first_row_when_two_are_too_many(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 640)
    at_rest(window, qtbot)
    bring(window, qtbot, "jobs", "compare", "pairs", "strip")
    docks = window.docks
    together = {docks["pairs"], *window.tabifiedDockWidgets(docks["pairs"])}
    assert {docks[name] for name in ("transcript", "compare", "jobs", "pairs")} <= together
    assert heights(window).keys() == {"library", "pairs", "timeline", "strip"}


def test_what_a_low_window_took_from_the_timeline_a_higher_one_gives_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    at_rest(window, qtbot)
    bring(window, qtbot, "strip", "pairs")
    low = window.docks["timeline"].height()
    assert low < TIMELINE_LEAST
    for name in ("pairs", "strip"):
        window.docks[name].hide()
        at_rest(window, qtbot)
    window.resize(1440, 900)
    at_rest(window, qtbot)
    window.docks.arrange()
    at_rest(window, qtbot)
    bring(window, qtbot, "strip", "pairs")
    assert window.docks["timeline"].height() >= TIMELINE_LEAST
