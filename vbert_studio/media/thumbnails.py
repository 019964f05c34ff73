"""Small pictures of a film by time, kept on disk up to a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.media.disk_cache import DiskCache
from vbert_studio.media.fingerprint import check_content
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.jpeg import pack, unpack
from vbert_studio.media.times import FrameTimes
from vbert_studio.progress import Monitor

Image = npt.NDArray[np.uint8]


class Thumbnails:
    """Pictures of any film at small heights. May be used from several threads at once.

    With a `tolerance_s` a keyframe at most that far away will do: it costs one decoded frame, where
    the exact one may cost some hundreds. A filmstrip passes half the time between two pictures.

    Args:
        cache_dir: where they are kept; what lies there can be deleted at any time.
        limit_bytes: the least recently used ones are removed beyond this.
    """

    def __init__(self, cache_dir: Path, limit_bytes: int) -> None:
        self._cache = DiskCache(cache_dir, limit_bytes, ".jpg")

    def cached(
        self, fingerprint: str, times: FrameTimes, t_s: float, height: int, tolerance_s: float = 0
    ) -> Image | None:
        """The thumbnail, uint8 (height, w, 3), if it is on disk already."""
        return self._load(fingerprint, choose_frame(times, t_s, tolerance_s), height)

    def get(
        self,
        path: Path,
        fingerprint: str,
        times: FrameTimes,
        t_s: float,
        height: int,
        *,
        tolerance_s: float = 0,
    ) -> Image:
        """The frame on screen at `t_s`, uint8 (height, w, 3), `w` as the film's shape asks.

        Raises:
            MediaError: the file cannot be read, or is not the one with this fingerprint.
        """
        several = self.get_many(path, fingerprint, times, [t_s], height, tolerance_s=tolerance_s)
        return next(several)[1]

    def get_many(
        self,
        path: Path,
        fingerprint: str,
        times: FrameTimes,
        times_s: Sequence[float],
        height: int,
        *,
        tolerance_s: float = 0,
        monitor: Monitor | None = None,
    ) -> Iterator[tuple[float, Image]]:
        """Each time with its thumbnail as it is ready: those on disk first, the rest in one pass.

        Raises:
            MediaError: the file cannot be read, or is not the one with this fingerprint.
            CancelledError: the monitor asked to stop.
        """
        monitor = monitor or Monitor()
        missing: dict[int, list[float]] = {}
        for t_s in times_s:
            index = choose_frame(times, t_s, tolerance_s)
            image = None if index in missing else self._load(fingerprint, index, height)
            if image is None:
                missing.setdefault(index, []).append(t_s)
            else:
                yield t_s, image
        if not missing:
            return
        check_content(path, fingerprint)  # else its pictures would be kept as those of another
        with FrameReader(path, times, height, monitor=monitor) as reader:
            for index in sorted(missing):
                monitor.check()
                image = reader.read(index).image
                self._cache.put(_key(fingerprint, index, height), pack(image))
                for t_s in missing[index]:
                    yield t_s, image

    def _load(self, fingerprint: str, index: int, height: int) -> Image | None:
        data = self._cache.get(_key(fingerprint, index, height))
        return None if data is None else unpack(data)


def choose_frame(times: FrameTimes, t_s: float, tolerance_s: float) -> int:
    """The nearest keyframe within the tolerance, else the frame on screen at `t_s`."""
    distances = np.abs(times.starts_s[times.keyframes] - t_s)  # (K,)
    nearest = int(np.argmin(distances))
    if distances[nearest] <= tolerance_s:
        return int(times.keyframes[nearest])
    return times.index_at(t_s)


def _key(fingerprint: str, index: int, height: int) -> str:
    return f"{fingerprint}-{index}-{height}"
