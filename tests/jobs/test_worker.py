"""A job as a process: events, result, stop, death, and the same inline."""

from __future__ import annotations

import hashlib
import os
import shlex
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from vbert_studio.errors import BugError
from vbert_studio.jobs import worker_process
from vbert_studio.jobs.worker import Worker
from vbert_studio.jobs.worker_end import WorkerEnd, read_end
from vbert_studio.progress import Event, LogEvent, ProgressEvent

SOON_S = 60.0
LONG_FILE = 1 << 36


def put_model(home: Path, size: int, sha256: str = "") -> None:
    """A registry with one model of one file of zeros, which takes no room on the disk."""
    folder = home / "models" / "zeros"
    folder.mkdir(parents=True)
    with (folder / "zeros.bin").open("wb") as file:
        file.truncate(size)
    (home / "models" / "registry.toml").write_text(
        f"""
[zeros]
kind = "encoder"
title = "Zeros"
licence = "none"
good_for = "tests"
[[zeros.files]]
name = "zeros.bin"
size = {size}
sha256 = "{sha256}"
sources = [{{ disk = "nowhere" }}]
"""
    )


class Watch:
    """Listens to a worker; `seen` waits for a kind of event."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.ends: list[WorkerEnd] = []
        self._news = threading.Condition()

    def on_event(self, event: Event) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def seen(self, wanted: Callable[[Event], bool]) -> bool:
        with self._news:
            return self._news.wait_for(lambda: any(map(wanted, self.events)), SOON_S)

    def worker(self, *arguments: str, grace_s: float = SOON_S) -> Worker:
        return Worker(arguments, self.on_event, self.ends.append, grace_s)


def test_a_worker_tells_its_progress_and_its_result(home: Path) -> None:
    size = 1 << 20
    put_model(home, size, hashlib.sha256(bytes(size)).hexdigest())
    watch = Watch()
    worker = watch.worker("models", "verify", "zeros")
    worker.start()
    end = worker.wait(SOON_S)
    assert watch.ends == [end]
    assert (end.status, end.error, end.cancelled) == (0, None, False)
    assert end.result == {
        "models": [{"name": "zeros", "files": [{"name": "zeros.bin", "result": "good"}]}]
    }
    assert any(isinstance(event, ProgressEvent) and event.done for event in watch.events)
    assert not worker.is_running


def test_an_error_of_the_world_arrives_whole(home: Path) -> None:
    watch = Watch()
    worker = watch.worker("models", "get", "unheard-of")
    worker.start()
    end = worker.wait(SOON_S)
    assert end.status == 1
    assert end.result is None
    assert end.error is not None
    assert end.error.kind == "unknown_model"
    assert "unheard-of" in end.error.message
    assert end.error.remedy


def test_cancel_stops_it_where_it_can_go_on(home: Path) -> None:
    put_model(home, LONG_FILE)
    watch = Watch()
    worker = watch.worker("models", "verify", "zeros")
    worker.start()
    assert watch.seen(lambda event: isinstance(event, ProgressEvent))
    assert worker.is_running
    worker.cancel()
    end = worker.wait(SOON_S)
    assert (end.status, end.cancelled, end.error) == (130, True, None)


def test_it_gives_way_to_the_window_and_ignores_its_terminal(home: Path) -> None:
    put_model(home, LONG_FILE)
    watch = Watch()
    worker = watch.worker("models", "verify", "zeros")
    worker.start()
    assert watch.seen(lambda event: isinstance(event, ProgressEvent))
    assert worker.pid is not None
    assert psutil.Process(worker.pid).nice() > psutil.Process().nice()
    assert os.getpgid(worker.pid) == worker.pid != os.getpgid(0)
    worker.cancel()
    assert worker.wait(SOON_S).cancelled


def test_a_job_that_was_cancelled_before_it_started_does_nothing(home: Path) -> None:
    put_model(home, LONG_FILE)
    watch = Watch()
    worker = watch.worker("models", "verify", "zeros")
    worker.cancel()
    worker.start()
    assert worker.wait(SOON_S).cancelled


def test_a_job_that_does_not_listen_is_made_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = tmp_path / "deaf.py"
    deaf.write_text(
        "import signal, sys, threading\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('deaf', file=sys.stderr, flush=True)\n"
        "threading.Event().wait()\n"
    )
    monkeypatch.setattr(worker_process, "program", lambda: [sys.executable, str(deaf)])
    watch = Watch()
    worker = watch.worker("any", grace_s=0.1)
    worker.start()
    assert watch.seen(lambda event: event == LogEvent("info", "deaf"))
    worker.cancel()
    end = worker.wait(SOON_S)
    assert end.cancelled
    assert end.status == -signal.SIGKILL


def test_a_killed_job_is_told_as_an_error_with_its_last_words(home: Path) -> None:
    put_model(home, LONG_FILE)
    watch = Watch()
    worker = watch.worker("models", "verify", "zeros")
    worker.start()
    assert watch.seen(lambda event: isinstance(event, ProgressEvent))
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    end = worker.wait(SOON_S)
    assert end.error is not None
    assert end.error.kind == "worker_died"
    assert "SIGKILL" in end.error.message
    assert not end.cancelled


def test_a_listener_with_a_bug_leaves_no_job_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_model(home, LONG_FILE)
    bugs: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: bugs.append(args.exc_value))

    def stumble(event: Event) -> None:
        raise RuntimeError("a bug in the window")

    worker = Worker(["models", "verify", "zeros"], on_event=stumble)
    worker.start()
    with pytest.raises(BugError):
        worker.wait(SOON_S)
    assert worker.pid is not None
    wait_for_end(worker.pid)
    for thread in threading.enumerate():
        if thread.name == "worker models":
            thread.join(SOON_S)
    assert [str(bug) for bug in bugs] == ["a bug in the window"]


def test_a_job_ends_when_the_program_that_started_it_is_killed(home: Path) -> None:
    put_model(home, LONG_FILE)
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                from vbert_studio.jobs.worker import Worker

                def tell(event):
                    print(worker.pid, flush=True)

                worker = Worker(["models", "verify", "zeros"], on_event=tell)
                worker.start()
                worker.wait()
                """
            ),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_for_end(pid)


