"""Decoding and resampling sound so that every sample stays at its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.filter import Graph

from vbert_studio.media.files import packets
from vbert_studio.media.rationals import fraction

Block = npt.NDArray[np.float32]

_MICROSECONDS = 1_000_000
_LAYOUTS = {1: "mono", 2: "stereo"}
_RUN_UP_S = 0.3  # decoders of compressed sound need some packets before they are right
_HOLE_S = 0.05  # less than this is how containers round
_SILENCE_S = 0.5  # a long hole is filled piece by piece
_LONGEST_S = 24 * 3600.0  # where the container does not say how long it is


class Resampler:
    """Iterates over blocks of float32 (n, channels) in -1 .. 1.

    Sample k belongs to ``start_s + k / rate`` seconds from the container's start: holes are filled
    with silence, overlaps are cut.
    """

    def __init__(
        self,
        container: InputContainer,
        stream: av.AudioStream,
        path: Path,
        *,
        rate: int,
        channels: int = 1,
        start_s: float = 0.0,
    ) -> None:
        self._container = container
        self._stream = stream
        self._path = path
        self._rate = rate
        self._channels = channels
        self._start_s = start_s
        self._origin_s = (container.start_time or 0) / _MICROSECONDS
        length_s = (container.duration or 0) / _MICROSECONDS
        self._end_s = length_s + 1 if length_s else _LONGEST_S
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()
        self._due_s = 0.0  # when the next decoded frame should begin
        self._next = 0  # place of the next sample that comes out of the graph
        self._written = round(start_s * rate)

    def __iter__(self) -> Iterator[Block]:
        for frame in self._frames():
            shape = (frame.format.name, frame.layout.name, frame.sample_rate)
            at_s = self._begin_of(frame)
            if shape != self._shape or abs(at_s - self._due_s) > _HOLE_S:
                yield from self._drain(None)
                self._graph, self._shape = self._build(frame), shape
                self._next = round(at_s * self._rate)
                self._due_s = at_s
            self._due_s += frame.samples / frame.sample_rate
            frame.pts = None  # the graph only counts
            yield from self._drain(frame)
        yield from self._drain(None)

    def _frames(self) -> Iterator[AudioFrame]:
        if self._start_s:
            aim = self._start_s - _RUN_UP_S + self._origin_s
            with suppress(av.FFmpegError):  # then it is decoded from the start, and cut off
                self._container.seek(round(aim * _MICROSECONDS), backward=True)
        for packet in packets(self._container, self._stream, self._path):
            yield from _decoded(packet)

    def _begin_of(self, frame: AudioFrame) -> float:
        """Where `frame` begins, in seconds; a time that cannot be true is not believed."""
        if frame.pts is None or frame.time_base is None:
            return self._due_s
        at_s = float(frame.pts * fraction(frame.time_base)) - self._origin_s
        return at_s if at_s <= self._end_s else self._due_s

    def _build(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format,
            layout=frame.layout,
            time_base=Fraction(1, frame.sample_rate),
        )
        # Channels are averaged: a plain sum of loud ones would leave -1 .. 1.
        layout = _LAYOUTS[self._channels]
        options = f"{self._rate}:out_chlayout={layout}:out_sample_fmt=flt:rematrix_maxval=1.0"
        graph.link_nodes(source, graph.add("aresample", options), graph.add("abuffersink"))
        graph.configure()
        return graph

    def _drain(self, frame: AudioFrame | None) -> Iterator[Block]:
        """Push `frame`, or the end, and take out what is ready."""
        if self._graph is None:
            return
        self._graph.push(frame)
        while True:
            try:
                out = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            samples = out.to_ndarray().astype(np.float32, copy=False)
            yield from self._placed(samples.reshape(-1, self._channels))

    def _placed(self, block: Block) -> Iterator[Block]:
        """Put ``block (n, channels)`` where it belongs, behind what was given out already."""
        hole = self._next - self._written
        self._next += len(block)
        while hole > 0:
            count = min(hole, round(_SILENCE_S * self._rate))
            self._written += count
            hole -= count
            yield np.zeros((count, self._channels), np.float32)
        block = block[-hole:]
        if len(block):
            self._written += len(block)
            yield block


def _decoded(packet: av.Packet[av.AudioStream]) -> list[AudioFrame]:
    try:
        return packet.decode()
    except av.FFmpegError:
        return []
