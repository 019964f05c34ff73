"""What is being done here: named for the selection, by a template that can be changed."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.small_language import LOOKS
from tests.small_project import CLIPS, TEMPLATE, VERBS, draw_looks
from tests.ui.asking.conftest import LONG_MS, answered
from vbert_studio.ui.window.main_window import MainWindow


def ask(window: MainWindow, template: str, qtbot: QtBot) -> None:
    """Press F8 and type a template."""
    action = window.panels.questions.action
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(action.view.template.hasFocus, timeout=LONG_MS)
    action.view.template.selectAll()
    QTest.keyClicks(action.view.template, template)
    qtbot.waitUntil(lambda: action.is_idle, timeout=LONG_MS)
    answered(action.questioner, qtbot)


def test_the_verb_of_the_selection_stands_first(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    looks = draw_looks(1, CLIPS)
    end = next(n for n, look in enumerate(looks) if look // LOOKS != looks[0] // LOOKS)
    window.panels.timeline.view.select((0.0, end * 1.5))
    ask(window, TEMPLATE, qtbot)
    action = window.panels.questions.action
    plain, corrected = action.view.bars
    verb = VERBS[looks[0] // LOOKS]
    assert plain.bars[0].name == corrected.bars[0].name == verb
    assert plain.bars[0].percent.endswith("%")
    assert corrected.bars[0].percent.startswith("+")
    assert action.view.sentence.text() == f"now {verb} it"
    assert action.view.where.text().startswith("The selection: 0:00.0 to ")
    for ending in ("png", "svg", "csv", "json"):
        action.exports.save(tmp_path / f"action.{ending}")
        assert (tmp_path / f"action.{ending}").stat().st_size > 200
    with (tmp_path / "action.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert next(row["word"] for row in rows if row["order"] == "plain") == verb
    figure = action.figure()
    assert figure is not None
    folder = window.session.folder
    line = f"vbert-studio action {folder} 1 --start=0 --end={end * 1.5:g} '--template={TEMPLATE}'"
    assert figure.command == line


def test_a_template_without_a_mask_is_said_in_place(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, TEMPLATE, qtbot)
    action = window.panels.questions.action
    asked = action.questioner.asked
    action.view.template.selectAll()
    QTest.keyClicks(action.view.template, "now mix it")
    assert action.view.problem.isVisible()
    assert "[MASK]" in action.view.problem.text()
    assert action.is_idle
    assert action.questioner.asked is asked  # nothing was asked
    QTest.mouseClick(action.view.reset, Qt.MouseButton.LeftButton)
    assert not action.view.problem.isVisible()
    qtbot.waitUntil(lambda: len(action.view.bars) == 4, timeout=LONG_MS)


def test_without_a_selection_it_is_about_the_playhead(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.player.seek(18.0)
    ask(window, TEMPLATE, qtbot)
    where = window.panels.questions.action.view.where
    assert where.text() == "About the playhead: 0:16.5 to 0:21.0 (3 clips)"
    window.panels.player.seek(24.0)
    qtbot.waitUntil(lambda: "0:22.5 to 0:27.0" in where.text(), timeout=LONG_MS)
