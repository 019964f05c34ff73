"""Jobs that the program's end interrupted, by a kill or a close, come back at the next opening."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project import Project
from vbert_studio.ui.jobs.job import Order, State
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.jobs.remembered import Remembered, remember, remembered
from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
# The sound library of the system is looked for when the player's module is loaded.

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from vbert_studio.ui.jobs.job import Order
from vbert_studio.ui.start import Program
folder, film = sys.argv[1:]

def work():
    queue = program.window.panels.queue
    first = queue.add(Order("Add a film", ("add", folder, film), "import"))
    queue.add(Order("Show it", ("show", folder), "import"), [first])
    print("WORKER", first._worker.pid, flush=True)

app = QApplication([])
program = Program(app)
# Behind whoever else hears of it, and keeps the jobs: the kill comes as soon as they are told.
program.window.session.opened.connect(lambda: QTimer.singleShot(0, work))
program.open(Path(folder))
app.exec()
"""


def orders(folder: Path) -> list[Remembered]:
    names = ("extract", "codebook", "tokenize")
    return [
        Remembered(Order(name, ("show", str(folder)), "sight"), (n - 1,) if n else ())
        for n, name in enumerate(names)
    ]


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the system's processes")
def test_a_killed_window_offers_its_jobs_again_and_goes_on_with_them(
    make_window: MakeWindow, films: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "P"
    Project.create(folder).close()
    line = [sys.executable, "-c", START, str(folder), str(films[1])]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    worker = int(process.stdout.readline().split()[1])
    process.send_signal(signal.SIGKILL)
    process.communicate()
    qtbot.waitUntil(lambda: not is_there(worker), timeout=LONG_MS)

    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: len(window.panels.queue.jobs) == 2, timeout=LONG_MS)
    first, second = window.panels.queue.jobs
    assert (first.state, second.state) == (State.INTERRUPTED, State.INTERRUPTED)
    assert "2 jobs were interrupted" in window.notice.text
    assert "Add a film, Show it" in window.notice.text
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert window.docks["jobs"].isVisible()
    settle(window, qtbot)
    assert [job.state for job in window.panels.queue.jobs] == [State.DONE, State.DONE]
    assert [video.path.name for video in window.session.project.videos.all()] == ["silent.mp4"]
    assert remembered(folder) == []


def test_a_closed_window_does_so_too(
    make_window: MakeWindow, films: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "P"
    Project.create(folder).close()
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LONG_MS)
    # A whole disk to look through: long enough to be interrupted.
    window.panels.queue.add(Order("Add", ("add", str(folder), "/"), "import"))
    window.close()
    assert [one.order.title for one in remembered(folder)] == ["Add"]
    again = make_window()
    again.session.open(folder)
    qtbot.waitUntil(lambda: bool(again.panels.queue.jobs), timeout=LONG_MS)
    [job] = again.panels.queue.jobs
    row = again.panels.jobs.row_of(job)
    assert "Interrupted" in row.detail_text
    again.docks.show("jobs")
    qtbot.mouseClick(row.cancel_button, Qt.MouseButton.LeftButton)
    assert job.state is State.CANCELLED
    assert remembered(folder) == []
    settle(again, qtbot)


def test_what_a_person_stopped_is_not_offered(
    window: MainWindow, project_folder: Path, qtbot: QtBot
) -> None:
    queue = window.panels.queue
    job = queue.add(Order("Add", ("add", str(project_folder), "/"), "import"))
    behind = queue.add(Order("Show", ("show", str(project_folder)), "import"), [job])
    assert [one.order for one in remembered(project_folder)] == [job.order, behind.order]
    job.cancel()
    assert (job.state, behind.state) == (State.RUNNING, State.WAITING)
    assert remembered(project_folder) == [], "the window may be gone before it has stopped"
    settle(window, qtbot)
    assert remembered(project_folder) == []


def test_going_on_with_one_takes_what_it_builds_on_and_what_builds_on_it(
    app_theme: object, project_folder: Path, qtbot: QtBot
) -> None:
    queue = JobQueue()
    jobs = queue.recall(orders(project_folder))
    assert not queue.is_busy
    queue.retry(jobs[1])
    assert [job.order.title for job in queue.jobs] == ["extract", "codebook", "tokenize"]
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=LONG_MS)
    assert [job.state for job in queue.jobs] == [State.DONE] * 3


def test_a_failed_job_that_is_repeated_takes_the_whole_chain_along(
    app_theme: object, tmp_path: Path, qtbot: QtBot
) -> None:
    queue, folder = JobQueue(), tmp_path / "P"
    first = queue.add(Order("a", ("show", str(folder)), "sight"))
    second = queue.add(Order("b", ("show", str(folder)), "sight"), [first])
    queue.add(Order("c", ("show", str(folder)), "sight"), [second])
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=LONG_MS)
    assert [job.state for job in queue.jobs] == [
        State.FAILED,
        State.CANCELLED,
        State.CANCELLED,
    ]
    Project.create(folder).close()
    queue.retry(first)
    qtbot.waitUntil(lambda: not queue.is_busy, timeout=LONG_MS)
    assert [job.state for job in queue.jobs] == [State.DONE] * 3


def test_jobs_are_remembered_by_project_and_damage_forgets_them(tmp_path: Path) -> None:
    kept = orders(tmp_path)
    remember(tmp_path, kept)
    assert remembered(tmp_path) == kept
    assert remembered(tmp_path / "other") == []
    from vbert_studio import places

    [file] = (places.config_dir() / "jobs").iterdir()
    for damage in ("nonsense", "[1]", '[{"order": {}, "after": []}]', "{}"):
        file.write_text(damage)
        assert remembered(tmp_path) == []
    remember(tmp_path, [])
    assert not file.exists()
