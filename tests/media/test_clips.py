"""The grid of clips, the tail rule, and the sampling of frames by their times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.films import Film, number_in
from vbert_studio.errors import CancelledError
from vbert_studio.media.clips import Geometry, clip_spans, read_clips
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Monitor

SMALL = Geometry.direct(32, 48)


def even_times(seconds: float, rate: int = 100) -> FrameTimes:
    pts = np.arange(round(seconds * rate), dtype=np.int64)
    return FrameTimes(pts, Fraction(1, rate), np.array([0]), 0, 1)


@pytest.mark.parametrize(
    ("seconds", "clips", "partial"),
    [
        (0.02, 1, True),  # shorter than one clip: one padded clip
        (0.74, 1, True),
        (1.49, 1, True),
        (1.5, 1, False),
        (2.24, 1, False),  # 0.74 s are less than half a clip
        (2.25, 2, True),
        (2.99, 2, True),
        (3.0, 2, False),
        (13.0, 9, True),
        (42.4, 28, False),
    ],
)
def test_tail_rule(seconds: float, clips: int, partial: bool) -> None:
    spans = clip_spans(even_times(seconds))
    assert len(spans) == clips
    assert spans[-1].partial is partial
    assert not any(span.partial for span in spans[:-1])
    assert [span.start_s for span in spans] == [1.5 * k for k in range(clips)]
    assert spans[-1].end_s == pytest.approx(min(seconds, clips * 1.5))


def test_samples_are_the_frames_on_screen(tmp_path: Path) -> None:
    film = Film(frames=100, rate=24)
    path = film.write(tmp_path / "a.mp4")
    clips = list(read_clips(path, read_frame_times(path), geometry=SMALL))
    numbers = [number_in(image) for clip in clips for image in clip.frames]
    assert numbers == [film.shown_at(k / 20) for k in range(len(numbers))]
    assert len(clips) == 3


def test_tail_repeats_the_last_frame(tmp_path: Path) -> None:
    path = Film(frames=20, rate=20).write(tmp_path / "short.mp4")
    (clip,) = read_clips(path, read_frame_times(path), geometry=SMALL)
    assert clip.span.partial
    assert [number_in(image) for image in clip.frames] == [*range(20), *[19] * 10]


@pytest.mark.parametrize("b_frames", [0, 3])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".avi"])
def test_a_clip_is_the_same_wherever_reading_began(
    tmp_path: Path, suffix: str, b_frames: int
) -> None:
    path = Film(frames=200, rate=25, gop=40, b_frames=b_frames).write(tmp_path / f"a{suffix}")
    times = read_frame_times(path)
    whole = list(read_clips(path, times, geometry=SMALL))
    for first in range(1, len(whole)):
        clip = next(read_clips(path, times, first=first, geometry=SMALL))
        assert clip.span == whole[first].span
        assert np.array_equal(clip.frames, whole[first].frames)


def test_reading_stops_when_asked(tmp_path: Path) -> None:
    path = Film(frames=90).write(tmp_path / "a.mp4")
    wishes = iter([False] * 5 + [True] * 1000)
    clips = read_clips(
        path,
        read_frame_times(path),
        geometry=SMALL,
        monitor=Monitor(cancelled=lambda: next(wishes)),
    )
    with pytest.raises(CancelledError):
        list(clips)


@pytest.mark.media
def test_real_films(nasa_video: Path, speech_video: Path) -> None:
    for path, expected in ((nasa_video, 9), (speech_video, 28)):
        clips = list(read_clips(path, read_frame_times(path), geometry=Geometry.short_side(64, 56)))
        assert len(clips) == expected
        assert clips[0].frames.shape == (30, 56, 56, 3)
