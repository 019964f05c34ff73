"""The film of all visual words: one clip for each, and whole or not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.films import Film
from tests.jobs.conftest import SMALL
from vbert_studio.errors import CancelledError
from vbert_studio.jobs.words_film import write_words_film
from vbert_studio.media.clips import clip_spans
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import fit_codebook


def test_a_film_that_was_stopped_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    film = Film(frames=360, **SMALL).write(tmp_path / "film.mp4")
    features = np.repeat(40 * np.eye(3, 8, dtype=np.float16), 4, axis=0)  # (N, D)
    book = fit_codebook(features, levels=1, branching=3, min_points=2, extractor="small")
    to = tmp_path / "words" / "words.mp4"
    to.parent.mkdir()
    with pytest.raises(CancelledError):
        write_words_film([film], [features], book, to, monitor=Monitor(cancelled=lambda: True))
    assert list(to.parent.iterdir()) == []
    words = write_words_film([film], [features], book, to)
    assert sorted(words) == sorted(book.leaves.tolist())
    assert len(clip_spans(read_frame_times(to))) == len(words) == 3
    assert list(to.parent.iterdir()) == [to]
