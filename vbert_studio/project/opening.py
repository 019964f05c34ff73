"""Making and opening the database of a project."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from vbert_studio.command_line import command_line
from vbert_studio.errors import ProjectError
from vbert_studio.project.faults import said_as_project_errors
from vbert_studio.project.locks import MIGRATE, ProjectLock
from vbert_studio.project.schema import APPLICATION_ID, migrations
from vbert_studio.project.store import Store

DATABASE = "project.db"


def can_write(folder: Path) -> bool:
    """Whether both the folder and, if it is there, the database in it can be written."""
    database = folder / DATABASE
    targets = [folder, database] if database.exists() else [folder]
    return all(os.access(target, os.W_OK) for target in targets)


def create_database(folder: Path) -> None:
    """Make `folder` and the database in it, which is there whole or not at all.

    Raises:
        ProjectError: kind ``project_exists``, ``no_permission``, ``disk_full``, ``read_only``.
    """
    database = folder / DATABASE
    with said_as_project_errors(folder):
        if database.exists():
            raise _exists(folder)
        if folder.exists() and not folder.is_dir():
            raise _not_a_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{DATABASE}.{uuid.uuid4().hex}"
        fresh.touch()
        try:
            _build(fresh)
            _take_its_place(fresh, database)
        finally:
            fresh.unlink(missing_ok=True)


def _take_its_place(fresh: Path, database: Path) -> None:
    """Unlike a rename, a link never replaces what somebody else made meanwhile."""
    try:
        os.link(fresh, database)
    except FileExistsError:
        raise _exists(database.parent) from None
    except OSError:  # a disk that knows no links
        fresh.rename(database)


def _build(path: Path) -> None:
    store = Store(path)
    try:
        store.db.enable_wal()
        migrations.apply(store.db)
    finally:
        store.close()


def _exists(folder: Path) -> ProjectError:
    return ProjectError(
        "project_exists",
        f"{folder} is a project already.",
        path=folder,
        remedy="Open it, or choose another folder for the new one.",
    )


def _not_a_folder(folder: Path) -> ProjectError:
    return ProjectError(
        "not_a_folder",
        f"{folder} is a file.",
        path=folder,
        remedy="Choose a folder for the project.",
    )


def open_database(folder: Path, *, writable: bool, read_only: bool) -> Store:
    """The database of a project, checked and brought up to date.

    Args:
        folder: of the project.
        writable: whether its files can be written at all.
        read_only: whether the caller will only read.
    """
    database = folder / DATABASE
    with said_as_project_errors(database):
        if not database.is_file():
            raise _no_project(folder)
        database.open("rb").close()  # SQLite would not say that it is a matter of permission
    pending = _check(database, writable=writable)
    if pending:
        _bring_up_to_date(database, writable=writable)
    return Store(database, read_only=read_only, immutable=_immutable(database, writable=writable))


def _immutable(database: Path, *, writable: bool) -> bool:
    """Where SQLite cannot make its shared-memory file, it can only read a database at rest.

    Raises:
        ProjectError: kind ``not_at_rest``, when it is not.
    """
    if writable or database.with_name(DATABASE + "-shm").exists():
        return False
    log = database.with_name(DATABASE + "-wal")
    if log.exists() and log.stat().st_size:
        raise _not_at_rest(database)
    return True


def _check(database: Path, *, writable: bool) -> list[str]:
    """Refuse what is no project or is newer than the program; the names of pending migrations."""
    immutable = _immutable(database, writable=writable)
    store = Store(database, read_only=True, immutable=immutable)
    try:
        if store.value("PRAGMA application_id") != APPLICATION_ID:
            raise _not_a_project(database)
        with said_as_project_errors(database):
            applied = {migration.name for migration in migrations.applied(store.db)}
            pending = [migration.name for migration in migrations.pending(store.db)]
    finally:
        store.close()
    known = {migration.name for migration in migrations._migrations}  # noqa: SLF001 - no other way
    if applied - known:
        raise _newer(database, sorted(applied - known))
    return pending


def _bring_up_to_date(database: Path, *, writable: bool) -> None:
    lock = ProjectLock(database.parent, MIGRATE)
    if not writable:
        raise _older(database)
    if not lock.take():
        raise lock.in_use("an update")
    store = Store(database)
    try:
        with said_as_project_errors(database):
            migrations.apply(store.db)
    finally:
        store.close()
        lock.release()


def _not_at_rest(database: Path) -> ProjectError:
    return ProjectError(
        "not_at_rest",
        f"{database} was copied while it was being written, and cannot be put in order here.",
        path=database,
        remedy="Copy the whole project folder to a place you may write to, and open the copy.",
    )


def _no_project(folder: Path) -> ProjectError:
    return ProjectError(
        "no_project",
        f"There is no project in {folder}.",
        path=folder,
        remedy=f"Make one with `{command_line('new', folder)}`.",
    )


def _not_a_project(database: Path) -> ProjectError:
    return ProjectError(
        "not_a_project",
        f"{database} is a database, but not of a project.",
        path=database,
        remedy="Choose a folder that was made by VBERT Studio.",
    )


def _newer(database: Path, unknown: list[str]) -> ProjectError:
    return ProjectError(
        "newer_database",
        f"{database} was written by a newer version of VBERT Studio ({', '.join(unknown)}).",
        path=database,
        remedy="Update VBERT Studio and open it again; nothing was changed.",
    )


def _older(database: Path) -> ProjectError:
    return ProjectError(
        "older_database",
        f"{database} was written by an older version and cannot be updated, for it is read-only.",
        path=database,
        remedy="Copy the project folder to a place you may write to, and open the copy.",
    )
