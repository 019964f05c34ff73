from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.jobs import worker_process
from vbert_studio.progress import ProgressEvent
from vbert_studio.project import Project
from vbert_studio.ui.jobs.job import Job, Order, State, describe_progress
from vbert_studio.ui.jobs.panel import JobsPanel
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.jobs.remembered import Remembered
from vbert_studio.ui.theme import Theme


@pytest.fixture
def queue(app_theme: Theme, qtbot: QtBot) -> Iterator[JobQueue]:
    queue = JobQueue()
    yield queue
    queue.shut_down()


@pytest.fixture
def panel(queue: JobQueue, qtbot: QtBot) -> JobsPanel:
    panel = JobsPanel(queue)
    qtbot.addWidget(panel)
    panel.resize(340, 400)
    panel.show()
    return panel


def show(folder: Path, lane: str = "a") -> Order:
    return Order("Show", ("show", str(folder)), lane)


def over(queue: JobQueue, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=LONG_MS)


def test_an_empty_dock_says_what_it_is_for(panel: JobsPanel) -> None:
    assert panel.empty.isVisible()


def test_jobs_of_a_lane_run_one_after_the_other(
    queue: JobQueue, panel: JobsPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    Project.create(tmp_path / "P").close()
    first, second = queue.add(show(tmp_path / "P")), queue.add(show(tmp_path / "P"))
    beside = queue.add(show(tmp_path / "P", lane="b"))
    assert [job.state for job in (first, second, beside)] == ["running", "waiting", "running"]
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == ["done"] * 3
    queue.clear_ended()
    assert panel.empty.isVisible()


def test_what_builds_on_a_failed_job_is_not_tried_and_both_can_be_repeated(
    queue: JobQueue, panel: JobsPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    first = queue.add(show(tmp_path / "P"))
    queue.add(show(tmp_path / "P"), after=[first])
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == [State.FAILED, State.CANCELLED]
    assert first.error is not None
    assert first.error.kind == "no_project"
    row = panel.row_of(first)
    assert row.retry_button.isVisible()
    assert "no project" in row.detail_text
    Project.create(tmp_path / "P").close()
    qtbot.mouseClick(row.retry_button, Qt.MouseButton.LeftButton)
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == [State.DONE, State.DONE]


def test_jobs_that_build_on_several_are_repeated_behind_all_of_them(
    queue: JobQueue, tmp_path: Path, qtbot: QtBot
) -> None:
    """A diamond with a short cut: two build on the first, the last on all three."""
    order = show(tmp_path / "P")
    first = queue.add(order)
    left, right = queue.add(order, after=[first]), queue.add(order, after=[first])
    queue.add(order, after=[first, left, right])
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == ["failed", "cancelled", "cancelled", "cancelled"]
    Project.create(tmp_path / "P").close()
    queue.retry(first)
    again, left, right, last = queue.jobs
    assert (left.after, right.after, last.after) == ((again,), (again,), (again, left, right))
    over(queue, qtbot)
    assert {job.state for job in queue.jobs} == {State.DONE}


def test_whatever_was_interrupted_before_a_job_is_done_first(
    queue: JobQueue, tmp_path: Path, qtbot: QtBot
) -> None:
    Project.create(tmp_path / "P").close()
    order = show(tmp_path / "P")
    places = ((), (), (0, 1))
    *_, last = queue.recall(Remembered(order, after) for after in places)
    queue.retry(last)
    assert len(queue.jobs[-1].after) == 2
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == [State.DONE] * 3


def test_a_lane_stays_one_when_what_builds_on_a_failed_job_is_given_up(
    queue: JobQueue, tmp_path: Path, qtbot: QtBot
) -> None:
    at_once: list[int] = []
    queue.changed.connect(lambda _: at_once.append(len(queue.running)))
    failing = queue.add(show(tmp_path / "P"))
    queue.add(show(tmp_path / "P"), after=[failing])
    queue.add(show(tmp_path / "P"))
    queue.add(show(tmp_path / "P"))
    over(queue, qtbot)
    assert [job.state for job in queue.jobs] == ["failed", "cancelled", "failed", "failed"]
    assert max(at_once) == 1


def test_a_running_job_stops_when_it_is_told_to(
    queue: JobQueue, panel: JobsPanel, films: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    Project.create(tmp_path / "P").close()
    # Thousands of names to look at: long enough to be stopped, without any sleeping.
    arguments = ("add", str(tmp_path / "P"), *(str(films[0]) for _ in range(3)), "/")
    job = queue.add(Order("Add", arguments, "a"))
    waiting = queue.add(show(tmp_path / "P"))
    qtbot.mouseClick(panel.row_of(waiting).cancel_button, Qt.MouseButton.LeftButton)
    assert waiting.state is State.CANCELLED
    qtbot.mouseClick(panel.row_of(job).cancel_button, Qt.MouseButton.LeftButton)
    assert "Stopping" in panel.row_of(job).detail_text
    assert not panel.row_of(job).cancel_button.isEnabled()
    over(queue, qtbot)
    assert job.state is State.CANCELLED
    assert not panel.row_of(job).cancel_button.isVisible()


def test_stopping_twice_asks_once(
    queue: JobQueue, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second interruption would break off what is just being saved."""
    Project.create(tmp_path / "P").close()
    asked: list[object] = []
    ask_to_stop = worker_process.ask_to_stop

    def counted(process: Any) -> None:
        asked.append(process)
        ask_to_stop(process)

    monkeypatch.setattr(worker_process, "ask_to_stop", counted)
    job = queue.add(Order("Add", ("add", str(tmp_path / "P"), "/"), "a"))
    job.cancel()
    queue.cancel_all()
    over(queue, qtbot)
    assert job.state is State.CANCELLED
    assert len(asked) == 1


def test_a_process_that_cannot_be_started_does_not_block_its_lane(
    queue: JobQueue, tmp_path: Path, qtbot: QtBot
) -> None:
    Project.create(tmp_path / "P").close()
    failed = queue.add(Order("Add", ("add", str(tmp_path / "P"), "x" * (1 << 22)), "a"))
    following = queue.add(Order("Add", ("show", str(tmp_path / "P")), "a"))
    over(queue, qtbot)
    assert failed.state is State.FAILED
    assert failed.error is not None
    assert following.state is State.DONE


def test_the_command_line_and_the_log_can_be_had(
    queue: JobQueue, panel: JobsPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    job = queue.add(show(tmp_path / "no project"))
    over(queue, qtbot)
    row = panel.row_of(job)
    qtbot.mouseClick(row.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "show" in copied
    assert "no project" in copied
    qtbot.mouseClick(row.log_button, Qt.MouseButton.LeftButton)
    log = row.findChild(QPlainTextEdit)
    assert log is not None
    assert log.isVisible()
    assert log.toPlainText().startswith(f"$ {copied}")


def test_a_long_log_goes_on_where_lines_are_as_long_as_those_they_push_out(
    queue: JobQueue, panel: JobsPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    job = queue.add(show(tmp_path / "no project"))
    over(queue, qtbot)
    row = panel.row_of(job)
    log = row.findChild(QPlainTextEdit)
    assert log is not None
    job.log.extend(f"step {step}" for step in range(1000, 5000))
    row.log_button.click()
    job.log.append("step 5000")
    row.refresh()
    assert log.toPlainText().splitlines()[-1] == "step 5000"


def test_closing_the_window_ends_the_processes(
    queue: JobQueue, films: list[Path], tmp_path: Path
) -> None:
    Project.create(tmp_path / "P").close()
    job: Job = queue.add(Order("Add", ("add", str(tmp_path / "P"), "/"), "a"))
    queue.shut_down()
    job._worker.wait(LONG_MS / 1000)  # a busy machine takes longer than the window waits
    assert job.state is State.CANCELLED


def test_closing_a_project_waits_for_no_process(queue: JobQueue, tmp_path: Path) -> None:
    Project.create(tmp_path / "P").close()
    job: Job = queue.add(Order("Add", ("add", str(tmp_path / "P"), "/"), "a"))
    worker = job._worker
    queue.leave()
    assert worker.end is None  # a process takes longer than that to begin
    assert job.state is State.CANCELLED
    assert queue.jobs == []
    queue.shut_down()
    worker.wait(LONG_MS / 1000)


def test_progress_is_said_in_one_line() -> None:
    def said(done: int, total: int | None, rate: float | None, left: float | None) -> str:
        return describe_progress(ProgressEvent("x.mp4", done, total, "clips", rate, left))

    assert said(0, 28, None, None) == "0 of 28 clips"
    assert said(12, 28, 4.12, 3.9) == "12 of 28 clips · 4.1 per s · 4 s left"
    assert said(1200, 90000, 41.2, 2155.0) == "1,200 of 90,000 clips · 41 per s · 35 min 55 s left"
    assert said(7, None, 100.0, None) == "7 clips · 100 per s"
    assert said(1, 2, 0.1, 7260.0) == "1 of 2 clips · 0.1 per s · 2 h 1 min left"
