"""The history is walked by clicks and keys, and never jumps to another video unasked."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project.operations import RemoveVideos, SetSentenceText
from vbert_studio.ui.history.when import said_time
from vbert_studio.ui.window.main_window import MainWindow


@pytest.fixture
def edited(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose history has three edits of the first video."""
    window.docks.show("history")
    for text in ("Crack an egg.", "Crack two eggs."):
        sentence = window.session.project.transcripts.sentences(1)[0]
        window.session.edit(SetSentenceText(sentence.id, text))
        sentence = window.session.project.transcripts.sentences(1)[1]
        window.session.edit(SetSentenceText(sentence.id, text))
        settle(window, qtbot)
    steps = window.panels.history.view
    qtbot.waitUntil(lambda: len(steps.steps) >= 3, timeout=LONG_MS)
    settle(window, qtbot)
    return window


def texts(window: MainWindow) -> list[str]:
    return [s.text for s in window.session.project.transcripts.sentences(1)]


def test_every_edit_is_listed_with_time_and_video(edited: MainWindow) -> None:
    steps = edited.panels.history.view.steps
    assert steps[0].edit_id == 0
    assert steps[-1].is_now
    assert all(step.videos == ("with sound",) for step in steps[2:])
    assert steps[-1].at > 0


def test_a_click_goes_back_and_return_goes_forward(edited: MainWindow, qtbot: QtBot) -> None:
    view, before = edited.panels.history.view, texts(edited)
    model = view.list.model()
    second = view.list.visualRect(model.index(1, 0)).center()
    view.list.scrollTo(model.index(1, 0))
    second = view.list.visualRect(model.index(1, 0)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    qtbot.waitUntil(lambda: view.steps[1].is_now, timeout=LONG_MS)
    settle(edited, qtbot)
    assert all(step.undone for step in view.steps[2:])
    assert texts(edited) != before
    assert not edited.notice.isVisible()  # it happened in the video on screen
    last = view.list.model().index(len(view.steps) - 1, 0)
    view.list.setCurrentIndex(last)
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.steps[-1].is_now, timeout=LONG_MS)
    settle(edited, qtbot)
    assert texts(edited) == before


def test_what_happens_in_another_video_is_said_and_offered(
    edited: MainWindow, qtbot: QtBot
) -> None:
    edited.viewer.go_to(2, 0.0)
    settle(edited, qtbot)
    edited.commands["edit.undo"].trigger()
    qtbot.waitUntil(edited.notice.isVisible, timeout=LONG_MS)
    settle(edited, qtbot)
    assert "“with sound”" in edited.notice.text
    assert edited.viewer.video_id == 2
    edited.notice.button.click()
    assert edited.viewer.video_id == 1
    settle(edited, qtbot)


def test_undoing_a_removal_elsewhere_stays_here(window: MainWindow, qtbot: QtBot) -> None:
    window.session.edit(RemoveVideos((2,), title="silent"))
    qtbot.waitUntil(lambda: len(window.panels.library.items) == 1, timeout=LONG_MS)
    settle(window, qtbot)
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: "“silent”" in window.notice.text, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.viewer.video_id == 1


def test_times_are_said_as_a_person_says_them() -> None:
    now = datetime(2026, 11, 22, 14, 0).astimezone()
    today = datetime(2026, 11, 22, 9, 5).astimezone().timestamp()
    assert said_time(today, now) == "09:05"
    assert said_time(today - 86400, now) == "yesterday 09:05"
    assert said_time(today - 10 * 86400, now).endswith("09:05")
    assert "2026" in said_time(today - 10 * 86400, now) or "26" in said_time(today - 864000, now)
