"""The name of a step as the model offers it: replaced by typing, kept by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.small_language import LOOKS
from tests.small_project import CLIPS, TEMPLATE, VERBS, draw_looks
from tests.ui.asking.conftest import LONG_MS, answered
from tests.ui.asking.test_action_panel import ask
from vbert_studio.project.annotations import AnnotationRow
from vbert_studio.ui.window.main_window import MainWindow

KEY = Qt.Key
LOOKED = draw_looks(1, CLIPS)


def same_until(looks: list[int]) -> int:
    """The first clip in which something else is done."""
    return next(n for n, look in enumerate(looks) if look // LOOKS != looks[0] // LOOKS)


def rows(window: MainWindow) -> list[AnnotationRow]:
    return window.session.project.annotations.of_video(1)


def test_the_guess_is_offered_and_kept_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    view, edit = window.panels.timeline.view, window.panels.annotations.edit
    view.setFocus()
    view.select((0.0, same_until(LOOKED) * 1.5))
    QTest.keyClick(view, KEY.Key_N)
    qtbot.waitUntil(lambda: bool(edit.text()), timeout=LONG_MS)
    offered = edit.text()
    assert edit.selectedText() == offered
    QTest.keyClick(edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(rows(window)) == 1, timeout=LONG_MS)
    [row] = rows(window)
    assert (row.text, row.origin, row.start_s) == (offered, "model", 0.0)
    qtbot.waitUntil(lambda: window.session.is_idle, timeout=LONG_MS)


def test_what_was_typed_before_the_answer_stays(window: MainWindow, qtbot: QtBot) -> None:
    view, edit = window.panels.timeline.view, window.panels.annotations.edit
    view.setFocus()
    view.select((0.0, 3.0))
    QTest.keyClick(view, KEY.Key_N)
    QTest.keyClicks(edit, "my own")
    assert not edit.offer("cut it")
    QTest.keyClick(edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(rows(window)) == 1, timeout=LONG_MS)
    assert (rows(window)[0].text, rows(window)[0].origin) == ("my own", "person")
    qtbot.waitUntil(lambda: window.session.is_idle, timeout=LONG_MS)


def test_the_action_panel_keeps_its_answer_as_a_step(window: MainWindow, qtbot: QtBot) -> None:
    end = same_until(LOOKED)
    window.panels.timeline.view.select((0.0, end * 1.5))
    ask(window, TEMPLATE, qtbot)
    action = window.panels.questions.action
    answered(action.questioner, qtbot)
    QTest.mouseClick(action.view.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(window)) == 1, timeout=LONG_MS)
    [row] = rows(window)
    assert (row.text, row.origin) == (VERBS[LOOKED[0] // LOOKS], "model")
    assert (row.start_s, row.end_s) == (0.0, end * 1.5)
    chosen = window.panels.annotations.chosen
    qtbot.waitUntil(lambda: chosen.block is not None, timeout=LONG_MS)
    edits = len(window.session.project.history())
    QTest.mouseClick(action.view.keep, Qt.MouseButton.LeftButton)  # it is there already
    qtbot.waitUntil(lambda: window.session.is_idle, timeout=LONG_MS)
    assert (len(rows(window)), len(window.session.project.history())) == (1, edits)
