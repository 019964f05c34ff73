"""Small films that the tests encode."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np


def moving_picture(i: int, height: int, width: int) -> np.ndarray:
    """A coloured slope with a square that wanders over it, uint8 (H, W, 3)."""
    y, x = np.mgrid[:height, :width]
    picture = np.stack([(x + 3 * i) % 256, (y * 2 + i) % 256, (x + y + 7 * i) % 256], axis=-1)
    at = (5 * i) % (width - 24)
    picture[20:44, at : at + 24] = 255 - (9 * i) % 256
    return picture.astype(np.uint8)


def film(path: Path, seconds: float, *, fps: int = 20, size=(96, 128), still=False) -> Path:
    """Encode a film; of a still one every frame is the same."""
    height, width = size
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
        stream.options = {"crf": "20", "preset": "ultrafast"}
        stream.time_base = Fraction(1, fps)
        for i in range(round(seconds * fps)):
            picture = moving_picture(0 if still else i, height, width)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = i
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
