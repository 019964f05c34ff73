"""The sound of a file: mono, at any rate, in step with the pictures."""

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

from vbert_studio.media.files import only, open_media, packets, sound_stream
from vbert_studio.media.peaks import Peaks, PeaksBuilder
from vbert_studio.progress import Monitor

__all__ = ["Peaks", "read_peaks", "read_sound"]

_BLOCK_S = 0.5
_PEAK_RATE = 16000


def read_sound(
    path: Path, *, rate: int = 16000, monitor: Monitor | None = None
) -> Iterator[npt.NDArray[np.float32]]:
    """Stream the sound in blocks of about half a second, float32 (n,) in -1 .. 1.

    Sample k belongs to ``k / rate`` seconds from the container's start: a track that begins later
    is preceded by silence, holes are filled with it. A file without sound gives no block.

    Raises:
        MediaError: the file cannot be read.
        CancelledError: the monitor asked to stop.
    """
    monitor = monitor or Monitor()
    with open_media(path) as container:
        stream = sound_stream(container)
        if stream is None:
            return
        only(container, stream)
        held: list[npt.NDArray[np.float32]] = []
        for piece in _Resampler(container, stream, path, rate):
            monitor.check()
            held.append(piece)
            if sum(map(len, held)) >= rate * _BLOCK_S:
                yield np.concatenate(held)
                held = []
        if held:
            yield np.concatenate(held)


def read_peaks(path: Path, *, monitor: Monitor | None = None) -> Peaks:
    """The loudness outline of the whole file, for drawing a waveform; silent files give none.

    Raises:
        MediaError: the file cannot be read.
        CancelledError: the monitor asked to stop.
    """
    builder = PeaksBuilder(_PEAK_RATE)
    for block in read_sound(path, rate=_PEAK_RATE, monitor=monitor):
        builder.add(block)
    return builder.finish()


class _Resampler:
    """Decodes and resamples; libavfilter keeps the samples at their times."""

    def __init__(
        self, container: InputContainer, stream: av.AudioStream, path: Path, rate: int
    ) -> None:
        self._container = container
        self._stream = stream
        self._path = path
        self._rate = rate
        time_base = stream.time_base or Fraction(1, stream.rate)
        start = Fraction(container.start_time or 0, 1_000_000)
        self._origin = round(start / time_base)
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()
        self._written = 0

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
            ":out_chlayout=mono:out_sample_fmt=flt:rematrix_maxval=1.0"
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
            samples = out.to_ndarray()[0].astype(np.float32, copy=False)  # (n,)
            self._written += len(samples)
            yield samples


def _decoded(packet: av.Packet[av.AudioStream]) -> list[AudioFrame]:
    try:
        return packet.decode()
    except av.FFmpegError:
        return []
