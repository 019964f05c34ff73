from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project.records import SentenceRow
from vbert_studio.ui.transcript.lines import Line, row_at, timecode
from vbert_studio.ui.window.main_window import MainWindow


def texts(window: MainWindow) -> list[str]:
    return [line.sentence.text for line in window.panels.transcript.model.lines]


def index(window: MainWindow, row: int) -> QModelIndex:
    return window.panels.transcript.model.index(row)


def test_the_sentence_at_the_playhead_is_marked(window: MainWindow) -> None:
    panel = window.panels.transcript
    assert texts(window) == ["Crack the egg.", "Whisk it well.", "Pour it into the pan."]
    window.panels.player.seek(1.2)
    assert panel.model.said == 1
    window.panels.player.seek(2.0)  # a pause
    assert panel.model.said == -1


def test_a_click_on_a_sentence_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    view = window.panels.transcript.view.list
    place = view.visualRect(index(window, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(
        lambda: window.panels.player.position == pytest.approx(2.5, abs=0.04), timeout=LONG_MS
    )


def test_a_narrower_list_gives_wrapped_sentences_more_room(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.panels.transcript.view.list
    before, narrow = view.visualRect(index(window, 2)).height(), view.width() // 2
    view.setFixedWidth(narrow)
    qtbot.waitUntil(lambda: view.visualRect(index(window, 2)).height() > before, timeout=LONG_MS)


def type_over(window: MainWindow, row: int, text: str, qtbot: QtBot) -> None:
    view = window.panels.transcript.view.list
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    view.setFocus()
    view.setCurrentIndex(index(window, row))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QPlainTextEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_correction_is_on_disk_at_once_and_can_be_taken_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    undo, redo = window.commands["edit.undo"], window.commands["edit.redo"]
    type_over(window, 1, "Beat it well.", qtbot)
    qtbot.waitUntil(lambda: texts(window)[1] == "Beat it well.", timeout=LONG_MS)
    project = window.session.project
    assert project.transcripts.sentences(1)[1].text == "Beat it well."
    assert "Beat it well." in undo.text()
    assert "Beat it well." in window.status.currentMessage()
    qtbot.keyClick(window.panels.transcript.view.list, "z", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: texts(window)[1] == "Whisk it well.", timeout=LONG_MS)
    assert redo.isEnabled()
    assert "Beat it well." in redo.text()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.panels.transcript.view.list, "z", modifiers)
    qtbot.waitUntil(lambda: texts(window)[1] == "Beat it well.", timeout=LONG_MS)
    assert not redo.isEnabled()


def test_escape_gives_a_correction_up(window: MainWindow, qtbot: QtBot) -> None:
    view = window.panels.transcript.view.list
    view.setCurrentIndex(index(window, 0))
    view.edit(index(window, 0))
    editor = view.findChild(QPlainTextEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Nonsense")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert texts(window)[0] == "Crack the egg."


def test_search_finds_sentences_of_every_video(window: MainWindow, qtbot: QtBot) -> None:
    window.viewer.go_to(2, 0.0)
    window.commands["search.transcripts"].trigger()
    search = window.panels.transcript.view.search
    qtbot.keyClicks(search, "whisk")
    qtbot.waitUntil(lambda: texts(window) == ["Whisk it well."], timeout=LONG_MS)
    view = window.panels.transcript.view.list
    place = view.visualRect(index(window, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    qtbot.waitUntil(
        lambda: window.panels.player.position == pytest.approx(1.0, abs=0.04), timeout=LONG_MS
    )
    qtbot.keyClicks(search, " nowhere")
    empty = window.panels.transcript.view.empty
    qtbot.waitUntil(empty.isVisible, timeout=LONG_MS)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(texts(window)) == 3, timeout=LONG_MS)


def test_an_empty_transcript_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    window.viewer.go_to(2, 0.0)
    empty = window.panels.transcript.view.empty
    qtbot.waitUntil(empty.isVisible, timeout=LONG_MS)
    assert empty.button.text() == "Read this video"
    settle(window, qtbot)


def test_which_sentence_is_being_said() -> None:
    def line(start_s: float, end_s: float) -> Line:
        return Line(SentenceRow(1, 1, 1, start_s, end_s, "x"))

    lines = (line(0.0, 1.0), line(1.0, 2.0), line(3.0, 4.0))
    assert [row_at(lines, t) for t in (0.0, 0.999, 1.0, 2.5, 3.0, 4.0)] == [0, 0, 1, -1, 2, -1]
    assert row_at((), 1.0) == -1


def test_times_are_read_easily() -> None:
    assert timecode(0.04) == "0:00.0"
    assert timecode(62.49) == "1:02.4"
    assert timecode(3723.5) == "1:02:03.5"
