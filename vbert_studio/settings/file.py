"""The file of a person's settings: JSON, and only what differs from the defaults."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.settings.setting import Setting, T


def person_file() -> Path:
    """Where a person's settings are."""
    return places.config_dir() / "settings.json"


class SparseFile:
    """A JSON object on disk, read whole and replaced whole. Names that nobody knows are kept.

    A file that cannot be read counts as empty, with the reason in `damage`; it is set aside under
    another name before the first write, so that nothing in it is lost.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damage: StudioError | None = None
        self.values: dict[str, Any] = {}
        self.reload()

    def reload(self) -> None:
        """Read the file again."""
        self.damage, self.values = None, {}
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.damage = self._unreadable(str(error))
            return
        if isinstance(found, dict):
            self.values = found
        else:
            self.damage = self._unreadable("it holds no JSON object")

    def replace(self, values: Mapping[str, Any]) -> None:
        """Write other values; the file goes when there are none.

        Raises:
            StudioError: kind ``cannot_write``.
        """
        self.values = dict(values)
        try:
            self._write()
        except OSError as error:
            raise StudioError(
                "cannot_write",
                f"{self.path} cannot be written: {error.strerror}.",
                path=self.path,
                remedy="Make room on the disk, or allow yourself to write to that folder.",
            ) from error

    def _write(self) -> None:
        if self.damage is not None:
            with suppress(FileNotFoundError):
                self.path.replace(self.path.with_suffix(".damaged.json"))
            self.damage = None
        if not self.values:
            self.path.unlink(missing_ok=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps(self.values, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        new.replace(self.path)

    def _unreadable(self, reason: str) -> StudioError:
        return StudioError(
            "damaged_file",
            f"{self.path} cannot be read: {reason}.",
            path=self.path,
            remedy="Mend or delete it. Until then everything it says is as at first.",
        )


class SettingsFile(SparseFile):
    """Values of settings by their type."""

    def value(self, setting: Setting[T]) -> T:
        """What was chosen, or the default where nobody did or the value is not allowed."""
        value = self.values.get(setting.name, setting.default)
        return setting.check(value) if setting.fits(value) else setting.default

    def differs(self, setting: Setting[T]) -> bool:
        """Whether it was chosen to be other than at first."""
        return self.value(setting) != setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Choose; the default leaves no trace in the file.

        Raises:
            StudioError: kind ``bad_setting`` or ``cannot_write``.
        """
        value = setting.check(value)
        rest = {name: kept for name, kept in self.values.items() if name != setting.name}
        self.replace(rest if value == setting.default else rest | {setting.name: value})

    def reset(self) -> None:
        """Everything as at first. Raises like `set`."""
        self.replace({})
