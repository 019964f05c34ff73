"""When each frame of a film is shown: the one table that playhead, snapping and clips share."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.packet import Packet

from vbert_studio.errors import MediaError
from vbert_studio.media.cut_off import is_cut_off
from vbert_studio.media.files import (
    media_error,
    only,
    open_media,
    packets,
    video_stream,
)
from vbert_studio.media.probe import is_encrypted
from vbert_studio.media.rationals import fraction
from vbert_studio.progress import Monitor

_NUDGE_S = 1e-6  # a time that was computed from a frame's start must find that frame again
_BATCH = 512
_FORMAT = 1
_VP8_SHOWN = 0x10
_FAR_S = 3600
_FEW = 0.02  # of all frames


@dataclass(frozen=True, slots=True, eq=False)
class FrameTimes:
    """Presentation times of the frames of one film, in the order they are shown.

    A frame is on screen from its own time up to the next frame's. Time 0 is where the container
    starts; a frame is shown before the first one's time as well: the first.

    Attributes:
        pts: int64 (N,), strictly rising, in units of `time_base`, N >= 1.
        time_base: seconds per unit.
        keyframes: int64 (K,), indices of the frames at which decoding can begin.
        origin_pts: the container's start.
        last_duration: how long the last frame stays, in units of `time_base`.
    """

    pts: npt.NDArray[np.int64]
    time_base: Fraction
    keyframes: npt.NDArray[np.int64]
    origin_pts: int
    last_duration: int
    _starts_s: npt.NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (self.pts - self.origin_pts) * self.time_base.numerator
        starts_s = starts / self.time_base.denominator  # (N,)
        starts_s.setflags(write=False)
        object.__setattr__(self, "_starts_s", starts_s)

    def __len__(self) -> int:
        return len(self.pts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrameTimes) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash((len(self.pts), self.origin_pts, int(self.pts[-1])))

    @property
    def starts_s(self) -> npt.NDArray[np.float64]:
        """Float64 (N,): when each frame appears, in seconds from the container's start."""
        return self._starts_s

    @property
    def end(self) -> Fraction:
        """When the last frame disappears, exactly."""
        return (int(self.pts[-1]) + self.last_duration - self.origin_pts) * self.time_base

    @property
    def end_s(self) -> float:
        """When the last frame disappears, in seconds."""
        return float(self.end)

    def index_at(self, t_s: float) -> int:
        """The frame on screen at `t_s`; the first one before, the last one after the film."""
        after = int(np.searchsorted(self._starts_s, t_s + _NUDGE_S, side="right"))
        return max(0, after - 1)

    def indices_at(self, moments: npt.NDArray[np.int64], per_second: int) -> npt.NDArray[np.int64]:
        """The frames on screen at ``moments / per_second`` seconds exactly, int64 (M,)."""
        # pts <= x holds for an integer pts exactly when pts <= floor(x).
        ticks = moments * self.time_base.denominator // (per_second * self.time_base.numerator)
        after = np.searchsorted(self.pts, ticks + self.origin_pts, side="right")
        return np.maximum(after - 1, 0).astype(np.int64)

    def start_of(self, index: int) -> float:
        """When frame `index` appears, in seconds."""
        return float(self._starts_s[index])

    def keyframe_before(self, index: int) -> int:
        """The last frame at or before `index` at which decoding can begin."""
        after = int(np.searchsorted(self.keyframes, index, side="right"))
        return int(self.keyframes[after - 1]) if after else 0

    def to_bytes(self) -> bytes:
        """A compressed form for the project."""
        buffer = io.BytesIO()
        numbers = [
            _FORMAT,
            self.time_base.numerator,
            self.time_base.denominator,
            self.origin_pts,
            self.last_duration,
        ]
        # Differences of an even rate are all alike, and so vanish in compression.
        steps = np.diff(self.pts, prepend=np.int64(0))
        np.savez_compressed(
            buffer, numbers=np.array(numbers, np.int64), steps=steps, keyframes=self.keyframes
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> FrameTimes:
        """The table that `to_bytes` packed."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            _, numerator, denominator, origin, last = (int(n) for n in arrays["numbers"])
            pts = np.cumsum(arrays["steps"], dtype=np.int64)
            return cls(pts, Fraction(numerator, denominator), arrays["keyframes"], origin, last)


def read_frame_times(path: Path, *, monitor: Monitor | None = None) -> FrameTimes:
    """Read the presentation times of every frame, without decoding one.

    A file that was cut off gives the frames that are there, and a warning in the log.

    Raises:
        MediaError: what `probe` raises, and ``no_video_stream``.
        CancelledError: the monitor asked to stop.
    """
    monitor = monitor or Monitor()
    with open_media(path) as container:
        stream = video_stream(container, path)
        only(container, stream)
        shown = _Shown()
        with monitor.stage(path.name, stream.frames or None, "frames") as stage:
            for number, packet in enumerate(packets(container, stream, path, shown.note_damage), 1):
                if number == 1 and is_encrypted(packet):
                    raise media_error("encrypted", path)
                shown.take(packet)
                if number % _BATCH == 0:
                    stage.advance(_BATCH)
            stage.done = len(shown.pts)
        cut_off = is_cut_off(path)
        if not shown.pts:
            raise _no_frames(path, cut_off=cut_off)
        if cut_off:
            monitor.log(f"{path.name} was cut off; what is there is used", "warning")
        times = shown.table(container, stream)
        if shown.damaged:
            monitor.log(f"{path.name} is damaged in {shown.damaged} places", "warning")
        return times


def _no_frames(path: Path, *, cut_off: bool) -> MediaError:
    if cut_off:
        return media_error("truncated", path)
    return media_error("not_a_video", path, "none of its frames has a time")


def counts_frames(container: InputContainer) -> bool:
    """AVI numbers its packets in the order of decoding and knows no presentation times."""
    return container.format.name == "avi"


class _Shown:
    """Collects the packets that will be seen, in the order of the file."""

    def __init__(self) -> None:
        self.pts: list[int] = []
        self._keys: list[int] = []
        self._last = (-(2**63), 0)  # the latest pts and its duration
        self._first_dts: int | None = None
        self.damaged = 0

    def note_damage(self) -> None:
        """The container is damaged here, and some frames may be missing."""
        self.damaged += 1

    def take(self, packet: Packet[av.VideoStream]) -> None:
        """Note the packet, unless it is never shown: the end mark, or cut away by an edit list."""
        if packet.pts is None or not packet.size or _is_hidden(packet):
            return
        if packet.is_keyframe:
            self._keys.append(packet.pts)
        elif not self._keys:
            return  # the recording began in the middle: nothing before a keyframe can be decoded
        if packet.is_discard:
            return  # but decoding may begin there
        if self._first_dts is None:
            self._first_dts = packet.dts
        self.pts.append(packet.pts)
        self._last = max(self._last, (packet.pts, packet.duration or 0))

    def table(self, container: InputContainer, stream: av.VideoStream) -> FrameTimes:
        """Sort what was collected into the order of presentation."""
        assert stream.time_base is not None
        time_base = fraction(stream.time_base)
        stamps = np.unique(np.array(self.pts, np.int64))
        pts = _without_strays(stamps, time_base)  # (N,)
        self.damaged += len(stamps) - len(pts)
        return FrameTimes(
            pts=pts,
            time_base=time_base,
            keyframes=self._keyframes(pts),
            origin_pts=self._origin(container, time_base, int(pts[0])),
            last_duration=self._last_duration(pts) or _usual_step(pts, time_base),
        )

    def _last_duration(self, pts: npt.NDArray[np.int64]) -> int:
        stamp, duration = self._last
        return duration if stamp == pts[-1] else 0

    def _keyframes(self, pts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Indices of the keyframes; one that was cut away stands for the first frame after it."""
        indices = np.unique(np.searchsorted(pts, np.array(self._keys, np.int64)))
        return indices[indices < len(pts)].astype(np.int64)

    def _origin(self, container: InputContainer, time_base: Fraction, first: int) -> int:
        start = cast("int | None", container.start_time)
        if start is None:
            return first
        origin = round(Fraction(start, 1_000_000) / time_base)
        if counts_frames(container) and self._first_dts is not None:
            # libavformat makes up times that are late by the depth of reordering.
            return origin + first - self._first_dts
        return origin


def _without_strays(stamps: npt.NDArray[np.int64], time_base: Fraction) -> npt.NDArray[np.int64]:
    """Leave out the few frames that damage put hours away from all the others."""
    far = np.diff(stamps) > _FAR_S / time_base
    parts = np.split(stamps, np.flatnonzero(far) + 1)
    kept = [part for part in parts if len(part) > _FEW * len(stamps)]
    return np.concatenate(kept) if kept else stamps


def _is_hidden(packet: Packet[av.VideoStream]) -> bool:
    """VP8 stores frames that are only referred to as packets with a time of their own."""
    return packet.stream.codec_context.name == "vp8" and not bytes(packet)[0] & _VP8_SHOWN


def _usual_step(pts: npt.NDArray[np.int64], time_base: Fraction) -> int:
    """The duration of a last frame that does not say its own."""
    if len(pts) > 1:
        return int(np.median(np.diff(pts)))
    return max(1, round(Fraction(1, 25) / time_base))
