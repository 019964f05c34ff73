"""The codebook: what a tree of visual words promises."""

from __future__ import annotations

import numpy as np
import pytest
from codebook_features import clouds
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from vbert_studio.errors import CancelledError
from vbert_studio.progress import Monitor, ProgressEvent
from vbert_studio.visual.codebook import Codebook, CodebookError, fit_codebook

# Few values, so that duplicates, ties and lines of points come up all the time.
FEATURES = hnp.arrays(
    np.float32,
    st.tuples(st.integers(1, 60), st.integers(1, 5)),
    elements=st.integers(-4, 4).map(lambda n: n / 3),
)
SHAPES = st.sampled_from([(1, 2), (2, 3), (3, 2), (4, 12), (2, 36)])


def naive_leaf(book: Codebook, feature: np.ndarray) -> int:
    """One feature down the tree, as one would write it first."""
    tree, node, digits = book.tree, 0, []
    while tree.child_count[node]:
        centres = tree.centroids[tree.children(node)].astype(np.float64)
        digit = int(np.argmin(((centres - feature.astype(np.float64)) ** 2).sum(axis=1)))
        digits.append(digit)
        node = int(tree.first_child[node]) + digit
    digits += [0] * (book.levels - len(digits))
    return sum(d * book.branching ** (book.levels - 1 - i) for i, d in enumerate(digits))


@settings(deadline=None, max_examples=60)
@given(FEATURES, SHAPES, st.integers(0, 3), st.integers(1, 30))
def test_any_features_give_a_tree_that_keeps_its_promises(features, shape, seed, min_points):
    levels, branching = shape
    book = fit_codebook(
        features, levels=levels, branching=branching, seed=seed, min_points=min_points
    )
    words = book.encode(features)
    assert words.dtype == np.int32
    assert words.tolist() == [naive_leaf(book, feature) for feature in features]
    assert np.array_equal(np.unique(words), book.leaves)  # no leaf is empty on its own features
    assert np.array_equal(np.unique(words, return_counts=True)[1], book.leaf_points)
    assert book.leaves.min() >= 0
    assert book.leaves.max() < book.capacity


@settings(deadline=None, max_examples=60)
@given(FEATURES, SHAPES, st.integers(1, 30))
def test_a_leaf_and_its_path_name_each_other(features, shape, min_points):
    levels, branching = shape
    book = fit_codebook(features, levels=levels, branching=branching, min_points=min_points)
    paths = [book.path_of(int(leaf)) for leaf in book.leaves]
    assert [int(path.ljust(levels, "0"), branching) for path in paths] == book.leaves.tolist()
    assert all(1 <= len(path) <= levels for path in paths)
    # No path goes on from another leaf's: a padded id belongs to one leaf.
    assert not any(a != b and b.startswith(a) for a in paths for b in paths)


def test_the_default_finds_the_clouds_that_are_there():
    features = clouds(4_000)
    book = fit_codebook(features)
    centroids = book.leaf_centroids[np.searchsorted(book.leaves, book.encode(features))]
    within = ((features - centroids) ** 2).sum()
    assert within / ((features - features.mean(axis=0)) ** 2).sum() < 0.02


def test_few_clips_give_words_that_occur_more_than_once():
    book = fit_codebook(clouds(37))
    assert book.levels == 4
    assert 4 <= len(book.leaves) <= 6
    assert book.leaf_points.mean() >= 6
    assert {len(book.path_of(int(leaf))) for leaf in book.leaves} == {1}


def test_one_clip_is_one_word():
    book = fit_codebook(np.ones((1, 8)))
    assert book.leaves.tolist() == [0]
    assert book.path_of(0) == "0"
    assert np.array_equal(book.centroid_of(0), np.ones(8, dtype=np.float32))


def test_equal_clips_are_one_word_and_the_lost_children_are_counted():
    book = fit_codebook(np.full((50, 8), 0.1))
    assert book.leaves.tolist() == [0]
    assert book.origin.lost_children == 6


def test_a_still_picture_is_one_word_whatever_its_noise():
    """As measured on a film of speech over a title: 28 clips that differ in their last bits."""
    noise = np.random.default_rng(0).normal(0, 1e-3, (28, 16))
    features = np.concatenate([clouds(9), clouds(9)[:1] + 3 + noise])
    words = fit_codebook(features).encode(features)
    assert len(set(words[9:].tolist())) == 1
    assert 2 <= len(set(words[:9].tolist())) <= 6
    still = fit_codebook(np.concatenate([noise, noise, noise, [[50.0] * 16]]))
    assert len(still.leaves) == 2


