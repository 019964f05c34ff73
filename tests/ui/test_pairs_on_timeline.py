"""Pairs met on the timeline: a click chooses one in the table, a double click plays it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project.operations import MakePairs, NewPair
from vbert_studio.ui.player.playback import Playback
from vbert_studio.ui.timeline.content import PairTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def paired(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with two pairs on its timeline, and their table closed."""
    monkeypatch.setitem(Playback.__init__.__kwdefaults__, "speaker", lambda: None)
    pairs = (NewPair(1, 0.0, 1.0, "crack"), NewPair(1, 2.0, 3.0, "pour"))
    window.session.edit(MakePairs(pairs, "import"))
    view = window.panels.timeline.view
    qtbot.waitUntil(
        lambda: view.content is not None and isinstance(view.content.pairs, PairTrack),
        timeout=LONG_MS,
    )
    view.reveal("pairs")
    settle(window, qtbot)
    return window


def place(window: MainWindow, t_s: float) -> QPoint:
    view = window.panels.timeline.view
    y = round(view.row_rect("pairs").center().y())
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), y)


def chosen(window: MainWindow) -> str:
    pair = window.panels.pairs.current
    return "" if pair is None else pair.text


def test_a_click_opens_the_table_and_chooses_the_pair(paired: MainWindow, qtbot: QtBot) -> None:
    view = paired.panels.timeline.view
    QTest.mouseClick(view, LEFT, NONE, place(paired, 2.5))
    assert not paired.docks["pairs"].isVisible()  # not before it can be no double click any more
    qtbot.waitUntil(lambda: chosen(paired) == "pour", timeout=LONG_MS)
    assert paired.docks["pairs"].isVisible()
    settle(paired, qtbot)
    view.reveal("pairs")
    QTest.mouseClick(view, LEFT, NONE, place(paired, 0.5))
    qtbot.waitUntil(lambda: chosen(paired) == "crack", timeout=LONG_MS)
    assert not paired.panels.player.playing
    settle(paired, qtbot)


def test_a_double_click_plays_the_pair(paired: MainWindow, qtbot: QtBot) -> None:
    view, player = paired.panels.timeline.view, paired.panels.player
    at = place(paired, 2.5)
    QTest.mouseClick(view, LEFT, NONE, at)
    QTest.mouseDClick(view, LEFT, NONE, at)
    qtbot.waitUntil(lambda: player.playing, timeout=LONG_MS)
    assert chosen(paired) == "pour"
    player.pause()
    settle(paired, qtbot)
