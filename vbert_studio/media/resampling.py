"""Decoding and resampling sound so that every sample stays at its time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.filter import Graph

from vbert_studio.media.files import packets, translated

_MICROSECONDS = 1_000_000
_LAYOUTS = {1: "mono", 2: "stereo"}
_RUN_UP_S = 0.3  # decoders of compressed sound need some packets before they are right


class Resampler:
    """Iterates over blocks of float32 (n, channels) in -1 .. 1; libavfilter keeps their times.

    Sample k belongs to ``start_s + k / rate`` seconds from the container's start.
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
        time_base = stream.time_base or Fraction(1, stream.rate)
        self._origin = round(Fraction(container.start_time or 0, _MICROSECONDS) / time_base)
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()
        self._written = round(start_s * rate)

    def __iter__(self) -> Iterator[npt.NDArray[np.float32]]:
        for frame in self._frames():
            shape = (frame.format.name, frame.layout.name, frame.sample_rate)
            if shape != self._shape:
                yield from self._drain(None)
                self._graph, self._shape = self._build(frame), shape
            if frame.pts is not None:
                frame.pts -= self._origin
            yield from self._drain(frame)
        yield from self._drain(None)

    def _frames(self) -> Iterator[AudioFrame]:
        if self._start_s:
            aim = self._start_s - _RUN_UP_S + (self._container.start_time or 0) / _MICROSECONDS
            with translated(self._path):
                self._container.seek(round(aim * _MICROSECONDS), backward=True)
        for packet in packets(self._container, self._stream, self._path):
            yield from _decoded(packet)

    def _build(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format,
            layout=frame.layout,
            time_base=frame.time_base,
        )
        # async=1 fills holes and cuts overlaps, but never stretches; a graph that takes over in
        # the middle goes on at the sample where the one before it stopped.
        # Channels are averaged: a plain sum of loud ones would leave -1 .. 1.
        options = (
            f"{self._rate}:async=1:min_hard_comp=0.05:first_pts={self._written}"
            f":out_chlayout={_LAYOUTS[self._channels]}:out_sample_fmt=flt:rematrix_maxval=1.0"
        )
        graph.link_nodes(
            source,
            graph.add("aresample", options),
            graph.add("abuffersink"),
        )
        graph.configure()
        return graph

    def _drain(self, frame: AudioFrame | None) -> Iterator[npt.NDArray[np.float32]]:
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
            block = samples.reshape(-1, self._channels)  # (n, channels)
            self._written += len(block)
            yield block


def _decoded(packet: av.Packet[av.AudioStream]) -> list[AudioFrame]:
    try:
        return packet.decode()
    except av.FFmpegError:
        return []
