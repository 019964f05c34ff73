import threading
from pathlib import Path

import numpy as np
import pytest
from films import film

from vbert_studio.errors import CancelledError, MediaError
from vbert_studio.media.clips import clip_spans
from vbert_studio.media.geometry import Geometry
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Event, Monitor, ProgressEvent
from vbert_studio.visual.extraction import FeatureChunk, extract


class MeanColours:
    """The lightest extractor there is: each frame's mean, of each clip's 30 frames."""

    name = "mean-colours"
    feature_size = 30
    geometry = Geometry.short_side(64, 56)
    frame_size = (56, 56)
    engine = device = precision = "none"

    def __init__(self, clips_at_once: int = 1) -> None:
        self.clips_at_once = clips_at_once
        self.batches: list[int] = []

    def features(self, clips: np.ndarray) -> np.ndarray:
        assert clips.dtype == np.uint8
        assert clips.shape[1:] == (30, 56, 56, 3)
        self.batches.append(len(clips))
        return clips.mean(axis=(2, 3, 4), dtype=np.float32)


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTimes]:
    path = film(tmp_path_factory.mktemp("films") / "long.mp4", 17)
    return path, read_frame_times(path)


def chunks_of(film_: tuple[Path, FrameTimes], **options) -> list[FeatureChunk]:
    return list(extract(*film_, options.pop("extractor", MeanColours()), **options))


def test_every_clip_by_the_tail_rule_in_aligned_chunks(long_film) -> None:
    chunks = chunks_of(long_film, chunk=4)
    assert [(c.first, len(c.spans)) for c in chunks] == [(0, 4), (4, 4), (8, 3)]
    assert [s for c in chunks for s in c.spans] == clip_spans(long_film[1])
    assert all(c.features.dtype == np.float16 for c in chunks)
    assert all(c.features.shape == (len(c.spans), 30) for c in chunks)


@pytest.mark.parametrize("first", [4, 8])
def test_a_resume_gives_the_very_chunks_that_are_missing(long_film, first: int) -> None:
    whole = chunks_of(long_film, chunk=4)
    resumed = chunks_of(long_film, chunk=4, first=first)
    wanted = [c for c in whole if c.first >= first]
    assert [c.first for c in resumed] == [c.first for c in wanted]
    for mine, theirs in zip(resumed, wanted, strict=True):
        assert mine.spans == theirs.spans
        assert np.array_equal(mine.features, theirs.features)


def test_a_resume_inside_a_chunk_ends_where_the_chunk_ends(long_film) -> None:
    assert [(c.first, len(c.spans)) for c in chunks_of(long_film, chunk=4, first=6)] == [
        (6, 2),
        (8, 3),
    ]


def test_behind_the_end_there_is_nothing(long_film) -> None:
    assert chunks_of(long_film, first=11) == []


def test_several_clips_at_once_do_not_reach_over_a_chunk(long_film) -> None:
    extractor = MeanColours(clips_at_once=3)
    together = chunks_of(long_film, chunk=4, extractor=extractor)
    assert extractor.batches == [3, 1, 3, 1, 3]
    alone = chunks_of(long_film, chunk=4)
    for mine, theirs in zip(together, alone, strict=True):
        assert np.array_equal(mine.features, theirs.features)


def test_progress_counts_clips_from_where_it_began(long_film) -> None:
    events: list[Event] = []
    chunks_of(long_film, first=4, monitor=Monitor(events.append, interval_s=0))
    progress = [e for e in events if isinstance(e, ProgressEvent)]
    assert [(e.done, e.total, e.unit) for e in (progress[0], progress[-1])] == [
        (4, 11, "clips"),
        (11, 11, "clips"),
    ]


def test_cancelling_stops_between_two_clips_and_leaves_no_thread(long_film) -> None:
    extractor = MeanColours()
    monitor = Monitor(cancelled=lambda: len(extractor.batches) >= 2)
    before = threading.active_count()
    with pytest.raises(CancelledError):
        chunks_of(long_film, extractor=extractor, monitor=monitor)
    assert len(extractor.batches) == 2
    assert threading.active_count() == before


def test_closing_the_iterator_leaves_no_thread(long_film) -> None:
    before = threading.active_count()
    chunks = extract(*long_film, MeanColours(), chunk=2)
    next(chunks)
    assert threading.active_count() == before + 1
    chunks.close()
    assert threading.active_count() == before


def test_an_error_of_the_extractor_leaves_no_thread(long_film) -> None:
    class Broken(MeanColours):
        def features(self, clips: np.ndarray) -> np.ndarray:
            raise ZeroDivisionError

    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        chunks_of(long_film, extractor=Broken())
    assert threading.active_count() == before


def test_a_film_that_vanished_is_named(long_film, tmp_path: Path) -> None:
    gone = tmp_path / "gone.mp4"
    with pytest.raises(MediaError, match=r"gone\.mp4"):
        list(extract(gone, long_film[1], MeanColours()))


def test_a_film_shorter_than_a_clip_gives_one(tmp_path: Path) -> None:
    path = film(tmp_path / "short.mp4", 0.4)
    [chunk] = list(extract(path, read_frame_times(path), MeanColours()))
    assert chunk.spans[0].partial
    assert chunk.features.shape == (1, 30)
