"""Tables whose rows have names of their own, and of which one row is in use."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from vbert_studio.errors import ProjectError
from vbert_studio.project.store import Store

_NONE = {
    "codebook": "The project has no codebook called {name}.",
    "checkpoint": "The project has no checkpoint called {name}.",
}


def make_current(db: Database, table: str, id_: int | None) -> None:
    """Take this row, and no other, into use; None takes none."""
    db.execute(f"UPDATE {table} SET is_current = 0")
    db.execute(f"UPDATE {table} SET is_current = 1 WHERE id = ?", [id_])


def next_name(store: Store, table: str, stem: str, taken: Collection[str]) -> str:
    """``STEM-NUMBER``, which no row of the table has had, removed ones included."""
    last = store.value("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]) or 0
    number = int(last) + 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def no_such(
    what: Literal["codebook", "checkpoint"], name: str, names: Collection[str], path: Path
) -> ProjectError:
    """The error of kind ``no_such_WHAT`` for a name that no row has."""
    return ProjectError(
        f"no_such_{what}",
        _NONE[what].format(name=name),
        path=path,
        remedy=f"It has: {', '.join(names)}." if names else "It has none yet.",
    )
