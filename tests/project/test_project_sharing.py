"""Several windows, jobs, processes and threads on one project."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.project.made import Chunk, new_video, said
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import (
    AddVideos,
    DeleteSentences,
    RemoveVideos,
    SetSentenceText,
)

HOLD = """
import sys
from pathlib import Path
from vbert_studio.project import Project
with Project.open(Path(sys.argv[1]), sys.argv[2]) as project:
    if sys.argv[2] == "work":
        lock = project.working(sys.argv[3])
        lock.__enter__()
    print(project.mode, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path, mode: str, job: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process that has the project open until it is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), mode, job],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.communicate(timeout=30)


def said_mode(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_editor_reads_and_is_told_who_edits(project: Project) -> None:
    holder = project.editor()
    assert holder is not None
    assert (holder.pid, holder.host) == (os.getpid(), socket.gethostname())
    with another_process(project.folder, "edit") as other:
        assert said_mode(other) == "read"
    with Project.open(project.folder) as second:
        assert second.mode == "read"
        assert second.editor() == holder
        with pytest.raises(ProjectError) as error:
            second.edit(AddVideos((new_video(Path("a.mp4")),)))
        assert error.value.kind == "read_only"


def test_the_first_editor_may_be_another_process(project: Project) -> None:
    folder = project.folder
    project.close()
    with another_process(folder, "edit") as other:
        assert said_mode(other) == "edit"
        with Project.open(folder) as mine:
            holder = mine.editor()
            assert mine.mode == "read"
            assert holder is not None
            assert holder.pid == other.pid
    with Project.open(folder) as mine:
        assert mine.mode == "edit"


def test_a_killed_editor_leaves_no_lock(project: Project) -> None:
    folder = project.folder
    project.close()
    with another_process(folder, "edit") as other:
        assert said_mode(other) == "edit"
        other.send_signal(signal.SIGKILL)
        other.wait(30)
    with Project.open(folder, "read") as reader:
        assert reader.editor() is None
    with Project.open(folder) as mine:
        assert mine.mode == "edit"


def test_jobs_of_one_kind_exclude_each_other_and_name_the_process(project: Project) -> None:
    with another_process(project.folder, "work", "extract") as other:
        assert said_mode(other) == "work"
        with pytest.raises(ProjectError) as error, project.working("extract"):
            pass
        assert error.value.kind == "project_in_use"
        assert str(other.pid) in error.value.message
        with project.working("transcribe"):
            project.settings.set("beside", 1)
    with project.working("extract"):
        pass


def test_two_jobs_of_one_kind_in_one_process_exclude_each_other(project: Project) -> None:
    with Project.open(project.folder, "work") as worker, worker.working("extract"):
        with pytest.raises(ProjectError) as error, project.working("extract"):
            pass
        assert error.value.kind == "project_in_use"


def test_nothing_is_compacted_while_a_job_runs(project: Project) -> None:
    with Project.open(project.folder, "work") as worker, worker.working("extract"):
        with pytest.raises(ProjectError) as error:
            project.compact()
        assert error.value.kind == "project_in_use"
    project.compact()


def test_a_reader_cannot_work(project: Project) -> None:
    with (
        Project.open(project.folder, "read") as reader,
        pytest.raises(ProjectError) as error,
        reader.working("extract"),
    ):
        pass
    assert error.value.kind == "read_only"


def test_a_window_notices_what_others_write_and_not_what_it_writes(kitchen: Project) -> None:
    assert not kitchen.changed_elsewhere()
    kitchen.edit(SetSentenceText(1, "Crack eggs."))
    all_of(lambda: kitchen.settings.set("a", 1), lambda: kitchen.settings.set("b", 2))
    assert not kitchen.changed_elsewhere()
    with pytest.raises(ProjectError):
        kitchen.edit(SetSentenceText(1, ""))
    assert not kitchen.changed_elsewhere()
    with Project.open(kitchen.folder, "work") as worker:
        worker.transcripts.begin(2, "asr:tiny")
    assert kitchen.changed_elsewhere()
    assert not kitchen.changed_elsewhere()


def test_a_job_lands_beside_an_open_window(kitchen: Project) -> None:
    with Project.open(kitchen.folder, "work") as worker:
        worker.features.append(1, "lite", Chunk(0, np.ones((3, 4), np.float16)))
        assert kitchen.features.count(1, "lite") == 3
        transcript = worker.transcripts.begin(2, "asr:tiny")
        worker.transcripts.add(transcript, [said("Knead the dough.", 0.0, 2.0)])
        assert [s.text for s in kitchen.transcripts.sentences(2)] == ["Knead the dough."]


def all_of(*work: Callable[[], None]) -> None:
    """Do everything at once, and raise what any of it raised."""
    ready = threading.Barrier(len(work))

    def run(one: Callable[[], None]) -> None:
        ready.wait()
        one()

    with ThreadPoolExecutor(len(work)) as pool:
        list(pool.map(run, work))


def test_threads_read_and_write_one_project_at_once(kitchen: Project) -> None:
    def write_features(video: int) -> Callable[[], None]:
        def run() -> None:
            for n in range(20):
                chunk = Chunk(n * 2, np.full((2, 8), video, np.float16))
                kitchen.features.append(video, "lite", chunk)

        return run

    def type_text() -> None:
        for n in range(20):
            kitchen.edit(SetSentenceText(1, f"Crack {n} eggs."))

    def read() -> None:
        for _ in range(50):
            rows = kitchen.features.load(1, "lite")
            assert len(rows) % 2 == 0
            assert (rows == 1).all()
            assert len(kitchen.transcripts.sentences(1)) == 3

    all_of(write_features(1), write_features(2), type_text, read, read)
    assert kitchen.features.counts("lite") == {1: 40, 2: 40}
    assert kitchen.transcripts.sentences(1)[0].text == "Crack 19 eggs."


def test_processes_write_one_project_at_once(kitchen: Project) -> None:
    script = (
        "import sys, numpy as np; from pathlib import Path\n"
        "from tests.project.made import Chunk\n"
        "from vbert_studio.project import Project\n"
        "with Project.open(Path(sys.argv[1]), 'work') as project:\n"
        "    for n in range(30):\n"
        "        project.features.append(1, sys.argv[2], Chunk(n, np.ones((1, 4), np.float16)))\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(kitchen.folder), f"lite {n}"])
        for n in range(3)
    ]
    for n in range(30):
        kitchen.edit(SetSentenceText(1, f"Crack {n} eggs."))
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert [kitchen.features.count(1, f"lite {n}") for n in range(3)] == [30, 30, 30]


def test_of_several_who_make_the_same_project_one_does(tmp_path: Path) -> None:
    outcomes: list[str] = []

    def make() -> None:
        try:
            Project.create(tmp_path / "p").close()
            outcomes.append("made")
        except ProjectError as error:
            outcomes.append(error.kind)

    all_of(*[make] * 8)
    assert sorted(outcomes) == ["made"] + ["project_exists"] * 7
    assert [path.name for path in (tmp_path / "p").glob(".project*")] == []


def test_two_who_undo_at_once_each_take_one_edit_back(kitchen: Project) -> None:
    with Project.open(kitchen.folder, "work") as other:
        for sentence in (1, 2, 3):
            kitchen.edit(DeleteSentences((sentence,)))
        for video in (1, 2):
            kitchen.edit(RemoveVideos((video,)))
        edits = len(kitchen.history())
        all_of(*[lambda: assert_undone(kitchen)] * 2, *[lambda: assert_undone(other)] * 2)
        assert [entry.undone for entry in kitchen.history()] == [False] * (edits - 4) + [True] * 4


def assert_undone(project: Project) -> None:
    assert project.undo() is not None


def test_connections_of_ended_threads_are_closed(kitchen: Project) -> None:
    for _ in range(20):
        thread = threading.Thread(target=kitchen.videos.all)
        thread.start()
        thread.join()
    assert len(kitchen._store._connections) <= 2


def test_a_long_reader_does_not_hold_up_a_writer(kitchen: Project) -> None:
    with Project.open(kitchen.folder, "read") as reader:
        cursor = reader._store.db.execute("SELECT id FROM sentences")
        assert cursor.fetchone() is not None
        kitchen.edit(SetSentenceText(1, "Crack it."))
        assert len(cursor.fetchall()) == 2
