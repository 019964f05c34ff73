"""One SQLite file, seen through sqlite-utils, with a connection for each thread.

Any thread may read and write. A thread gets its own connection on first use; writing is one
transaction at a time, in this process by a lock and between processes by SQLite, so a writer waits
instead of failing, and a reader never waits.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from vbert_studio.errors import BugError, ProjectError
from vbert_studio.project.faults import said_as_project_errors

BUSY_TIMEOUT_S = 20.0
_COUNTS = 2**31
Value = str | int | float | bytes | None
Row = tuple[Any, ...]
Cells = dict[str, str | int | float | None]


class Store:
    """The database file of a project.

    Args:
        path: the file, which exists.
        read_only: refuse every write.
        immutable: nothing can change the file meanwhile (it lies on a read-only disk), so SQLite
            needs none of the files it otherwise keeps beside it.
    """

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._query = "?immutable=1" if immutable else "?mode=ro" if read_only else "?mode=rw"
        self._own = threading.local()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._writing = threading.RLock()
        self._closed = False
        self._own_writes = 0

    @property
    def db(self) -> Database:
        """The calling thread's database."""
        if self._closed:
            raise BugError(f"the project {self.path} was used after it was closed")
        found: Database | None = getattr(self._own, "db", None)
        if found is None:
            found = self._own.db = self._connect()
        return found

    def _connect(self) -> Database:
        with said_as_project_errors(self.path):
            connection = sqlite3.connect(
                self.path.absolute().as_uri() + self._query,
                uri=True,
                timeout=BUSY_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,  # close() closes the connections of all threads
            )
            try:
                connection.execute("PRAGMA foreign_keys = ON")
                # An edit by a person is on disk when its transaction returns.
                connection.execute("PRAGMA synchronous = FULL")
            except sqlite3.Error:  # a damaged file
                connection.close()
                raise
        with self._guard:
            self._forget_ended_threads()
            # A thread that Python did not start may get the identity of an ended one.
            former = self._connections.pop(threading.current_thread(), None)
            if former is not None:
                former.close()
            self._connections[threading.current_thread()] = connection
        return Database(connection, execute_plugins=False)

    def _forget_ended_threads(self) -> None:
        for thread in [t for t in self._connections if not t.is_alive()]:
            self._connections.pop(thread).close()

    def rows(self, sql: str, args: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""
        with said_as_project_errors(self.path):
            found: list[Row] = self.db.execute(sql, args).fetchall()
            return found

    def row(self, sql: str, args: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        with said_as_project_errors(self.path):
            found: Row | None = self.db.execute(sql, args).fetchone()
            return found

    def value(self, sql: str, args: Sequence[Value] = ()) -> Any:  # noqa: ANN401 - SQLite's own
        """The first column of the first row of a query, or None."""
        row = self.row(sql, args)
        return None if row is None else row[0]

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: all of it lands, or, when anything is raised, nothing.

        Raises:
            ProjectError: kind ``read_only``, ``disk_full``, ``io_error``, ``project_in_use``.
        """
        if self.read_only:
            raise read_only_error(self.path)
        db = self.db
        with self._writing, said_as_project_errors(self.path):
            if db.conn.in_transaction:
                yield db
                return
            # IMMEDIATE waits for the other writer here, where nothing has been read yet.
            db.conn.execute("BEGIN IMMEDIATE")
            own = self._own_writes
            try:
                yield db
                self._count_write(db)
                db.conn.execute("COMMIT")
            except BaseException:
                self._own_writes = own
                db.conn.rollback()
                raise

    def _count_write(self, db: Database) -> None:
        """`user_version` counts the writes of everybody, a field of ours those of this store."""
        count = db.conn.execute("PRAGMA user_version").fetchone()[0]
        db.conn.execute(f"PRAGMA user_version = {(count + 1) % _COUNTS}")
        self._own_writes += 1

    def writes_by_others(self) -> int:
        """A number that moves when another process, or another store of this one, has written."""
        return (int(self.value("PRAGMA user_version")) - self._own_writes) % _COUNTS

    def close(self) -> None:
        """Close the connections of all threads. Nothing may be running on them any more."""
        with self._guard:
            self._closed = True
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()


def insert(db: Database, table: str, cells: Mapping[str, Value]) -> int:
    """Insert a row; returns its id."""
    names, marks = ", ".join(cells), ", ".join("?" * len(cells))
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(cells.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def read_only_error(path: Path) -> ProjectError:
    """What a write to a project that is open for reading gets."""
    return ProjectError(
        "read_only",
        f"{path.parent} is open for reading only.",
        path=path,
        remedy="Close the other window on it, or open a copy that you may write to.",
    )
