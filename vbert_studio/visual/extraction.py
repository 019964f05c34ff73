"""A film's features, chunk by chunk: decoding goes on in a thread while the network computes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import CancelledError
from vbert_studio.media.clips import Clip, ClipSpan, clip_spans, read_clips
from vbert_studio.media.times import FrameTimes
from vbert_studio.progress import Event, LogEvent, Monitor, Stage
from vbert_studio.visual.extractor import Extractor
from vbert_studio.visual.handover import ahead

# Clips decoded ahead: enough to keep the network busy over an uneven stretch, 4.5 MB each.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class FeatureChunk:
    """Features of consecutive clips, ``float16 (n, D)``, beginning with clip `first`."""

    first: int
    spans: tuple[ClipSpan, ...]
    features: npt.NDArray[np.float16]


def extract(
    path: Path,
    times: FrameTimes,
    extractor: Extractor,
    *,
    first: int = 0,
    chunk: int = 16,
    monitor: Monitor | None = None,
) -> Iterator[FeatureChunk]:
    """Yield the features of a film's clips from `first` on.

    Chunks end at multiples of `chunk`, wherever the extraction began, so that one that is resumed
    behind its last stored chunk goes on exactly as if it had never stopped. Frames are decoded in a
    thread, a few clips ahead; closing the iterator ends it.

    Args:
        path: the film.
        times: its frame times.
        extractor: computes the features.
        first: the first clip that is wanted.
        chunk: clips per chunk.
        monitor: hears of every clip, and can stop the work between two calls of the network.

    Raises:
        MediaError: the film cannot be read on; the chunks until there were yielded.
        CancelledError: the monitor asked to stop.
    """
    monitor = monitor or Monitor()
    total = len(clip_spans(times))
    if first >= total:
        return
    reader = _Reader(path, times, extractor, first, monitor)
    waiting = max(_AHEAD, extractor.clips_at_once)
    with (
        ahead(reader.items, waiting) as items,
        monitor.stage(path.name, total, "clips", done=first) as stage,
    ):
        clips = _without_events(items, monitor)
        while first < total:
            many = min(chunk - first % chunk, total - first)
            done = _compute(islice(clips, many), extractor, stage)
            if not done.spans:
                return
            yield done
            first += len(done.spans)


class _Reader:
    """Decodes in the thread; what is to be logged travels with the clips."""

    def __init__(
        self, path: Path, times: FrameTimes, extractor: Extractor, first: int, monitor: Monitor
    ) -> None:
        self._path = path
        self._times = times
        self._geometry = extractor.geometry
        self._first = first
        self._monitor = monitor

    def items(self, stopped: Callable[[], bool]) -> Iterator[Clip | Event]:
        events: list[Event] = []
        monitor = Monitor(events.append, cancelled=lambda: stopped() or self._cancelled())
        for clip in read_clips(
            self._path, self._times, first=self._first, geometry=self._geometry, monitor=monitor
        ):
            yield clip
            yield from events
            events.clear()
        yield from events

    def _cancelled(self) -> bool:
        """Asked here too, so that slow decoding does not delay the end."""
        try:
            self._monitor.check()
        except CancelledError:
            return True
        return False


def _without_events(items: Iterable[Clip | Event], monitor: Monitor) -> Iterator[Clip]:
    """The clips; a line for the log is passed on, in the thread of the caller."""
    for item in items:
        if isinstance(item, Clip):
            yield item
        elif isinstance(item, LogEvent):
            monitor.log(item.message, item.level)


def _compute(clips: Iterator[Clip], extractor: Extractor, stage: Stage) -> FeatureChunk:
    """Take all of `clips` through the network, as many at once as it likes."""
    spans: list[ClipSpan] = []
    features: list[npt.NDArray[np.float16]] = []
    while batch := list(islice(clips, extractor.clips_at_once)):
        frames = np.stack([clip.frames for clip in batch])  # (B, 30, H, W, 3)
        features.append(extractor.features(frames).astype(np.float16))
        spans += [clip.span for clip in batch]
        stage.advance(len(batch))
    size = extractor.feature_size
    return FeatureChunk(
        first=spans[0].index if spans else -1,
        spans=tuple(spans),
        features=np.concatenate(features) if features else np.empty((0, size), np.float16),
    )
