"""From any frame of a film onwards, always the same pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame

from vbert_studio.media.files import (
    media_error,
    only,
    open_media,
    packets,
    video_stream,
)
from vbert_studio.media.times import FrameTimes, counts_frames
from vbert_studio.progress import Monitor

_LOOK_BACK_S = (0.0, 0.5, 2.0, 10.0)  # how much earlier to aim when a seek landed too late
_MISSING = 60  # frames at the end that may be lost to damage
# A search in these by decoding times, near a moment, ends at any packet: aim before the keyframe.
_VAGUE = ("mpegts", "mpeg")
# These tell from each packet whether others need it. Those of AV1 forget a change for some frames.
_HURRIES = ("h264", "hevc")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A frame that came out of the decoder, and its place in the table."""

    index: int
    frame: VideoFrame


class Decoder:
    """One open file, decoded from wherever asked; the monitor is asked at every packet.

    Args:
        path: the film.
        times: its frame times.
        monitor: may stop it.
        threads: of the decoder; 0 takes what is best for it.

    Attributes:
        damaged: frames so far that were missing or had to be patched up.
    """

    def __init__(
        self, path: Path, times: FrameTimes, monitor: Monitor | None = None, threads: int = 0
    ) -> None:
        self.damaged = 0
        self._threads = threads
        self._monitor = monitor or Monitor()
        self._path = path
        self._times = times
        self._needed = -math.inf  # pts; see `hurry_to`
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _start(self) -> None:
        """Open the file, or open it again: the one way back to its beginning that never fails."""
        self._open.close()
        self._container = self._open.enter_context(open_media(self._path))
        self.stream = video_stream(self._container, self._path)
        only(self._container, self.stream)
        self.stream.thread_type = "AUTO"
        self.stream.codec_context.thread_count = self._threads
        self._counts = counts_frames(self._container)
        self._look_back = _LOOK_BACK_S[self._container.format.name in _VAGUE :]

    def frames_from(self, index: int) -> Iterator[Decoded]:
        """Frame `index` and all that follow; a damaged frame is replaced by the one before it."""
        frames, held = self._land(index)
        if held is not None and held.index == index:
            yield held
            yield from frames
            return
        for decoded in frames:
            if decoded.index >= index:
                if decoded.index > index and held is not None:
                    yield held
                yield decoded
                break
            held = decoded
        else:
            if held is not None:
                yield held
        yield from frames

    def hurry_to(self, index: int) -> None:
        """Nobody looks at what comes before `index`: what nothing else is made from may be missing.

        A third of the work, in a film whose frames are half of that kind. Where frames are told
        apart by counting, and with decoders that cannot do it, nothing is left out.
        """
        if self.stream.codec_context.name in _HURRIES:
            self._needed = int(self._times.pts[index])

    def hurry_no_more(self) -> None:
        """Every frame is looked at."""
        self._needed = -math.inf

    def _land(self, index: int) -> tuple[Iterator[Decoded], Decoded | None]:
        """Begin to decode at a frame that is not after `index`, and give that frame."""
        keyframe = int(self._times.pts[self._times.keyframe_before(index)])
        for seconds in self._look_back:
            aim = keyframe - round(Fraction(seconds) / self._times.time_base)
            if aim < int(self._times.pts[0]):
                break
            frames = self._decode_from(aim)
            first = next(frames, None)
            if first is not None and first.index <= index:
                return frames, first
        self._start()
        return self._decode(), None

    def _decode_from(self, pts: int) -> Iterator[Decoded]:
        try:
            self._container.seek(pts, stream=self.stream, backward=True)
        except av.FFmpegError:
            return iter(())  # libav calls it "not permitted" where it found nothing
        return self._decode()

    def _decode(self) -> Iterator[Decoded]:
        return self._counted() if self._counts else self._timed()

    def _timed(self) -> Iterator[Decoded]:
        """Each frame finds its place by its own time; what is missing in between was damaged."""
        pts, before = self._times.pts, None
        for packet in self._packets():
            is_needed = packet.pts is None or packet.pts >= self._needed
            self.stream.codec_context.skip_frame = "DEFAULT" if is_needed else "NONREF"
            for frame in self._pictures(packet) or ():
                if frame.pts is None:
                    continue
                index = int(np.searchsorted(pts, frame.pts, side="right")) - 1
                if index < 0:
                    continue
                if before is not None and pts[before] >= self._needed:
                    self.damaged += max(0, index - before - 1)
                before = index
                yield Decoded(index, frame)

    def _counted(self) -> Iterator[Decoded]:
        """Frames come out one after the other, beginning with the keyframe that was found."""
        index = -1
        for packet in self._packets():
            if index < 0 and packet.pts is not None:
                index = int(np.searchsorted(self._times.pts, packet.pts))
            frames = self._pictures(packet)
            if frames is None:
                self.damaged += 1
                index += 1
            for frame in frames or ():
                yield Decoded(min(index, len(self._times) - 1), frame)
                index += 1

    def _packets(self) -> Iterator[Packet[av.VideoStream]]:
        """All packets from here on, as many as there were when the times were read."""
        last = None
        for packet in packets(self._container, self.stream, self._path):
            self._monitor.check()
            if packet.pts is not None:
                last = packet.pts if last is None else max(last, packet.pts)
            elif not packet.size:
                self._check_end(last)
            yield packet

    def _check_end(self, last: int | None) -> None:
        """A file that became shorter ends like any other; without this its last frame would stay.

        A few frames may be missing where damage looks different after a seek.
        """
        pts = self._times.pts
        if last is not None and last < pts[max(0, len(pts) - 1 - _MISSING)]:
            raise media_error("unreadable", self._path, "it is shorter than it was before")

    def _pictures(self, packet: Packet[av.VideoStream]) -> list[VideoFrame] | None:
        """What the decoder gives for `packet`, None when it cannot make anything of it."""
        try:
            frames = packet.decode()
        except av.FFmpegError:
            return None
        self.damaged += sum(frame.is_corrupt for frame in frames)  # patched up by the decoder
        return frames
