from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.jobs.requests import LoadVideoBert, Ping
from vbert_studio.project import Project
from vbert_studio.project.operations import SetSentenceText
from vbert_studio.ui.session import Background, Changes, ProjectSession
from vbert_studio.ui.window.main_window import MainWindow


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def session(qtbot: QtBot, project_folder: Path) -> Iterator[ProjectSession]:
    session = ProjectSession()
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        session.open(project_folder)
    yield session
    session.shut_down()


def test_the_latest_question_wins(background: Background, qtbot: QtBot) -> None:
    go = threading.Event()
    heard: list[str] = []

    def slow() -> str:
        go.wait(10)
        return "old"

    background.run("a", slow, heard.append)
    background.run("a", lambda: "new", heard.append)
    background.run("b", lambda: "other", heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=LONG_MS)
    go.set()
    qtbot.waitUntil(lambda: background.is_idle, timeout=LONG_MS)
    assert sorted(heard) == ["new", "other"]


def test_results_come_in_the_thread_of_the_window(background: Background, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work() -> threading.Thread:
        return threading.current_thread()

    def then(worked_in: threading.Thread) -> None:
        threads.extend([worked_in, threading.current_thread()])

    background.run("a", work, then)
    qtbot.waitUntil(lambda: bool(threads), timeout=LONG_MS)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def failing(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_what_fails_outside_the_program_is_told(background: Background, qtbot: QtBot) -> None:
    error = StudioError("disk_full", "The disk is full.")
    with qtbot.waitSignal(background.failed, timeout=LONG_MS) as told:
        background.run("a", failing(error), lambda _: None)
    assert told.args == [error]
    own: list[StudioError] = []
    background.run("a", failing(error), lambda _: None, own.append)
    qtbot.waitUntil(lambda: own == [error], timeout=LONG_MS)


def test_a_bug_is_raised_in_the_thread_of_the_window(background: Background, qtbot: QtBot) -> None:
    with capture_exceptions() as caught:
        background.run("a", failing(ValueError("a bug")), lambda _: None)
        background.run("b", failing(CancelledError()), lambda _: None)
        qtbot.waitUntil(lambda: background.is_idle, timeout=LONG_MS)
    assert [str(error) for _, error, _ in caught] == ["a bug"]


def test_inline_everything_happens_at_once(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    background = Background()
    heard: list[threading.Thread] = []
    background.run("a", threading.current_thread, heard.append)
    assert heard == [threading.main_thread()]
    background.close()


def test_an_opening_that_is_overtaken_leaves_nothing_locked(
    project_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = ProjectSession()
    session.open(project_folder)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        session.create(tmp_path / "Another")
    with Project.open(project_folder) as free:
        assert free.mode == "edit"
    session.open(project_folder)
    session.shut_down()  # before anybody heard of it
    with Project.open(project_folder) as free:
        assert free.mode == "edit"


@pytest.mark.parametrize("by", ["another", "the end"])
def test_the_making_of_the_demo_stops_when_nobody_waits_for_it(
    tmp_path: Path, wordpiece_vocabulary: Path, qtbot: QtBot, by: str
) -> None:
    session = ProjectSession()
    session.open_demo(tmp_path / "Demo")
    qtbot.waitUntil((tmp_path / "Demo").is_dir, timeout=LONG_MS)
    if by == "another":
        with qtbot.waitSignal(session.opened, timeout=LONG_MS):
            session.create(tmp_path / "Another")
        assert session.folder == tmp_path / "Another"
    session.shut_down()
    with Project.open(tmp_path / "Demo") as demo:
        assert not any(len(demo.tokens.load(video.id)) for video in demo.videos.all())


def test_the_engine_holds_no_file_of_a_project_that_is_closed(
    window: MainWindow, project_folder: Path, qtbot: QtBot
) -> None:
    def held() -> list[str]:
        [engine] = [p for p in psutil.Process().children() if p.pid == pids[0]]
        return [f.path for f in engine.open_files() if str(project_folder) in f.path]

    pids: list[int] = []
    refused: list[StudioError] = []
    link = window.panels.engine
    link.ask(Ping(), lambda pong: pids.append(pong.pid), refused.append)
    link.ask(LoadVideoBert(project_folder), lambda _: None, refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1, timeout=LONG_MS)
    assert held()
    window.session.close()
    qtbot.waitUntil(lambda: not held(), timeout=LONG_MS)


def test_an_edit_tells_what_changed(session: ProjectSession, qtbot: QtBot) -> None:
    changes: list[Changes] = []
    session.changed.connect(changes.append)
    with qtbot.waitSignal(session.edited, timeout=LONG_MS) as told:
        session.edit(SetSentenceText(1, "Break the egg."))
    assert told.args == ["Change a sentence to “Break the egg.”"]
    assert changes[0].concerns("sentences", video_id=1)
    assert not changes[0].concerns("tokens")
    assert session.next_undo_and_redo()[0] == "Change a sentence to “Break the egg.”"
    assert session.project.transcripts.sentences(1)[0].text == "Break the egg."


def test_an_edit_is_not_lost_by_closing_at_once(
    session: ProjectSession, project_folder: Path
) -> None:
    for number in range(20):
        session.edit(SetSentenceText(1, f"Egg number {number}."))
    session.close()
    session.shut_down()
    assert first_sentence(project_folder) == "Egg number 19."


def first_sentence(folder: Path) -> str:
    """As it lies on the disk."""
    with Project.open(folder, "read") as project:
        return project.transcripts.sentences(1)[0].text


def test_closing_waits_for_nobody_who_reads_but_the_next_opening_does(
    session: ProjectSession, project_folder: Path, qtbot: QtBot
) -> None:
    reading, go = threading.Event(), threading.Event()

    def slow(project: Project) -> int:
        reading.set()
        go.wait(30)
        return len(project.videos.all())

    session.read("slow", slow, lambda _: None)
    assert reading.wait(10)
    session.edit(SetSentenceText(1, "Break the egg."))
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        session.open(project_folder)  # in place of itself
        assert not session.is_open
        assert not go.is_set()
        qtbot.waitUntil(lambda: first_sentence(project_folder) == "Break the egg.", timeout=LONG_MS)
        assert not session.is_open
        go.set()
    assert not session.read_only
    assert session.project.transcripts.sentences(1)[0].text == "Break the egg."


def test_nothing_is_heard_of_a_project_that_was_closed(
    session: ProjectSession, qtbot: QtBot
) -> None:
    heard: list[object] = []
    for number in range(10):
        session.read(f"{number}", lambda project: project.videos.all(), heard.append)
    session.close()
    qtbot.waitUntil(lambda: session.is_idle, timeout=LONG_MS)
    assert heard == []
    assert session.next_undo_and_redo() == (None, None)


def test_changes_say_whom_they_concern() -> None:
    some = Changes(frozenset({"sentences"}), frozenset({1}))
    assert some.concerns("sentences", "words")
    assert some.concerns("sentences", video_id=1)
    assert not some.concerns("tokens")
    assert not some.concerns("sentences", video_id=2)
    assert Changes().concerns("anything", video_id=7)
