"""A project: a folder with its database, its checkpoints and its exports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal

from vbert_studio.errors import ProjectError
from vbert_studio.project.annotations import Annotations
from vbert_studio.project.checkpoints import Checkpoints
from vbert_studio.project.codebooks import Codebooks, Tokens
from vbert_studio.project.edit import Changed, Operation
from vbert_studio.project.features import Features
from vbert_studio.project.journal import HistoryEntry, Journal
from vbert_studio.project.locks import EDIT, Holder, ProjectLock, jobs_so_far
from vbert_studio.project.opening import DATABASE, can_write, create_database, open_database
from vbert_studio.project.pairs import Pairs
from vbert_studio.project.runs import Runs
from vbert_studio.project.settings import Settings
from vbert_studio.project.store import Store, read_only_error
from vbert_studio.project.transcripts import Transcripts
from vbert_studio.project.videos import Videos
from vbert_studio.project.words import VisualWords

Mode = Literal["edit", "work", "read"]


class Project:
    """An open project. Use it as a context manager, or call `close`.

    Safe to use from any number of threads at once; `close` only when they have finished.

    Modes: ``edit`` is a person's, of which there is one at a time: a second one gets ``read``, and
    `editor` says who has it. ``work`` is a batch job's: it writes beside the editor and beside jobs
    of other kinds. ``read`` writes nothing. A project that cannot be written opens in ``read``,
    whatever was asked for.

    Attributes:
        folder: the project's folder, absolute.
        mode: the mode it is open in, which may be less than was asked for.
    """

    def __init__(self, folder: Path, store: Store, mode: Mode, lock: ProjectLock | None) -> None:
        self.folder = folder
        self.mode: Mode = mode
        self._store = store
        self._lock = lock
        self._journal = Journal(store)
        self._seen = store.writes_by_others()
        self.videos = Videos(store, folder)
        self.features = Features(store)
        self.codebooks = Codebooks(store, folder)
        self.tokens = Tokens(store)
        self.transcripts = Transcripts(store)
        self.settings = Settings(store)
        self.checkpoints = Checkpoints(store, folder)
        self.runs = Runs(store)
        self.pairs = Pairs(store)
        self.annotations = Annotations(store)
        self.words = VisualWords(store)

    @classmethod
    def create(cls, folder: Path) -> Project:
        """Make a new project in `folder` and open it in ``edit``.

        Raises:
            ProjectError: kind ``project_exists``, ``no_permission``, ``disk_full``, ``read_only``.
        """
        create_database(Path(folder).absolute())
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, mode: Mode = "edit") -> Project:
        """Open the project in `folder`.

        Raises:
            ProjectError: kind ``no_project``, ``not_a_project``, ``newer_database``,
                ``older_database`` (cannot be brought up to date because it cannot be written),
                ``damaged_database``, ``no_permission``.
        """
        folder = Path(folder).absolute()
        writable = can_write(folder)
        store = open_database(folder, writable=writable, read_only=mode == "read" or not writable)
        if mode == "read" or not writable:
            return cls(folder, store, "read", None)
        if mode == "work":
            return cls(folder, store, "work", None)
        lock = ProjectLock(folder, EDIT)
        if lock.take():
            return cls(folder, store, "edit", lock)
        store.close()
        store = open_database(folder, writable=True, read_only=True)
        return cls(folder, store, "read", None)

    def close(self) -> None:
        """Close the files and let others edit."""
        self._store.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / DATABASE

    @property
    def checkpoints_folder(self) -> Path:
        """Where codebooks and models are saved, one folder each."""
        return self._subfolder("checkpoints")

    @property
    def exports(self) -> Path:
        """Where exports go unless a person says otherwise."""
        return self._subfolder("exports")

    def _subfolder(self, name: str) -> Path:
        folder = self.folder / name
        if self.mode != "read":
            folder.mkdir(exist_ok=True)
        return folder

    def editor(self) -> Holder | None:
        """Who edits the project now: this process, another, or, with None, nobody."""
        return (self._lock or ProjectLock(self.folder, EDIT)).holder()

    @contextmanager
    def working(self, job: str) -> Iterator[None]:
        """Do a kind of batch work (``extract`` ...) that nobody else may do meanwhile.

        Raises:
            ProjectError: kind ``project_in_use`` naming the process that does it now, or
                ``read_only``.
        """
        if self.mode == "read":
            raise read_only_error(self.database)
        lock = ProjectLock(self.folder, job)
        if not lock.take():
            raise lock.in_use(job)
        try:
            yield
        finally:
            lock.release()

    def edit(self, operation: Operation) -> Changed:
        """Make a person's edit: one transaction, one undo record, both or neither.

        Raises:
            ProjectError: kind ``read_only``, ``disk_full``, ``io_error``, or the operation's own.
        """
        return self._journal.edit(operation)

    def undo(self) -> Changed | None:
        """Take the last edit back; None when there is none."""
        return self._journal.undo()

    def redo(self) -> Changed | None:
        """Make the edit that was undone last again; None when there is none."""
        return self._journal.redo()

    def history(self) -> list[HistoryEntry]:
        """Every edit that can be undone or redone, oldest first."""
        return self._journal.history()

    def changed_elsewhere(self) -> bool:
        """Whether anybody else has written since the last call, or since this was opened.

        What is written through this object does not count, whatever the thread. Costs some
        microseconds, so that a window may ask several times a second.
        """
        now = self._store.writes_by_others()
        changed, self._seen = now != self._seen, now
        return changed

    def size(self) -> int:
        """Bytes that the database takes on disk."""
        return sum(f.stat().st_size for f in self.folder.glob(f"{DATABASE}*"))

    def compact(self) -> None:
        """Delete removed videos with everything computed for them, and give the space back.

        What was removed can no longer be brought back, so the undo history ends here.

        Raises:
            ProjectError: kind ``read_only``, or ``project_in_use`` while a job is running.
        """
        from vbert_studio.project.compaction import compact

        if self.mode != "edit":
            raise ProjectError(
                "read_only",
                f"{self.folder} can only be compacted by the one who edits it.",
                path=self.folder,
                remedy="Close the other window on it and try again.",
            )
        with ExitStack() as stack:
            for job in jobs_so_far(self.folder):
                stack.enter_context(self.working(job))
            compact(self._store)


def is_project(folder: Path) -> bool:
    """Whether a folder looks like a project, by the name of its database alone."""
    return os.path.isfile(folder / DATABASE)  # noqa: PTH113 - never raises
