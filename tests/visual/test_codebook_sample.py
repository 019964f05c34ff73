"""A fair sample of many videos."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vbert_studio.visual.codebook.sample import fair_sample


@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=20), st.integers(1, 500), st.integers(0, 5)
)
@example([1, 1, 1, 1, 3], 5, 0)
@settings(max_examples=200)
def test_every_video_gives_its_share(lengths: list[int], size: int, seed: int):
    videos = np.repeat(np.arange(len(lengths)), lengths)
    generator = np.random.default_rng(seed)
    generator.shuffle(videos)
    rows = fair_sample(len(videos), size, generator, videos)
    assert len(rows) == min(size, len(videos))
    assert (np.diff(rows) > 0).all()
    given_rows = np.bincount(videos[rows], minlength=len(lengths))
    due = np.array(lengths) * min(1, size / len(videos))
    if size >= len(lengths):
        assert (given_rows >= 1).all()
    # Whole rows, and those that short videos get beyond their due, come off the long ones.
    assert (given_rows <= np.maximum(np.ceil(due), 1)).all()
    assert (given_rows >= np.floor(due) - len(lengths)).all()


def test_without_videos_every_row_is_as_likely_as_another():
    generator = np.random.default_rng(0)
    drawn = np.bincount(
        np.concatenate([fair_sample(50, 10, generator) for _ in range(500)]), minlength=50
    )
    assert drawn.min() > 60
    assert drawn.max() < 140
