"""The pictures of a video from the thumbnail store that all panels share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from vbert_studio.progress import Monitor
from vbert_studio.ui.parts.picture_stores import shared_proxies, shared_thumbnails
from vbert_studio.ui.timeline.content import Picture

if TYPE_CHECKING:
    from vbert_studio.media.proxies import Proxies
    from vbert_studio.media.times import FrameTimes

# Few sizes, so that dragging a tier's border does not decode the film anew at every pixel.
_HEIGHTS = (64, 96, 128, 192, 256)


@dataclass(frozen=True, slots=True, eq=False)
class VideoPictures:
    """A `Film` over one file."""

    path: Path
    fingerprint: str
    times: FrameTimes

    def pictures(
        self,
        times_s: Sequence[float],
        height: int,
        tolerance_s: float = 0.0,
        is_dropped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Picture]:
        """See `Film`; to be called beside the window's thread.

        Where one will do that is a little off, and the film's proxies were made, nothing is
        decoded: in films with few keyframes that saves hundreds of frames for each picture.
        """
        monitor = Monitor(cancelled=is_dropped)
        proxies = self._proxies() if tolerance_s else None
        missing = []
        for t_s in times_s:
            monitor.check()
            pixels = None if proxies is None else self._near(proxies, t_s, height, tolerance_s)
            if pixels is None:
                missing.append(t_s)
            else:
                yield t_s, pixels
        yield from shared_thumbnails().get_many(
            self.path,
            self.fingerprint,
            self.times,
            missing,
            height,
            tolerance_s=tolerance_s,
            monitor=monitor,
        )

    def _proxies(self) -> Proxies:
        """Those on disk; nothing is kept in memory, for they may be 50 MB."""
        from vbert_studio.media.proxies import Proxies

        return Proxies(self.times, self.fingerprint, shared_proxies())

    def _near(
        self, proxies: Proxies, t_s: float, height: int, tolerance_s: float
    ) -> NDArray[np.uint8] | None:
        place = proxies.found(self.times.index_at(t_s))
        if place is None or abs(self.times.start_of(place) - t_s) > tolerance_s:
            return None
        return proxies.image(place, height)


def stored_height(device_pixels: float) -> int:
    """The height to ask for when this many rows of device pixels will be seen."""
    return next((height for height in _HEIGHTS if height >= device_pixels), _HEIGHTS[-1])


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """RGB pixels (H, W, 3) as an image of its own memory."""
    high, wide, _ = pixels.shape
    flat = np.ascontiguousarray(pixels)
    image = QImage(flat.data, wide, high, 3 * wide, QImage.Format.Format_RGB888)
    # Premultiplied 32 bits is what the painter blits without converting.
    return image.convertToFormat(QImage.Format.Format_RGB32)
