"""Small files that can be made again, kept up to a limit."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from pathlib import Path

_LOW_WATER = 0.9  # clear down to this share of the limit, so that not every new file clears


class DiskCache:
    """A folder of files by key, the least recently used removed first.

    It never fails: a disk that is full, read-only or gone only means that nothing is kept.
    """

    def __init__(self, folder: Path, limit_bytes: int, suffix: str) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._suffix = suffix
        self._total: int | None = None  # counted when first written to
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """The bytes of `key`, or None."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the time of the last use, which many file systems no longer note
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`, and clear what was not used for long."""
        try:
            self._write(self._path(key), data)
        except OSError:
            return
        with self._lock:
            if self._total is None:
                self._total = sum(size for _, size, _ in self._files())
            else:
                self._total += len(data)
            if self._total > self._limit:
                self._total = self._clear()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{self._suffix}"

    def _write(self, path: Path, data: bytes) -> None:
        """Under a temporary name first: no reader, and no crash, ever meets half a file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _files(self) -> list[tuple[int, int, Path]]:
        """Time of last use, size and path of every file, strays of crashes included."""
        found = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(OSError):
                state = entry.stat()
                found.append((state.st_mtime_ns, state.st_size, Path(entry.path)))
        return found

    def _clear(self) -> int:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._limit * _LOW_WATER:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size
        return total
