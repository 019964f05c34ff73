"""The process of a worker, on every system: how it is started, asked to stop, and made to."""

from __future__ import annotations

import importlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from vbert_studio.jobs.worker_end import WorkerEnd, end_of
from vbert_studio.progress import Sink

PROGRAM = "vbert-studio"
LIFELINE = "VBERT_STUDIO_LIFELINE"
NICENESS = 15
_MACHINE_OUTPUT = ("--progress", "json", "--json")
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def program() -> list[str]:
    """What starts this program: itself when it is frozen, else the interpreter with the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "vbert_studio"]


def shell_line(arguments: Sequence[str]) -> str:
    """A line for this system's shell that runs the verb."""
    start = [PROGRAM] if shutil.which(PROGRAM) else program()
    words = [*start, *arguments]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def child_environment() -> dict[str, str]:
    """The environment of a process beside a window, to which one core is left."""
    threads = str(max(1, usable_cores() - 1))
    calm = {name: os.environ.get(name, threads) for name in _THREAD_VARIABLES}
    # A person's locale may not hold every file name.
    return {**os.environ, **calm, LIFELINE: "1", "PYTHONUTF8": "1"}


def usable_cores() -> int:
    """The cores that this process may use, which in a container are fewer than the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    """Start the verb in a process group of its own, with its output as JSON."""
    return subprocess.Popen(
        [*program(), *arguments, *_MACHINE_OUTPUT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=child_environment(),
        **_apart(),
    )


def _apart() -> dict[str, Any]:
    """A group of its own: Ctrl+C in the terminal of the window must not reach the job."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"process_group": 0}


def be_nice(niceness: int = NICENESS) -> None:
    """Give way to the window. Called by the child, which on Windows was started so."""
    if hasattr(os, "nice"):
        os.nice(niceness)


def ask_to_stop(process: subprocess.Popen[str]) -> None:
    """Close the lifeline, which every system has, and interrupt, which also wakes a wait."""
    let_go(process)
    if sys.platform != "win32":
        _signal_group(process, signal.SIGINT)


def terminate(process: subprocess.Popen[str]) -> None:
    """Tell it to end without finishing anything."""
    if sys.platform == "win32":
        process.terminate()
    else:
        _signal_group(process, signal.SIGTERM)


def kill(process: subprocess.Popen[str]) -> None:
    """End it, and whatever it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        _signal_group(process, signal.SIGKILL)


def let_go(process: subprocess.Popen[str]) -> None:
    """Close the lifeline. Nothing is ever written to it, so closing cannot fail."""
    if process.stdin is not None:
        process.stdin.close()


def _signal_group(process: subprocess.Popen[str], number: int) -> None:
    # Not after the end was collected: the number may belong to somebody else by then. It may be
    # collected by another thread right now, and macOS refuses to signal what is not collected yet.
    with suppress(ProcessLookupError, PermissionError):
        if process.poll() is None:
            os.killpg(process.pid, number)


def run_here(arguments: Sequence[str], sink: Sink, cancelled: Callable[[], bool]) -> WorkerEnd:
    """Do what the process would do inside the calling thread.

    The command line is found by name, as the program is found that a process runs.
    """
    cli = importlib.import_module("vbert_studio.cli.inline")
    status, payload = cli.run_inline(arguments, sink, cancelled)
    return end_of(status, payload)
