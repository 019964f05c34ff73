"""Values that last in an INI file: here at once, on disk a little later, for a disk may be slow."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QSettings


class LastingValues:
    """What Qt's settings can hold, by name. A thread writes; who reads never waits for it.

    Qt's own object writes in the thread that it lives in, which on a busy disk stands still for
    most of a second.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        stored = self._file()
        self._values = {name: stored.value(name) for name in stored.allKeys()}
        self._changed: dict[str, object] = {}
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def value(self, name: str, default: object = None) -> object:
        """What was kept under a name."""
        return self._values.get(name, default)

    def set(self, name: str, value: object) -> None:
        """Keep a value; `sync` brings it to the disk."""
        if self._values.get(name) != value:
            self._values[name] = value
            with self._guard:
                self._changed[name] = value

    def sync(self) -> None:
        """Have what has changed written, soon."""
        with self._guard:
            if self._changed and self._thread is None:
                self._thread = threading.Thread(target=self._write, name="window state")
                self._thread.start()

    def finish(self) -> None:
        """Wait until everything is written."""
        self.sync()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _write(self) -> None:
        while True:
            with self._guard:
                changed, self._changed = self._changed, {}
                if not changed:
                    self._thread = None
                    return
            file = self._file()
            for name, value in changed.items():
                file.setValue(name, value)
            file.sync()

    def _file(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)
