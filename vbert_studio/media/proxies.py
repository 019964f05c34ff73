"""Small pictures of a whole film, close together, for whoever drags faster than it is decoded."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.media.disk_cache import DiskCache
from vbert_studio.media.jpeg import pack, unpack
from vbert_studio.media.times import FrameTimes

Image = npt.NDArray[np.uint8]

HEIGHT = 270  # rows of pixels; 4 to 13 KB each
_APART_S = 0.2
_MOST = 4000  # of one film: up to 50 MB
_SHEET = 64  # are made, kept and read together


class Proxies:
    """The pictures of one film, as JPEG in memory. Safe to use from several threads.

    They stand on a grid over the frames: every 0.2 s, in long films as far apart as makes 4,000 of
    them. A sheet is a stretch of 64, which is made, kept on disk and found there as one.

    Args:
        times: of the film.
        fingerprint: of the film, by which they are found again.
        disk: keeps them.
    """

    def __init__(self, times: FrameTimes, fingerprint: str, disk: DiskCache) -> None:
        rate = len(times) / max(1e-3, times.end_s - times.start_of(0))
        self._apart = max(1, round(_APART_S * rate), math.ceil(len(times) / _MOST))
        self._frames = len(times)
        self._key = f"{fingerprint}-{HEIGHT}-{self._apart}"
        self._disk = disk
        self._packed: dict[int, bytes] = {}
        self._missing = set(range(math.ceil(len(times) / (self._apart * _SHEET))))

    def __len__(self) -> int:
        return len(self._packed)

    def missing(self, index: int = 0) -> list[int]:
        """The sheets that are not there, those next to a frame first."""
        here = index // (self._apart * _SHEET)
        return sorted(self._missing, key=lambda sheet: (abs(sheet - here), sheet))

    def frames(self, sheet: int) -> range:
        """The frames of a sheet's pictures."""
        first = sheet * self._apart * _SHEET
        return range(first, min(first + self._apart * _SHEET, self._frames), self._apart)

    def near(self, index: int) -> int | None:
        """Where the picture nearest to a frame is, None when there is none on either side."""
        before = index - index % self._apart
        sides = sorted((before, before + self._apart), key=lambda place: abs(place - index))
        return next((place for place in sides if place in self._packed), None)

    def found(self, index: int) -> int | None:
        """Like `near`, after a look on disk."""
        sheet = index // (self._apart * _SHEET)
        if sheet in self._missing:
            self.read(sheet)
        return self.near(index)

    def image(self, place: int, height: int | None = None) -> Image | None:
        """The picture of a place that is there, uint8 (H, W, 3); None when it is damaged.

        Args:
            place: of the grid.
            height: scaled to so many rows; None leaves it as it is.
        """
        return unpack(self._packed[place], height)

    def put(self, place: int, image: Image) -> None:
        """Take in a picture ``(H, W, 3)`` of the grid."""
        self._packed[place] = pack(image)

    def keep(self, sheet: int) -> None:
        """All pictures of a sheet were put: keep it on disk."""
        self._disk.put(
            f"{self._key}-{sheet}", _joined([self._packed[k] for k in self.frames(sheet)])
        )
        self._missing.discard(sheet)

    def read(self, sheet: int) -> bool:
        """Take a sheet from disk; False when it is not there, or not as it was kept."""
        data = self._disk.get(f"{self._key}-{sheet}")
        parts = None if data is None else _split(data)
        frames = self.frames(sheet)
        if parts is None or len(parts) != len(frames):
            return False
        self._packed.update(zip(frames, parts, strict=True))
        self._missing.discard(sheet)
        return True


def proxy_store(folder: Path, limit_bytes: int) -> DiskCache:
    """Where the pictures of all films are kept, the least recently used removed first."""
    return DiskCache(folder, limit_bytes, ".npz")


def _joined(parts: list[bytes]) -> bytes:
    file = io.BytesIO()
    sizes = np.array([len(part) for part in parts], np.int64)  # (N,)
    np.savez(file, sizes=sizes, data=np.frombuffer(b"".join(parts), np.uint8))
    return file.getvalue()


def _split(data: bytes) -> list[bytes] | None:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            sizes, joined = arrays["sizes"], arrays["data"].tobytes()
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile):
        return None
    ends = np.cumsum(sizes)
    return [joined[end - size : end] for size, end in zip(sizes, ends, strict=True)]
