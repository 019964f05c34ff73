"""Owns the open project and tells every panel what changed, whoever changed it.

Changes come from three sides: edits in this window, results that a worker landed, and other
processes, noticed by polling the database's version. All leave as one signal, `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vbert_studio.errors import BugError, StudioError
from vbert_studio.progress import Monitor
from vbert_studio.ui.session.background import Background
from vbert_studio.ui.translation import told, tr

if TYPE_CHECKING:
    from vbert_studio.project import Changed, Operation, Project

T = TypeVar("T")
POLL_MS = 700


@dataclass(frozen=True, slots=True)
class Changes:
    """What panels have to read again. Empty sets mean: everything may have changed.

    Attributes:
        kinds: tables or kinds of results: ``videos``, ``features``, ``tokens``, ``sentences`` ...
        videos: ids of the videos concerned.
    """

    kinds: frozenset[str] = frozenset()
    videos: frozenset[int] = frozenset()

    def concerns(self, *kinds: str, video_id: int | None = None) -> bool:
        """Whether any of these kinds, and this video if one is named, may be different now."""
        right_kind = not self.kinds or bool(self.kinds & set(kinds))
        right_video = video_id is None or not self.videos or video_id in self.videos
        return right_kind and right_video


@dataclass(frozen=True, slots=True)
class Step:
    """Edits that were taken back, or made again, all in one go.

    Attributes:
        name: the last of them.
        videos: ids of the videos concerned; empty when none of them is.
        undone: whether they were taken back.
    """

    name: str
    videos: frozenset[int]
    undone: bool


class ProjectSession(QObject):
    """One project at a time, or none.

    Reads run in threads (`read`), edits one after the other in a thread of their own; both deliver
    in the window's thread. What fails for a reason outside the program leaves by `failed`.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal(object)  # Changes
    edited = Signal(str)  # what an edit, an undo or a redo did, for the status bar
    stepped = Signal(object)  # Step, after an undo or a redo
    failed = Signal(object)  # StudioError
    open_failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._made: Project | None = None  # opened, and not heard of yet
        self._coming: Path | None = None
        self._overtaken = Event()  # nobody waits for the latest opening any more
        self._reading = Background(self)
        self._writing = Background(self, threads=1)
        self._numbers = count()
        self._reading.failed.connect(self.failed)
        self._writing.failed.connect(self.failed)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look_for_others)

    @property
    def project(self) -> Project:
        """The open project; a bug when there is none."""
        if self._project is None:
            raise BugError("no project is open")
        return self._project

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._project is not None

    @property
    def read_only(self) -> bool:
        """Whether edits are refused, because another window has the project."""
        return self._project is not None and self._project.mode == "read"

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read or written."""
        return self._reading.is_idle and self._writing.is_idle

    @property
    def folder(self) -> Path | None:
        """The folder of the open project."""
        return None if self._project is None else self._project.folder

    @property
    def coming(self) -> Path | None:
        """The folder of the project that is being opened."""
        return self._coming

    def open(self, folder: Path) -> None:
        """Open a project in place of the present one; `opened` or `open_failed` follows."""
        self._replace(folder, lambda _: _open(folder))

    def create(self, folder: Path) -> None:
        """Make a new project and open it; `opened` or `open_failed` follows."""
        self._replace(folder, lambda _: _create(folder))

    def open_demo(self, folder: Path) -> None:
        """Open the demo, made now if need be; `opened` or `open_failed` follows."""
        self._replace(folder, lambda monitor: _open_demo(folder, monitor))

    def _replace(self, folder: Path, make: Callable[[Monitor], Project]) -> None:
        self.close()
        self._coming = folder
        self._overtaken.set()
        self._overtaken = Event()
        monitor = Monitor(cancelled=self._overtaken.is_set)

        def work() -> Project:
            self._drop_unheard()
            self._made = make(monitor)
            return self._made

        self._writing.run("open", work, self._take, self._refuse)

    def _drop_unheard(self) -> None:
        """Close a project whose opening was overtaken by another: it would keep its lock."""
        if self._made is not None:
            self._made.close()
            self._made = None

    def _refuse(self, error: StudioError) -> None:
        self._coming = None
        self.failed.emit(error)
        self.open_failed.emit()

    def _take(self, project: Project) -> None:
        self._project, self._made, self._coming = project, None, None
        project.changed_elsewhere()  # whatever it says: everything is read now
        self._poll.start()
        self.opened.emit()

    def close(self) -> None:
        """Close the project, if one is open.

        It is gone at once for the window. Its file is closed behind that, once the last edit is
        written and the last reader has ended, and before another project is opened.
        """
        if self._project is None:
            return
        self._poll.stop()
        self.closing.emit()
        project, self._project = self._project, None
        readers = self._reading.leave()
        writers = self._writing.leave(finish=True)  # an edit that was made is never lost

        def end() -> None:
            readers()
            writers()
            project.close()

        self._writing.run("end", end, _nothing)
        self.closed.emit()

    def shut_down(self) -> None:
        """Close the project and end the threads; nothing can be opened afterwards."""
        self._overtaken.set()
        self.close()
        self._reading.close()
        self._writing.close(finish=True)
        self._drop_unheard()

    def read(
        self,
        key: str,
        work: Callable[[Project], T],
        then: Callable[[T], None],
        otherwise: Callable[[StudioError], None] | None = None,
    ) -> None:
        """Read from the project in a thread; a later read with the same key supersedes this one."""
        project = self.project
        self._reading.run(key, lambda: work(project), then, otherwise)

    def write(self, work: Callable[[Project], T], then: Callable[[T], None]) -> None:
        """Write to the project, after every earlier write."""
        project = self.project
        self._writing.run(f"write {next(self._numbers)}", lambda: work(project), then)

    def edit(self, operation: Operation) -> None:
        """Apply an edit; it is on disk, with its undo record, when `edited` says so."""

        def done(changed: object) -> None:
            self._tell(changed, "{name}")

        self.write(lambda project: project.edit(operation), done)

    def undo(self) -> None:
        """Take the last edit back."""
        self.write(lambda project: project.undo(), lambda c: self.step_made(c, undone=True))

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self.write(lambda project: project.redo(), lambda c: self.step_made(c, undone=False))

    def step_made(self, changed: Changed | None, *, undone: bool) -> None:
        """Tell of an edit that was taken back or made again."""
        if changed is not None:
            self._tell(changed, tr("Undone: {name}") if undone else tr("Redone: {name}"))
            self.stepped.emit(Step(told(changed.name), changed.videos, undone))

    def landed(self, what: str, video_id: int | None) -> None:
        """A worker's results are in the project."""
        videos = frozenset() if video_id is None else frozenset({video_id})
        self.changed.emit(Changes(frozenset({what}), videos))

    def refresh(self) -> None:
        """Have everything that is shown read again."""
        if self.is_open:
            self.changed.emit(Changes())

    def next_undo_and_redo(self) -> tuple[str | None, str | None]:
        """The names of the edits that `undo` and `redo` would concern."""
        if self._project is None or self.read_only:
            return None, None
        entries = self._project.history()
        done = [told(entry.name) for entry in entries if not entry.undone][-1:]
        undone = [told(entry.name) for entry in entries if entry.undone][:1]
        return (done[0] if done else None), (undone[0] if undone else None)

    def _tell(self, changed: object, said: str) -> None:
        from vbert_studio.project import Changed

        if isinstance(changed, Changed):
            self.changed.emit(Changes(changed.kinds, changed.videos))
            self.edited.emit(said.format(name=told(changed.name)))

    @Slot()
    def _look_for_others(self) -> None:
        if self._project is not None and self._project.changed_elsewhere():
            self.changed.emit(Changes())


def _nothing(_done: None) -> None:
    """Nobody waits for it."""


def _open(folder: Path) -> Project:
    from vbert_studio.project import Project

    return Project.open(folder)


def _open_demo(folder: Path, monitor: Monitor) -> Project:
    from vbert_studio.jobs.demo import make_demo

    make_demo(folder, monitor=monitor)
    return _open(folder)


def _create(folder: Path) -> Project:
    from vbert_studio.project import Project

    return Project.create(folder)
