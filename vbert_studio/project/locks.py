"""Who works on a project right now: locks of the operating system, with a note that says who.

The lock itself is released by the system when its process ends, however it ends; the note beside
it is only there to be read.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vbert_studio.errors import ProjectError
from vbert_studio.local_time import local_time
from vbert_studio.project.faults import said_as_project_errors

EDIT = "edit"
MIGRATE = "migrate"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock. `since` is an ISO time in UTC."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {local_time(self.since)}"


def jobs_so_far(folder: Path) -> list[str]:
    """The kinds of jobs that were ever done on a project."""
    purposes = {lock.stem for lock in (folder / ".locks").glob("*.lock")}
    return sorted(purposes - {EDIT, MIGRATE})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class ProjectLock:
    """The lock of one purpose (``edit``, or a kind of job) on one project folder."""

    def __init__(self, folder: Path, purpose: str) -> None:
        self._folder = folder / ".locks"
        self._note = self._folder / f"{purpose}.json"
        self._purpose = purpose
        self._lock = FileLock(self._folder / f"{purpose}.lock", thread_local=False)

    def take(self) -> bool:
        """Take the lock; False when another process or window has it."""
        with said_as_project_errors(self._folder):
            self._folder.mkdir(exist_ok=True)
            try:
                # Somebody who only asks who holds it has it for an instant.
                self._lock.acquire(timeout=0.3, poll_interval=0.05)
            except Timeout:
                return False
            self._write_note()
        return True

    def _write_note(self) -> None:
        holder = Holder(os.getpid(), socket.gethostname(), _now())
        fresh = self._note.with_suffix(f".{holder.pid}.tmp")
        fresh.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        fresh.replace(self._note)

    def release(self) -> None:
        """Let the lock go, if it is held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release(force=True)

    def holder(self) -> Holder | None:
        """Who holds the lock, or None when nobody does or nobody can tell."""
        if not self._lock.is_locked:
            if not self._folder.is_dir() or not os.access(self._folder, os.W_OK):
                return None
            with contextlib.suppress(Timeout), self._lock.acquire(blocking=False):
                return None
        try:
            return Holder(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def in_use(self, work: str) -> ProjectError:
        """The error for somebody who needs this lock now."""
        who = self.holder() or "another process"
        return ProjectError(
            "project_in_use",
            f"{self._folder.parent} is busy: “{work}” is being done by {who}.",
            path=self._folder.parent,
            remedy="Wait until it has finished, or stop it, and try again.",
        )
