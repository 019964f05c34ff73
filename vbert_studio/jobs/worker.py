"""One job as a process: a command line that tells events on stderr and its result on stdout.

It can really be stopped, it survives a crashing decoder by ending alone, and it can be repeated in
a shell by copying its `command_line`.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO

from vbert_studio.errors import BugError
from vbert_studio.faults import studio_error_of
from vbert_studio.jobs import worker_process
from vbert_studio.jobs.worker_end import WorkerEnd, read_end
from vbert_studio.progress import Event, LogEvent, event_from_line

LOG_LINES = 2000
GRACE_S = 8.0
_NOT_STARTED = -1


def _ignore_event(_event: Event) -> None:
    """The listener of a worker that nobody watches."""


def _ignore_end(_end: WorkerEnd) -> None:
    """The listener of a worker whose end nobody awaits."""


@dataclass(eq=False, slots=True)
class Worker:
    """Runs one verb of the command line in a process of its own.

    Args:
        arguments: the verb and what it takes, as typed after ``vbert-studio``.
        on_event: receives every event, on the worker's reading thread.
        on_end: receives how it ended, once, on the worker's reading thread, after the last event.
        grace_s: how long a worker that was asked to stop may take before it is made to.
    """

    arguments: Sequence[str]
    on_event: Callable[[Event], None] = _ignore_event
    on_end: Callable[[WorkerEnd], None] = _ignore_end
    grace_s: float = GRACE_S
    _log: deque[str] = field(default_factory=lambda: deque(maxlen=LOG_LINES), init=False)
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _cancelled: threading.Event = field(default_factory=threading.Event, init=False)
    _ended: threading.Event = field(default_factory=threading.Event, init=False)
    _end: WorkerEnd | None = field(default=None, init=False)

    @property
    def command_line(self) -> str:
        """The line that does the same in a shell."""
        return worker_process.shell_line(self.arguments)

    @property
    def log(self) -> tuple[str, ...]:
        """What was said so far, the last `LOG_LINES` lines."""
        return tuple(self._log)

    @property
    def end(self) -> WorkerEnd | None:
        """How it ended, or None while it runs."""
        return self._end

    @property
    def pid(self) -> int | None:
        """The number of its process, once there is one."""
        return None if self._process is None else self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._end is None

    def start(self) -> None:
        """Start the process, or, with ``VBERT_STUDIO_INLINE=1``, do the work here and now."""
        if os.environ.get("VBERT_STUDIO_INLINE") == "1":
            self._finish(
                worker_process.run_here(self.arguments, self._take, self._cancelled.is_set)
            )
            return
        try:
            self._process = process = worker_process.start(self.arguments)
        except OSError as error:  # no memory for it, or a line that is too long for this system
            self._finish(WorkerEnd(_NOT_STARTED, error=studio_error_of(error)))
            return
        # A daemon: a window that closes does not wait for the job, which ends with the lifeline.
        name = f"worker {self.arguments[0]}"
        threading.Thread(target=self._read, args=(process,), name=name, daemon=True).start()
        if self._cancelled.is_set():
            self.cancel()

    def cancel(self) -> None:
        """Ask it to stop; make it stop when it has not after `grace_s`. Returns at once."""
        self._cancelled.set()
        if self._process is not None and not self._ended.is_set():
            stopping = threading.Thread(target=self._stop, args=(self._process,), daemon=True)
            stopping.start()

    def wait(self, timeout_s: float | None = None) -> WorkerEnd:
        """Wait for the end.

        Raises:
            TimeoutError: if it has not come in time.
        """
        if not self._ended.wait(timeout_s):
            raise TimeoutError(self.command_line)
        if self._end is None:
            raise BugError("a worker ended without saying how")
        return self._end

    def _stop(self, process: subprocess.Popen[str]) -> None:
        for step in (
            worker_process.ask_to_stop,
            worker_process.terminate,
            worker_process.kill,
        ):
            step(process)
            if self._ended.wait(self.grace_s):
                return

    def _take(self, event: Event) -> None:
        if isinstance(event, LogEvent):
            self._log.append(event.message)
        self.on_event(event)

    def _read(self, process: subprocess.Popen[str]) -> None:
        try:
            self._finish(self._follow(process))
        finally:
            self._ended.set()

    def _follow(self, process: subprocess.Popen[str]) -> WorkerEnd:
        if process.stdout is None or process.stderr is None:
            raise BugError("a worker was started without pipes")
        printed: list[str] = []
        # Both pipes at once: a full one would stop the process.
        listener = threading.Thread(target=_drain, args=(process.stdout, printed), daemon=True)
        listener.start()
        try:
            for line in process.stderr:
                self._take_line(line.rstrip("\n"))
        except BaseException:
            # A listener with a bug must not leave a job behind that nobody can reach any more.
            worker_process.kill(process)
            raise
        finally:
            listener.join()
            status = process.wait()
            _close(process)
        cancelled = self._cancelled.is_set()
        return read_end(status, "".join(printed), self.log, cancelled=cancelled)

    def _take_line(self, line: str) -> None:
        event = event_from_line(line)
        # A library that prints, or a traceback of a dying interpreter, belongs into the log.
        self._take(event or LogEvent("info", line))

    def _finish(self, end: WorkerEnd) -> None:
        self._end = end
        try:
            self.on_end(end)
        finally:
            self._ended.set()


def _drain(stream: IO[str], into: list[str]) -> None:
    into.append(stream.read())


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
