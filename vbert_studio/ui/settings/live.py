"""The settings while the window is open: whoever changes them, everybody hears of it."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.settings.known import SETTINGS
from vbert_studio.settings.setting import Setting, T, Value


class LiveSettings(QObject):
    """Reads, changes and tells.

    `changed` carries the name of a setting that has another value now, `failed` the `StudioError`
    that kept one from being written.
    """

    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = SettingsFile(path)
        self._watcher: QFileSystemWatcher | None = None

    @property
    def damage(self) -> StudioError | None:
        """Why the file could not be read."""
        return self._file.damage

    @property
    def changed_by_person(self) -> list[str]:
        """The names of the settings that are not as at first."""
        return [name for name, setting in SETTINGS.items() if self._file.differs(setting)]

    def value(self, setting: Setting[T]) -> T:
        """What is in force."""
        return self._file.value(setting)

    def choose(self, setting: Setting[T], value: T) -> None:
        """Change one, now and on disk."""
        before = self._values()
        try:
            self._file.set(setting, value)
        except StudioError as error:
            self.failed.emit(error)
        self._tell(before)

    def reset(self, setting: Setting[T]) -> None:
        """One as at first."""
        self.choose(setting, setting.default)

    def reset_all(self) -> None:
        """All as at first."""
        before = self._values()
        try:
            self._file.reset()
        except StudioError as error:
            self.failed.emit(error)
        self._tell(before)

    def watch(self) -> None:
        """Hear of what the command line changes."""
        folder = self._file.path.parent
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if self._watcher is None and folder.is_dir():
            self._watcher = QFileSystemWatcher([str(folder)], self)
            self._watcher.directoryChanged.connect(self._look_again)

    @Slot()
    def _look_again(self) -> None:
        before = self._values()
        self._file.reload()
        self._tell(before)

    def _values(self) -> dict[str, Value]:
        return {name: self._file.value(setting) for name, setting in SETTINGS.items()}

    def _tell(self, before: dict[str, Value]) -> None:
        for name, value in self._values().items():
            if before[name] != value:
                self.changed.emit(name)


@cache
def _at(path: Path) -> LiveSettings:
    return LiveSettings(path)


def settings() -> LiveSettings:
    """The person's settings: one object as long as the program runs."""
    return _at(person_file())
