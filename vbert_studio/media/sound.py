"""The sound of a file: for recognition, for drawing and for hearing, in step with the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.media.files import only, open_media, sound_stream
from vbert_studio.media.peaks import Peaks, PeaksBuilder
from vbert_studio.media.resampling import Resampler
from vbert_studio.progress import Monitor

__all__ = ["Peaks", "hear", "read_peaks", "read_sound"]

Sound = npt.NDArray[np.float32]

_BLOCK_S = 0.5
_PEAK_RATE = 16000


def read_sound(path: Path, *, rate: int = 16000, monitor: Monitor | None = None) -> Iterator[Sound]:
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
        held: list[Sound] = []
        for piece in Resampler(container, stream, path, rate=rate):
            monitor.check()
            held.append(piece[:, 0])
            if sum(map(len, held)) >= rate * _BLOCK_S:
                yield np.concatenate(held)
                held = []
        if held:
            yield np.concatenate(held)


def hear(path: Path, *, start_s: float = 0.0, rate: int = 48000) -> Iterator[Sound]:
    """Stream the sound from `start_s` on in small blocks for a loudspeaker, float32 (n, 2).

    Raises:
        MediaError: the file cannot be read.
    """
    with open_media(path) as container:
        stream = sound_stream(container)
        if stream is None:
            return
        only(container, stream)
        yield from Resampler(container, stream, path, rate=rate, channels=2, start_s=start_s)


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
