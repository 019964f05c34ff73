"""How big a picture is in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF

if TYPE_CHECKING:
    from vbert_studio.media.probe import VideoStream


def picture_size(video: VideoStream, view: tuple[int, int]) -> tuple[int, int]:
    """``(H, W)`` to decode for a place of ``view (H, W)`` device pixels: never above the film's."""
    height, width = video.shown_height, video.shown_width
    scale = min(1.0, view[0] / height, view[1] / width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def centred(height: int, width: int, place: QSizeF) -> QRectF:
    """The largest rectangle of that shape in the middle of `place`."""
    scale = min(place.width() / width, place.height() / height)
    size = QSizeF(width * scale, height * scale)
    left, top = (place.width() - size.width()) / 2, (place.height() - size.height()) / 2
    return QRectF(left, top, size.width(), size.height())
