"""Text to video: typed, looked through by keys, changed, played."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.small_language import LOOKS
from tests.small_project import VERBS
from tests.ui.asking.conftest import LONG_MS, answered
from vbert_studio.ui.window.main_window import MainWindow


def type_in(window: MainWindow, text: str, qtbot: QtBot) -> None:
    """Press F7 and type."""
    generate = window.panels.questions.generate
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(generate.view.text.hasFocus, timeout=LONG_MS)
    QTest.keyClicks(generate.view.text, text)
    QTest.keyClick(generate.view.text, Qt.Key.Key_Return)
    answered(generate.questioner, qtbot)


def test_a_typed_sentence_becomes_the_pictures_of_its_verb(
    window: MainWindow, qtbot: QtBot
) -> None:
    generate = window.panels.questions.generate
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: generate.view.is_empty, timeout=LONG_MS)
    type_in(window, "now heat it", qtbot)
    assert generate.draft is not None
    assert generate.draft.answer.text == "now heat it"
    codebook = window.session.project.codebooks.current()
    assert codebook is not None
    leaves = sorted(window.session.project.codebooks.paths(codebook.id))
    action = VERBS.index("heat")
    assert leaves.index(generate.draft.leaves[0]) // LOOKS == action
    assert len(generate.view.film.board.strips[0].cells) == 6
    assert "small-model" in generate.view.model_line.text()
    generate.exports.copy_command()
    folder = window.session.folder
    assert QGuiApplication.clipboard().text() == f"vbert-studio generate {folder} 'now heat it'"


def test_alternatives_follow_the_keys_and_are_put_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    generate = window.panels.questions.generate
    type_in(window, "now heat it", qtbot)
    view, draft = generate.view, generate.draft
    assert draft is not None
    view.film.setFocus()
    for _ in range(2):
        QTest.keyClick(view.film, Qt.Key.Key_Right)
    assert "place 3" in view.others_note.text()
    offered = [guess.leaf for guess in draft.answer.slots[2].alternatives]
    assert len(view.others.board.strips[0].cells) == len(offered) == 5
    other = next(n for n, leaf in enumerate(offered) if leaf != draft.leaves[2])
    view.others.setFocus()
    for _ in range(other):
        QTest.keyClick(view.others, Qt.Key.Key_Right)
    QTest.keyClick(view.others, Qt.Key.Key_Return)
    assert generate.draft is not None
    assert generate.draft.leaves[2] == offered[other]
    assert view.film.board.strips[0].cells[2].note == "yours"
    generate.exports.save(tmp_path / "film.json")
    rows = json.loads((tmp_path / "film.json").read_text())["rows"]
    chosen = [row["leaf"] for row in rows if row["rank"] == 0]
    assert chosen == list(generate.draft.leaves)
    assert view.back.isVisible()
    QTest.keyClick(view.film, Qt.Key.Key_Backspace)
    assert generate.draft == draft
    assert not view.back.isVisible()
