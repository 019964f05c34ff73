"""Real films for tests: encoded by PyAV, with a number in every frame that a test can read back.

The number is drawn as a board of 4 x 4 black and white fields, which survives any codec, scaling or
stretching. The first field is always white and the last three are black, so that a picture that
is not upright cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

_SIDE = 4
_BITS = 12
_SOUND_RATE = 48000
# Quiet, and good enough that no field of the board is lost: faster presets of AV1 lose some.
_OPTIONS = {"libx265": {"x265-params": "log-level=none"}, "libsvtav1": {"preset": "6"}}


def picture(number: int, height: int, width: int) -> np.ndarray:
    """``uint8 (H, W, 3)`` that shows `number`, modulo 4096."""
    bits = [1, *((number >> k) & 1 for k in range(_BITS)), 0, 0, 0]
    board = np.array(bits, np.uint8).reshape(_SIDE, _SIDE) * 200 + 28
    rows = np.arange(height) * _SIDE // height
    columns = np.arange(width) * _SIDE // width
    return np.repeat(board[rows][:, columns, None], 3, axis=2)


def number_in(image: np.ndarray) -> int:
    """The number that ``image (H, W, 3)`` shows; fails when it is not upright."""
    height, width = image.shape[:2]
    rows = (np.arange(_SIDE) * 2 + 1) * height // (2 * _SIDE)
    columns = (np.arange(_SIDE) * 2 + 1) * width // (2 * _SIDE)
    bits = (image[rows][:, columns].mean(axis=2) > 128).astype(int).ravel()
    assert bits[0] == 1, "not upright"
    assert not bits[-3:].any(), "not upright"
    return int(sum(bit << k for k, bit in enumerate(bits[1 : 1 + _BITS])))


def tone(seconds: float, hertz: float = 440.0, *, from_s: float = 0.0) -> np.ndarray:
    """Float32 (n,) at 48 kHz: silence, then a sine from `from_s` on."""
    t = np.arange(round(seconds * _SOUND_RATE)) / _SOUND_RATE
    return np.where(t >= from_s, 0.5 * np.sin(2 * np.pi * hertz * t), 0).astype(np.float32)


@dataclass(frozen=True)
class Film:
    """What to encode; `times_s` overrides `rate` frame by frame."""

    frames: int = 60
    rate: int = 30
    codec: str = "libx264"
    height: int = 64
    width: int = 96
    pixel_format: str = "yuv420p"
    gop: int = 12
    b_frames: int = 2
    times_s: Sequence[float] | None = None
    start_s: float = 0.0
    rotation: int = 0
    mirrored: bool = False
    sample_aspect: Fraction = Fraction(1)
    interlaced: bool = False
    sound: np.ndarray | None = None
    sound_codec: str = "aac"
    sound_start_s: float = 0.0
    first_number: int = 0
    options: dict[str, str] = field(default_factory=dict)
    container: str | None = None
    container_options: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Encode to `path`, and return it."""
        name = "file:" + str(path)
        with av.open(name, "w", format=self.container, options=self.container_options) as out:
            video = self._video(out)
            sound = None if self.sound is None else _sound_stream(out, self.sound_codec)
            for number in range(self.frames):
                out.mux(video.encode(self._frame(number)))
            out.mux(video.encode())
            if sound is not None:
                _write_sound(out, sound, self.sound, self.sound_start_s)
        return path

    def shown_at(self, t_s: float) -> int:
        """The number on screen at `t_s` after the film's first frame."""
        times = self.times_s or [k / self.rate for k in range(self.frames)]
        return max((k for k, t in enumerate(times) if t <= t_s + 1e-6), default=0)

    def _video(self, out):
        options = {**_OPTIONS.get(self.codec, {}), **self.options}
        if self.interlaced:
            options["x264-params"] = "tff=1:interlaced=1"
        stream = out.add_stream(self.codec, rate=self.rate, options=options)
        stream.height, stream.width = self.height, self.width
        stream.pix_fmt = self.pixel_format
        stream.codec_context.gop_size = self.gop
        if self.codec.startswith(("libx26", "mpeg")):
            stream.codec_context.max_b_frames = self.b_frames
        stream.codec_context.sample_aspect_ratio = self.sample_aspect
        stream.codec_context.time_base = self._tick
        if self.rotation or self.mirrored:
            stream.set_display_rotation(-self.rotation, hflip=self.mirrored)
        return stream

    @property
    def _tick(self) -> Fraction:
        even = self.times_s is None and float(self.start_s * self.rate).is_integer()
        return Fraction(1, self.rate) if even else Fraction(1, 60000)

    def _frame(self, number: int) -> av.VideoFrame:
        image = picture(number + self.first_number, self.height, self.width)
        frame = av.VideoFrame.from_ndarray(image, "rgb24").reformat(format=self.pixel_format)
        t = number / self.rate if self.times_s is None else self.times_s[number]
        frame.pts = round((t + self.start_s) / self._tick)
        frame.time_base = self._tick
        return frame


def write_sound_only(path: Path, sound: np.ndarray, codec: str = "aac") -> Path:
    """A file with one mono track and no pictures."""
    with av.open("file:" + str(path), "w") as out:
        _write_sound(out, _sound_stream(out, codec), sound, 0.0)
    return path


def _sound_stream(out, codec):
    stream = out.add_stream(codec, rate=_SOUND_RATE)
    stream.layout = "mono"
    return stream


def _write_sound(out, stream, sound: np.ndarray, start_s: float) -> None:
    for first in range(0, len(sound), 1024):
        block = sound[None, first : first + 1024]
        frame = av.AudioFrame.from_ndarray(block, "fltp", "mono")
        frame.sample_rate = _SOUND_RATE
        frame.pts = first + round(start_s * _SOUND_RATE)
        frame.time_base = Fraction(1, _SOUND_RATE)
        out.mux(stream.encode(frame))
    out.mux(stream.encode())
