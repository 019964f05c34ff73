"""The undo records: stored with the project, so that undo and redo survive a restart.

A record is plain data, each changed row before and after; undoing puts the former back, whatever
the operation was. A record is only replayed onto rows that are as it left them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Changed, Edit, Key, Operation, RowChange, cells_of, put
from vbert_studio.project.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One edit, oldest first in a history; the undone ones can be redone.

    Attributes:
        id: grows from edit to edit.
        name: what was done, with its values.
        at: when, as a Unix time.
        undone: whether it is taken back right now.
        videos: the ids of the videos concerned.
    """

    id: int
    name: str
    at: float
    undone: bool
    videos: frozenset[int]


class _ChangedSinceError(Exception):
    """A row is not as a record left it."""


@dataclass(frozen=True, slots=True)
class _Record:
    id: int
    name: str
    videos: frozenset[int]
    changes: list[RowChange]

    def changed(self) -> Changed:
        return Changed(self.name, frozenset(c.table for c in self.changes), self.videos)


def _dump(changes: Iterable[RowChange]) -> str:
    return json.dumps([astuple(change) for change in changes], separators=(",", ":"))


def _load(text: str) -> list[RowChange]:
    return [RowChange(*change) for change in json.loads(text)]


def inverse(changes: list[RowChange]) -> list[RowChange]:
    """The changes that take `changes` back."""
    return [RowChange(c.table, c.id, c.after, c.before) for c in reversed(changes)]


def merged(first: list[RowChange], then: list[RowChange]) -> list[RowChange]:
    """Two lists of updates as one: each row once, rows that came back to what they were left out.

    Lists with insertions or deletions are only put behind each other.
    """
    both = first + then
    if any(change.before is None or change.after is None for change in both):
        return both
    rows: dict[tuple[str, int], RowChange] = {}
    for change in both:
        assert change.before is not None
        assert change.after is not None
        old = rows.get((change.table, change.id))
        before = change.before | (old.before or {} if old else {})
        after = (old.after or {} if old else {}) | change.after
        rows[change.table, change.id] = RowChange(change.table, change.id, before, after)
    return [change for change in rows.values() if change.before != change.after]


class Journal:
    """Applies operations and takes them back.

    Args:
        store: the database.
        clock: gives Unix times; a test may bring its own.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def edit(self, operation: Operation) -> Changed:
        """Apply an operation and keep its undo record; what could be redone is forgotten."""
        with self._store.write() as db:
            edit = Edit(db, self._store)
            operation.apply(edit)
            edit.finish()
            if not edit.changes:
                return Changed(operation.name, frozenset(), frozenset())
            self._keep(db, operation, edit)
        kinds = frozenset(change.table for change in edit.changes)
        return Changed(operation.name, kinds, frozenset(edit.videos))

    def _keep(self, db: Database, operation: Operation, edit: Edit) -> None:
        changes, videos = edit.changes, edit.videos
        earlier = self._to_continue(operation.key)
        db.execute("DELETE FROM operations WHERE undone = 1")
        if earlier is not None:
            changes = merged(earlier.changes, changes)
            videos = videos | earlier.videos
            db.execute("DELETE FROM operations WHERE id = ?", [earlier.id])
        if not changes:
            return
        db.execute(
            "INSERT INTO operations (name, key, at, undone, videos, changes) "
            "VALUES (?, ?, ?, 0, ?, ?)",
            [
                operation.name,
                None if operation.key is None else operation.key.text,
                self._clock(),
                json.dumps(sorted(videos)),
                _dump(changes),
            ],
        )

    def _to_continue(self, key: Key | None) -> _Record | None:
        """The last record, if an operation with this key belongs to it."""
        row = self._store.row("SELECT id, key, at, undone FROM operations ORDER BY id DESC LIMIT 1")
        if key is None or row is None:
            return None
        id_, last_key, at, undone = row
        recent = 0 <= self._clock() - at <= key.within_s
        same = last_key == key.text and recent and not undone
        return self._read("id = ?", id_) if same else None

    def undo(self) -> Changed | None:
        """Take the last edit back; None when there is none.

        Raises:
            ProjectError: kind ``cannot_undo`` when what it changed was changed since otherwise;
                the record is given up, and the next call goes on to the one before it.
        """
        return self._step("undone = 0 ORDER BY id DESC LIMIT 1", undone=1)

    def redo(self) -> Changed | None:
        """Make the edit that was undone last again; None when there is none. Raises like `undo`."""
        return self._step("undone = 1 ORDER BY id LIMIT 1", undone=0)

    def _step(self, which: str, *, undone: int) -> Changed | None:
        record = None
        try:
            with self._store.write() as db:
                record = self._read(which)
                if record is None:
                    return None
                changes = inverse(record.changes) if undone else record.changes
                self._replay(db, changes)
                # The key goes: typing after an undo is a new edit.
                sql = "UPDATE operations SET undone = ?, key = NULL WHERE id = ?"
                db.execute(sql, [undone, record.id])
        except _ChangedSinceError as error:
            assert record is not None
            with self._store.write() as db:
                db.execute("DELETE FROM operations WHERE id = ?", [record.id])
            raise self._cannot_undo(record) from error
        return record.changed()

    def _replay(self, db: Database, changes: list[RowChange]) -> None:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for change in changes:
            now, then = cells_of(db, change.table, change.id), change.before
            if then is None or now is None:
                same = now is None and then is None
            else:
                same = all(now[column] == value for column, value in then.items())
            if not same:
                raise _ChangedSinceError
            put(db, change)

    def _cannot_undo(self, record: _Record) -> ProjectError:
        return ProjectError(
            "cannot_undo",
            f"“{record.name}” cannot be undone or redone: what it changed has changed since.",
            path=self._store.path,
            remedy="Change it by hand; the edits before it can still be undone.",
        )

    def _read(self, where: str, *args: int) -> _Record | None:
        sql = f"SELECT id, name, videos, changes FROM operations WHERE {where}"
        row = self._store.row(sql, args)
        if row is None:
            return None
        id_, name, videos, changes = row
        return _Record(id_, name, frozenset(json.loads(videos)), _load(changes))

    def history(self) -> list[HistoryEntry]:
        """Every edit that can be undone or redone, oldest first."""
        rows = self._store.rows("SELECT id, name, at, undone, videos FROM operations ORDER BY id")
        return [
            HistoryEntry(id_, name, at, bool(undone), frozenset(json.loads(videos)))
            for id_, name, at, undone, videos in rows
        ]
