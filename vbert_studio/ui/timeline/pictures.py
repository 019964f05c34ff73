"""The pictures of a video from the thumbnail store that all panels share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from vbert_studio import places
from vbert_studio.progress import Monitor
from vbert_studio.settings import known
from vbert_studio.ui.settings import settings
from vbert_studio.ui.timeline.content import Picture

if TYPE_CHECKING:
    from vbert_studio.media.thumbnails import Thumbnails
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
        """See `Film`; to be called beside the window's thread."""
        return shared_thumbnails().get_many(
            self.path,
            self.fingerprint,
            self.times,
            times_s,
            height,
            tolerance_s=tolerance_s,
            monitor=Monitor(cancelled=is_dropped),
        )


def shared_thumbnails() -> Thumbnails:
    """The one store of this machine; another one would count all of its files anew."""
    limit = settings().value(known.THUMBNAILS) << 20
    return _thumbnails(places.cache_dir() / "thumbnails", limit)


@lru_cache(1)
def _thumbnails(folder: Path, limit: int) -> Thumbnails:
    """One store, so that it counts its bytes once."""
    from vbert_studio.media.thumbnails import Thumbnails

    return Thumbnails(folder, limit)


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