def wait_for_end(pid: int) -> None:
    """Wait until there is no such process any more."""
    try:
        psutil.Process(pid).wait(SOON_S)
    except psutil.NoSuchProcess:
        return


def test_the_command_line_can_be_copied_into_a_shell(home: Path) -> None:
    size = 10
    put_model(home, size)
    worker = Worker(["models", "add", "zeros", "/a path/it's.bin"])
    words = shlex.split(worker.command_line)
    assert words[-4:] == ["models", "add", "zeros", "/a path/it's.bin"]
    ran = subprocess.run(worker.command_line, shell=True, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "/a path/it's.bin" in ran.stderr.replace("\n", " ")


def test_inline_does_the_same_in_the_calling_thread(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_model(home, 1 << 20)
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    threads = set()
    worker = Worker(
        ["models", "verify", "zeros"],
        on_event=lambda event: threads.add(threading.current_thread()),
    )
    worker.start()
    assert worker.end is not None
    assert worker.end.status == 0
    assert threads == {threading.current_thread()}
    assert worker.pid is None


def test_inline_errors_and_wrong_usage_end_the_same_way(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    worker = Worker(["models", "get", "unheard-of"])
    worker.start()
    assert worker.end is not None
    assert worker.end.error is not None
    assert worker.end.error.kind == "unknown_model"
    worker = Worker(["models", "get"])
    worker.start()
    assert worker.end is not None
    assert worker.end.status == 2


def test_one_core_is_left_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(worker_process, "usable_cores", lambda: 8)
    assert worker_process.child_environment()["OMP_NUM_THREADS"] == "7"
    monkeypatch.setattr(worker_process, "usable_cores", lambda: 1)
    assert worker_process.child_environment()["OMP_NUM_THREADS"] == "1"
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert worker_process.child_environment()["OMP_NUM_THREADS"] == "3"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_process.program() == [sys.executable]


def test_the_last_words_of_a_dead_process_are_kept() -> None:
    log = [f"line {n}" for n in range(9)]
    end = read_end(-11, "", log, cancelled=False)
    assert end.error is not None
    assert "SIGSEGV" in end.error.message
    assert "line 8" in end.error.message
    assert "line 3" not in end.error.message


def test_wrong_usage_is_told_with_what_the_command_line_said() -> None:
    end = read_end(2, "", ["Missing argument 'NAME'."], cancelled=False)
    assert end.error is not None
    assert "Missing argument 'NAME'." in end.error.message


def test_a_result_is_found_behind_what_a_library_printed() -> None:
    end = read_end(0, 'downloading...\n{"clips": 3}\n', [], cancelled=False)
    assert end.result == {"clips": 3}


def test_a_batch_with_one_bad_item_has_both_result_and_error() -> None:
    error = '{"kind": "k", "message": "m", "path": null, "remedy": "r"}'
    end = read_end(
        1, f'{{"videos": [1], "error": {error}, "errors": [{error}]}}', [], cancelled=False
    )
    assert end.result == {"videos": [1]}
    assert end.error is not None
    assert end.error.kind == "k"


def test_a_process_that_cannot_be_started_is_a_failed_job() -> None:
    worker = Worker(("add", "x" * (1 << 22)))
    worker.start()
    end = worker.wait(SOON_S)
    assert end.error is not None
    assert end.error.remedy
    assert not worker.is_running


def test_stopping_what_ends_at_that_moment_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_group: int, _number: int) -> None:
        raise ProcessLookupError

    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        with monkeypatch.context() as patch:
            patch.setattr(os, "killpg", gone)
            worker_process.terminate(process)
        process.kill()
