"""A film as clips of 30 frames at 20 frames per second: the units that get one visual token.

The tail rule: clips lie on a grid that begins at 0. What is left behind the last whole clip is
padded by repeating its last frame, and marked partial, when at least half a clip of it is real;
otherwise it is left out. A film shorter than one clip gives one padded clip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.media.decoding import Decoded, Decoder
from vbert_studio.media.files import media_error
from vbert_studio.media.geometry import Geometry
from vbert_studio.media.shaping import Shaper, aspect_of
from vbert_studio.media.times import FrameTimes
from vbert_studio.progress import Monitor

__all__ = [
    "CLIP_FRAMES",
    "CLIP_SECONDS",
    "SAMPLE_RATE",
    "Clip",
    "ClipSpan",
    "Geometry",
    "clip_spans",
    "read_clips",
]

SAMPLE_RATE = 20
CLIP_FRAMES = 30
CLIP_SECONDS = CLIP_FRAMES / SAMPLE_RATE

_CLIP = Fraction(CLIP_FRAMES, SAMPLE_RATE)
# Containers such as Matroska round times to milliseconds: the start and the duration of the last
# frame together can be this much too short.
_ROUNDING = Fraction(2, 1000)


@dataclass(frozen=True, slots=True)
class ClipSpan:
    """Where a clip lies, in seconds; `end_s` of a partial clip is where the film ends."""

    index: int
    start_s: float
    end_s: float
    partial: bool


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip's pictures: ``frames`` is uint8 (30, H, W, 3)."""

    span: ClipSpan
    frames: npt.NDArray[np.uint8]


def clip_spans(times: FrameTimes) -> list[ClipSpan]:
    """The clips of a film by the tail rule; never empty."""
    end = times.end
    whole = max(0, int((end + _ROUNDING) / _CLIP))
    spans = [
        ClipSpan(k, float(k * _CLIP), float((k + 1) * _CLIP), partial=False) for k in range(whole)
    ]
    rest = end - whole * _CLIP
    if rest + _ROUNDING >= _CLIP / 2 or not spans:
        spans.append(ClipSpan(whole, float(whole * _CLIP), float(end), partial=True))
    return spans


def read_clips(
    path: Path,
    times: FrameTimes,
    *,
    first: int = 0,
    geometry: Geometry,
    monitor: Monitor | None = None,
) -> Iterator[Clip]:
    """Stream the clips from `first` on; never more than one clip is held.

    A clip has the same pictures wherever the reading began: sample j of the film is the frame on
    screen at j / 20 seconds. Damaged frames are replaced by the ones before them, and counted in
    the log at the end.

    Raises:
        MediaError: the file can no longer be read.
        CancelledError: the monitor asked to stop.
    """
    monitor = monitor or Monitor()
    spans = clip_spans(times)[first:]
    if not spans:
        return
    with Decoder(path, times) as decoder:
        sampler = _Sampler(decoder, times, geometry, path)
        for span in spans:
            yield Clip(span, sampler.clip(span.index, monitor))
        if decoder.damaged:
            monitor.log(f"{path.name}: {decoder.damaged} damaged frames passed over", "warning")


class _Sampler:
    """Walks through the film once, and shapes only the frames that are sampled."""

    def __init__(self, decoder: Decoder, times: FrameTimes, geometry: Geometry, path: Path) -> None:
        self._decoder = decoder
        self._times = times
        self._size = geometry.size
        self._path = path
        self._shaper = Shaper(geometry, aspect_of(decoder.stream))
        self._stream: Iterator[Decoded] | None = None
        self._shown: Decoded | None = None
        self._ahead: Decoded | None = None

    def clip(self, index: int, monitor: Monitor) -> npt.NDArray[np.uint8]:
        """The 30 pictures of clip `index`, uint8 (30, H, W, 3)."""
        frames = np.empty((CLIP_FRAMES, *self._size, 3), np.uint8)
        moments = np.arange(CLIP_FRAMES, dtype=np.int64) + index * CLIP_FRAMES
        before = -1
        for place, wanted in enumerate(self._times.indices_at(moments, SAMPLE_RATE).tolist()):
            if wanted == before:
                frames[place] = frames[place - 1]
            else:
                frames[place] = self._shaper.shape(self._advance(wanted, monitor).frame)
            before = wanted
        return frames

    def _advance(self, wanted: int, monitor: Monitor) -> Decoded:
        """The last decodable frame up to `wanted`."""
        if self._stream is None:
            self._stream = self._decoder.frames_from(wanted)
            self._ahead = next(self._stream, None)
        while self._ahead is not None and (self._shown is None or self._ahead.index <= wanted):
            monitor.check()
            self._shown, self._ahead = self._ahead, next(self._stream, None)
        if self._shown is None:
            raise media_error("not_a_video", self._path, "no picture in it can be decoded")
        return self._shown
