"""A film in which every visual word of a codebook is shown once, by the clip that shows it best.

A codebook that is shipped comes without the films that it was fitted on. This film takes their
place: read with the codebook, it gives every word an exemplar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from vbert_studio.media.clips import SAMPLE_RATE, Clip, read_clips
from vbert_studio.media.geometry import Geometry
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import Monitor, Stage
from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.exemplars import nearest_clips

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.stream import VideoStream

SIZE = (120, 160)
_QUALITY = 33


def write_words_film(
    films: Sequence[Path],
    features: Sequence[npt.NDArray[np.float16]],
    book: Codebook,
    to: Path,
    *,
    monitor: Monitor | None = None,
) -> list[int]:
    """Show the words in the order of their ids, 1.5 s each.

    Args:
        films: where the clips come from.
        features: of each film, (N, D).
        book: the codebook; words that no clip of these films has are left out.
        to: an MP4 file; replaced only once all is written.
        monitor: hears how far it is.

    Returns:
        The words in the order of their clips.

    Raises:
        MediaError: a film cannot be read.
    """
    monitor = monitor or Monitor()
    owners = np.repeat(np.arange(len(films)), [len(rows) for rows in features])  # (R,)
    clips = np.concatenate([np.arange(len(rows)) for rows in features])  # (R,)
    rows = np.concatenate(features)  # (R, D)
    nearest = nearest_clips(book, rows, book.encode(rows), k=1)
    shown = (
        _clip(films[owners[near.index]], int(clips[near.index]))
        for _, (near, *_) in sorted(nearest.items())
    )
    fresh = to.with_name(f".{to.name}")
    try:
        with monitor.stage(to.name, len(nearest), "words") as told:
            _write(shown, fresh, told)
        fresh.replace(to)
    finally:
        fresh.unlink(missing_ok=True)
    return sorted(nearest)


def _write(clips: Iterable[Clip], to: Path, told: Stage) -> None:
    import av

    with av.open(str(to), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = _stream(container)
        for clip in clips:
            _append(container, stream, clip)
            told.advance()
        container.mux(stream.encode(None))


def _clip(film: Path, index: int) -> Clip:
    clips: Iterator[Clip] = read_clips(
        film, read_frame_times(film), first=index, geometry=Geometry.direct(*SIZE)
    )
    return next(clips)


def _stream(container: OutputContainer) -> VideoStream:
    stream = container.add_stream("libx264", rate=SAMPLE_RATE)
    stream.height, stream.width = SIZE
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, SAMPLE_RATE)
    stream.codec_context.thread_count = 1
    quality = {"crf": str(_QUALITY), "preset": "medium", "g": "30"}
    stream.options = {
        **quality,
        "x264-params": "mbtree=0",
    }  # see kitchen.film: the same bytes again
    return stream


def _append(container: OutputContainer, stream: VideoStream, clip: Clip) -> None:
    from av import VideoFrame

    for picture in clip.frames:
        container.mux(stream.encode(VideoFrame.from_ndarray(picture, format="rgb24")))
