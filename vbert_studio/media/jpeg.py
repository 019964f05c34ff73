"""Pictures as JPEG, by the libraries that are loaded anyway."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

_FORMAT = "yuvj420p"
_QUALITY = 4  # libavcodec's scale: 2 is the best, 31 the smallest


def pack(image: npt.NDArray[np.uint8]) -> bytes:
    """JPEG of ``image (H, W, 3)``."""
    frame = VideoFrame.from_ndarray(image, "rgb24").reformat(format=_FORMAT)
    encoder = VideoCodecContext.create("mjpeg", "w")
    encoder.height, encoder.width = image.shape[:2]
    encoder.pix_fmt = _FORMAT
    encoder.time_base = Fraction(1, 25)
    encoder.qmin = encoder.qmax = _QUALITY
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


def unpack(data: bytes, height: int | None = None) -> npt.NDArray[np.uint8] | None:
    """The picture ``uint8 (H, W, 3)`` of a JPEG, None when the data are damaged.

    Args:
        data: of the file.
        height: scaled to so many rows; None leaves it as it is.
    """
    decoder = VideoCodecContext.create("mjpeg", "r")
    decoder.thread_count = 1
    try:
        frames = [*decoder.decode(Packet(data)), *decoder.decode(None)]
    except av.FFmpegError:
        return None
    if not frames:
        return None
    frame = frames[0]
    high = height or frame.height
    wide = max(1, round(frame.width * high / frame.height))
    scaled = frame.reformat(wide, high, "rgb24", interpolation="AREA")
    return np.ascontiguousarray(scaled.to_ndarray(), np.uint8)  # (H, W, 3)
