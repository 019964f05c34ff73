"""Settings that belong to a project rather than to a person."""

from __future__ import annotations

import json
from typing import TypeVar

from vbert_studio.project.store import Store

T = TypeVar("T")


class Settings:
    """`project.settings`: values that JSON can hold, by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str, default: T) -> T:
        """The value of `name`, or `default` where none was set."""
        text = self._store.value("SELECT value FROM settings WHERE name = ?", [name])
        if text is None:
            return default
        found: T = json.loads(text)
        return found

    def set(self, name: str, value: object) -> None:
        """Set `name` to `value`."""
        with self._store.write() as db:
            db.execute(
                "INSERT INTO settings VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, json.dumps(value)],
            )
