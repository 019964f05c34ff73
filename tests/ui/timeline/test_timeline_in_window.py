"""The timeline at its place: beside the player, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow

LEFT, SPACE = Qt.MouseButton.LeftButton, Qt.Key.Key_Space


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> TimelinePanel:
    shown = window.panels.timeline
    qtbot.waitUntil(lambda: shown.view.content is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.panels.player.is_open, timeout=LONG_MS)
    return shown


def at(panel: TimelinePanel, t_s: float) -> QPoint:
    y = round(panel.view.row_rect("sound").center().y())
    return QPoint(round(HEADER + panel.view.viewport.x_of(t_s)), y)


def test_a_click_moves_the_player_and_the_player_the_playhead(
    window: MainWindow, panel: TimelinePanel, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.view, LEFT, pos=at(panel, 2.0))
    qtbot.waitUntil(lambda: abs(window.panels.player.position - 2.0) < 0.05, timeout=LONG_MS)
    window.panels.player.seek(3.0)
    qtbot.waitUntil(lambda: abs(panel.view.marks.playhead_s - 3.0) < 0.05, timeout=LONG_MS)


def test_space_plays_unless_something_is_dragged_with_it(
    window: MainWindow, panel: TimelinePanel, qtbot: QtBot
) -> None:
    view, player = panel.view, window.panels.player
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus, timeout=LONG_MS)
    view.look_at(view.viewport.showing(1, 2, 0))
    QTest.keyPress(view, SPACE)
    QTest.mousePress(view, LEFT, pos=at(panel, 1.5))
    QTest.mouseMove(view, at(panel, 1.5) - QPoint(200, 0))
    QTest.mouseRelease(view, LEFT, pos=at(panel, 1.5) - QPoint(200, 0))
    QTest.keyRelease(view, SPACE)
    assert view.viewport.start_s > 1.1
    assert not player.playing
    QTest.keyClick(view, SPACE)
    qtbot.waitUntil(lambda: player.playing, timeout=LONG_MS)
    QTest.keyClick(view, SPACE)
    qtbot.waitUntil(lambda: not player.playing, timeout=LONG_MS)


def test_the_keys_of_the_timeline_are_heard(
    window: MainWindow, panel: TimelinePanel, qtbot: QtBot
) -> None:
    window.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus, timeout=LONG_MS)
    panel.set_position(1.2)
    QTest.keyClick(panel.view, Qt.Key.Key_S)
    assert panel.view.marks.selection == (1.0, 1.9)
    QTest.keyClick(panel.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.viewport.shown_s < 1.2
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.view.marks.selection is None
    QTest.keyClick(panel.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.viewport.is_whole
