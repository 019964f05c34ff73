"""Sentences against segments, and narration that runs ahead put right by one gesture."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.small_project import AHEAD_S
from tests.ui.asking.conftest import LONG_MS, answered
from vbert_studio.ui.alignment.heat_map import heat_image
from vbert_studio.ui.theme import LIGHT
from vbert_studio.ui.window.main_window import MainWindow


def open_on(window: MainWindow, video_id: int, qtbot: QtBot) -> None:
    """Press F9 with a film open."""
    alignment = window.panels.questions.alignment
    if window.viewer.video_id != video_id:
        window.viewer.go_to(video_id, 0.0)
    here = window.panels.questions.whereabouts
    qtbot.waitUntil(lambda: here.here is not None and here.here.video_id == video_id)
    window.panels.library.view.list.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(alignment.view.isVisible, timeout=LONG_MS)
    answered(alignment.questioner, qtbot)
    qtbot.waitUntil(lambda: alignment.aligned is not None, timeout=LONG_MS)


def test_narration_that_fits_is_told_so(window: MainWindow, qtbot: QtBot) -> None:
    alignment = window.panels.questions.alignment
    open_on(window, 1, qtbot)
    view = alignment.view
    assert "fits the picture best as it is" in view.offset.text()
    assert not view.shift.isVisible()
    count = len(window.session.project.transcripts.sentences(1))
    assert view.map.count == count
    assert "now" in QAccessible.queryAccessibleInterface(view.map).text(QAccessible.Text.Value)


def test_keys_and_clicks_go_to_a_cell(window: MainWindow, qtbot: QtBot) -> None:
    alignment = window.panels.questions.alignment
    open_on(window, 1, qtbot)
    map_ = alignment.view.map
    assert alignment.aligned is not None
    assert map_.hasFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(map_, key)
    assert map_.current == (1, 2)
    assert alignment.view.detail.text() == alignment.aligned.cell(1, 2)
    QTest.keyClick(map_, Qt.Key.Key_Return)
    there = alignment.aligned.starts_s[2]
    qtbot.waitUntil(lambda: window.panels.player.position == there, timeout=LONG_MS)
    QTest.mouseClick(
        map_.viewport(),
        Qt.MouseButton.LeftButton,
        pos=map_.cell_rect(3, 4).center().toPoint(),
    )
    there = alignment.aligned.starts_s[4]
    qtbot.waitUntil(lambda: window.panels.player.position == there, timeout=LONG_MS)
    assert map_.current == (3, 4)


def test_narration_that_runs_ahead_is_shifted_by_one_key(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    alignment = window.panels.questions.alignment
    open_on(window, 2, qtbot)
    view, transcripts = alignment.view, window.session.project.transcripts
    assert f"runs {AHEAD_S:.1f} s ahead of the picture" in view.offset.text()
    assert view.shift.text() == f"Shift {AHEAD_S:.1f} s later"
    before = [(s.start_s, s.end_s) for s in transcripts.sentences(2)]
    words = [w.start_s for w in transcripts.all_words(2)]
    diagonal = np.diag(alignment.aligned.answer.matrix).mean()
    QTest.mouseClick(view.shift, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "as it is" in view.offset.text(), timeout=LONG_MS)
    assert [(s.start_s, s.end_s) for s in transcripts.sentences(2)] == [
        (start + AHEAD_S, end + AHEAD_S) for start, end in before
    ]
    assert [w.start_s for w in transcripts.all_words(2)] == pytest.approx(
        [start + AHEAD_S for start in words]
    )
    assert np.diag(alignment.aligned.answer.matrix).mean() > diagonal + 0.3
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: "ahead" in view.offset.text(), timeout=LONG_MS)
    assert [(s.start_s, s.end_s) for s in transcripts.sentences(2)] == before
    for ending in ("png", "svg", "csv", "json"):
        alignment.exports.save(tmp_path / f"matrix.{ending}")
        assert (tmp_path / f"matrix.{ending}").stat().st_size > 200
    with (tmp_path / "matrix.csv").open(newline="") as file:
        assert list(csv.reader(file)).index([]) == 1 + len(before) ** 2
    written = json.loads((tmp_path / "matrix.json").read_text("utf-8"))
    tried = alignment.aligned.answer.offsets
    assert [one["mean_p"] for one in written["offsets"]] == [one.mean_p for one in tried]


def test_a_nudge_moves_it_by_half_a_second(window: MainWindow, qtbot: QtBot) -> None:
    open_on(window, 1, qtbot)
    alignment = window.panels.questions.alignment
    first = window.session.project.transcripts.sentences(1)[1].start_s
    QTest.keyClick(alignment.view.map, Qt.Key.Key_Plus)
    qtbot.waitUntil(
        lambda: window.session.project.transcripts.sentences(1)[1].start_s == first + 0.5,
        timeout=LONG_MS,
    )
    assert "later" in window.commands["edit.undo"].text()


def test_a_heat_map_gets_stronger_with_the_probability() -> None:
    image = heat_image(np.array([[0.0, 0.5, 1.0, np.nan]], np.float32), LIGHT)
    shown = [QColor(image.pixel(column, 0)) for column in range(4)]
    assert shown[0] == LIGHT.panel
    assert shown[2] == LIGHT.accent
    assert shown[3] == LIGHT.gap
    assert shown[0].lightness() > shown[1].lightness() > shown[2].lightness()
