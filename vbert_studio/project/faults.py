"""What SQLite and the file system report, said as a `ProjectError`."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.faults import is_known, refused

# SQLite's primary result codes (the low byte of the extended ones), and what they mean to a person.
_SQLITE: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: (
        "disk_full",
        "The disk that holds {path} is full.",
        "Free some space and start again; what was finished is kept.",
    ),
    sqlite3.SQLITE_IOERR: (
        "io_error",
        "The disk that holds {path} could not be read or written ({detail}).",
        "Check that the disk is connected and healthy, then start again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "read_only",
        "{path} cannot be written.",
        "Copy the project folder to a place you may write to, and open the copy.",
    ),
    sqlite3.SQLITE_BUSY: (
        "project_in_use",
        "Another program is writing to {path} and did not finish in time.",
        "Wait for it to finish, or close it, and try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "damaged_database",
        "{path} is damaged ({detail}).",
        "Restore the project folder from a copy.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "not_a_project",
        "{path} is not the database of a project.",
        "Choose a folder that was made by VBERT Studio.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot_open",
        "{path} cannot be opened ({detail}).",
        "Check that the folder is there and that you may read it.",
    ),
    sqlite3.SQLITE_PERM: (
        "no_permission",
        "You may not open {path}.",
        "Ask its owner for permission to read and write it.",
    ),
}

_OS: dict[int, int] = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EIO: sqlite3.SQLITE_IOERR,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_PERM,
    errno.EPERM: sqlite3.SQLITE_PERM,
}


def _project_error(code: int, detail: str, path: Path) -> ProjectError:
    kind, message, remedy = _SQLITE[code]
    return ProjectError(kind, message.format(path=path, detail=detail), path=path, remedy=remedy)


@contextmanager
def said_as_project_errors(path: Path) -> Iterator[None]:
    """Turn the world's failures around `path` into `ProjectError`; let bugs through as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in _SQLITE:
            raise
        raise _project_error(code, str(error), path) from error
    except OSError as error:
        if error.errno in _OS:
            raise _project_error(_OS[error.errno], str(error), path) from error
        if not is_known(error):
            raise
        raise refused(Path(error.filename or path), error, ProjectError) from error