def test_the_same_seed_gives_the_same_tree_and_another_seed_another():
    features = clouds(800)
    first, again, other = (fit_codebook(features, seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(first.tree.centroids, again.tree.centroids)
    assert np.array_equal(first.leaves, again.leaves)
    assert not np.array_equal(first.encode(features), other.encode(features))


def test_a_word_does_not_depend_on_the_clips_beside_it():
    features = clouds(600, size=256)
    book = fit_codebook(features)
    # Points half-way between two centroids are where the rounding of a matrix product decides.
    level_one = book.tree.centroids[book.tree.children(0)]
    middles = (level_one[:-1] + level_one[1:]) / 2
    together = book.encode(np.concatenate([features, middles]))
    alone = [int(book.encode(row[None])[0]) for row in [*features[:50], *middles]]
    assert [*together[:50].tolist(), *together[600:].tolist()] == alone


def test_half_precision_and_no_rows_are_taken():
    features = clouds(300).astype(np.float16)
    book = fit_codebook(features)
    assert np.array_equal(book.encode(features), book.encode(features.astype(np.float64)))
    assert book.encode(np.empty((0, 16))).shape == (0,)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e30])
def test_numbers_that_are_none_are_refused_by_row(bad):
    features = clouds(40)
    book = fit_codebook(features)
    features[17, 3] = bad
    for refuse in (fit_codebook, book.encode):
        with pytest.raises(CodebookError, match="row 17") as caught:
            refuse(features)
        assert caught.value.kind == "features_not_finite"


def test_many_features_are_encoded_side_by_side_as_each_alone():
    few = clouds(1_000)
    book = fit_codebook(few)
    many = np.tile(few, (70, 1))
    assert np.array_equal(book.encode(many), np.tile(book.encode(few), 70))
    many[69_999, 0] = np.nan
    with pytest.raises(CodebookError, match="row 69999"):
        book.encode(many)


def test_what_is_no_feature_is_refused():
    book = fit_codebook(clouds(40))
    with pytest.raises(CodebookError, match="16 numbers, not of 8") as caught:
        book.encode(np.zeros((3, 8)))
    assert caught.value.kind == "feature_size_differs"
    for features, kind in (
        (np.zeros((0, 4)), "no_features"),
        (np.zeros(4), "bad_features"),
        (np.array([["a"]]), "bad_features"),
    ):
        with pytest.raises(CodebookError) as caught:
            fit_codebook(features)
        assert caught.value.kind == kind
    for levels, branching in ((0, 12), (4, 1), (4, 37), (12, 12)):
        with pytest.raises(CodebookError) as caught:
            fit_codebook(clouds(40), levels=levels, branching=branching)
        assert caught.value.kind == "bad_setting"
    with pytest.raises(CodebookError) as caught:
        book.path_of(20_735)
    assert caught.value.kind == "no_such_word"


def test_min_points_decides_where_the_tree_ends():
    features = clouds(1_000)
    thin, thick = (fit_codebook(features, min_points=least) for least in (4, 200))
    assert len(thin.leaves) > len(thick.leaves)
    inner = np.flatnonzero(thick.tree.child_count)
    assert (thick.tree.points[inner] >= 200).all()


def test_progress_counts_nodes_and_stops_at_once():
    events: list[ProgressEvent] = []
    features = clouds(2_000)
    book = fit_codebook(features, monitor=Monitor(events.append, interval_s=0))
    last = {event.item: event for event in events}
    assert [e.done == e.total for e in last.values()] == [True] * 4
    assert list(last) == [f"level {n} of 4" for n in (1, 2, 3, 4)]
    assert last["level 1 of 4"].total == 1
    assert last["level 2 of 4"].total == (book.tree.points[book.tree.children(0)] >= 24).sum()

    told: list[ProgressEvent] = []
    stop = Monitor(told.append, cancelled=lambda: len(told) > 5, interval_s=0)
    with pytest.raises(CancelledError):
        fit_codebook(features, monitor=stop)
    assert len(told) == 6


def test_a_sample_takes_from_each_video_its_share():
    # One long video of one kind, and one short of another that a plain sample might leave out.
    features = np.concatenate([clouds(990), clouds(10, seed=1) + 100])
    videos = [7] * 990 + [9] * 10
    book = fit_codebook(features, sample=100, videos=videos)
    assert (book.origin.offered, book.origin.fitted) == (1_000, 100)
    assert (book.leaf_centroids.mean(axis=1) > 50).any()
    assert len(book.encode(features)) == 1_000
