"""What is dropped on the window, and the system's messages, by trying."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, drop, dropped, settle

from vbert_studio.language.export import TranscriptFormat, as_text
from vbert_studio.language.transcript import Sentence, Transcript
from vbert_studio.project import Project
from vbert_studio.ui.window.dropping import read_drop
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.notifier import SystemMessages

MakeWindow = Callable[[], MainWindow]
SRT = "1\n00:00:00,500 --> 00:00:01,500\nPeel the onion.\n"


def test_dropped_subtitles_become_the_transcript_of_the_open_video(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "other name.srt"
    file.write_text(SRT)
    assert drop(window, file)
    lines = window.panels.transcript.model.lines
    qtbot.waitUntil(
        lambda: (
            [one.sentence.text for one in window.panels.transcript.model.lines]
            == ["Peel the onion."]
        ),
        timeout=LONG_MS,
    )
    assert len(lines) == 3
    settle(window, qtbot)
    window.session.undo()
    qtbot.waitUntil(lambda: len(window.panels.transcript.model.lines) == 3, timeout=LONG_MS)
    settle(window, qtbot)
    broken = tmp_path / "broken.srt"
    broken.write_text("no times")
    drop(window, broken)
    qtbot.waitUntil(lambda: "broken.srt" in window.notice.text, timeout=LONG_MS)
    settle(window, qtbot)


def test_a_transcript_that_was_exported_can_be_dropped(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    texts = ("peel the onion", "cut it.")
    spoken = tuple(Sentence(at, at + 0.5, text, ()) for at, text in enumerate(texts))
    for kind in get_args(TranscriptFormat):
        file = tmp_path / f"talk.{kind}"
        file.write_text(as_text(Transcript("en", spoken, "asr:test"), kind), encoding="utf-8")
        read = read_drop(dropped(file))
        assert (read.subtitles, read.videos) == (file, ())
    assert drop(window, tmp_path / "talk.json")
    model = window.panels.transcript.model
    qtbot.waitUntil(
        lambda: tuple(one.sentence.text for one in model.lines) == texts, timeout=LONG_MS
    )
    settle(window, qtbot)


def test_subtitles_without_a_video_are_not_taken(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    file = tmp_path / "film.srt"
    file.write_text(SRT)
    assert drop(window, file)
    assert "Subtitles belong to a video" in window.notice.text
    assert not window.session.is_open


def test_a_project_is_opened_by_its_folder_or_its_database(
    make_window: MakeWindow, project_folder: Path, tmp_path: Path, films: list[Path], qtbot: QtBot
) -> None:
    other = tmp_path / "Other"
    Project.create(other).close()
    with Project.open(project_folder):
        window = make_window()
        drop(window, project_folder / "project.db")
        qtbot.waitUntil(lambda: window.session.folder == project_folder, timeout=LONG_MS)
        settle(window, qtbot)
        assert window.session.read_only
        assert not drop(window, films[0])
        assert drop(window, other)
        qtbot.waitUntil(lambda: window.session.folder == other, timeout=LONG_MS)
        settle(window, qtbot)
        assert window.recent.all() == [other, project_folder]
        window.submenus.fill()
        clear = window.submenus.recent.actions()[-1]
        clear.trigger()
        assert window.recent.all() == []
        window.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a program of that desktop")
def test_the_desktop_is_told_by_its_own_program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{told}.new" && mv "{told}.new" "{told}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    owner = QObject()
    SystemMessages(owner).show("Done: Look at the frames", "--weird <b>text</b>")
    qtbot.waitUntil(told.exists, timeout=LONG_MS)
    assert told.read_text() == (
        "--app-name=VBERT Studio|--|Done: Look at the frames|--weird <b>text</b>|"
    )
