"""What is known about this run of the program, should it end without closing.

A file per run lies below `places.crash_dir()` while the program runs, and goes when it ends as it
should. The system's lock beside it tells a run that is over from one that is still alive.
"""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from vbert_studio import places
from vbert_studio.ui.crash import report

COMMAND, SAID = "Command: ", "Qt: "
_WORTH_KEEPING = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def folder() -> Path:
    """Where the records of runs lie that have not ended as they should."""
    return places.crash_dir() / "runs"


def lock_of(record: Path) -> FileLock:
    """The lock that the run of a record holds for as long as it lives."""
    return FileLock(record.with_suffix(".lock"), timeout=0, thread_local=False)


class RunRecord:
    """Writes down what a run does, and, by `faulthandler`, where it was when it crashed.

    Whatever cannot be written is left out: a full disk keeps nobody from working.
    """

    def __init__(self) -> None:
        self._path = folder() / f"{time.time_ns()}.txt"
        self._lock = lock_of(self._path)
        self._file: TextIO | None = None
        self._last_said = ""

    def begin(self) -> None:
        """From now on a sudden end leaves this record behind."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._file = self._path.open("w", encoding="utf-8", errors="backslashreplace")
        except (OSError, Timeout):
            return
        self._write(report.machine())
        faulthandler.enable(self._file)
        qInstallMessageHandler(self._on_message)

    def note(self, command: str) -> None:
        """A command of the window was given: by its name, nothing of a person's project."""
        self._write(f"{COMMAND}{time.strftime('%H:%M:%S')} {command}\n")

    def end(self) -> None:
        """The program ends as it should: there is nothing to tell."""
        if self._file is None:
            return
        qInstallMessageHandler(None)
        faulthandler.disable()
        with suppress(OSError):  # what a full disk did not take is tried once more
            self._file.close()
        self._file = None
        with suppress(OSError):
            self._path.unlink()
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _write(self, text: str) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.write(text)
                self._file.flush()  # whoever is killed has no time for it

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """Qt says why it aborts only here."""
        report.say(f"{text}\n")
        if kind in _WORTH_KEEPING and text != self._last_said:
            self._last_said = text  # what comes with every painting would fill the disk
            self._write(f"{SAID}{text}\n")


def left_behind() -> Iterator[str]:
    """The records of runs that are over and never said so, oldest first; each is told once."""
    for path in sorted(folder().glob("*.txt")):
        lock = lock_of(path)
        try:
            with lock:
                text = path.read_text(encoding="utf-8", errors="replace")
                path.unlink()
        except (OSError, Timeout):
            continue  # a window that lives, or a folder that can only be read
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)
        yield text
