"""What is said about a codebook, and what a word is shown by."""

from __future__ import annotations

import json

import numpy as np
import pytest
from codebook_features import clouds
from sklearn.metrics import adjusted_mutual_info_score

from vbert_studio.visual.codebook import CodebookError, fit_codebook
from vbert_studio.visual.exemplars import near_leaves, nearest_clips
from vbert_studio.visual.report import codebook_report, perplexity

FEATURES = clouds(1_500)
BOOK = fit_codebook(FEATURES)
WORDS = BOOK.encode(FEATURES)
REPORT = codebook_report(BOOK, FEATURES)


def test_the_report_counts_what_is_used():
    assert REPORT.leaves == REPORT.live_leaves == len(np.unique(WORDS))
    assert REPORT.empty_leaves == 0
    assert (REPORT.levels, REPORT.branching, REPORT.capacity) == (4, 12, 20_736)
    assert sum(REPORT.depths) == REPORT.leaves
    share = np.unique(WORDS, return_counts=True)[1] / len(WORDS)
    assert REPORT.perplexity == pytest.approx(np.prod(share**-share))


def test_leaves_that_other_videos_do_not_reach_are_empty():
    few = codebook_report(BOOK, FEATURES[:10])
    assert few.live_leaves == len(set(WORDS[:10].tolist()))
    assert few.empty_leaves == REPORT.leaves - few.live_leaves


def test_the_report_is_plain_json_with_the_names_that_others_build_on():
    plain = json.loads(json.dumps(REPORT.as_json()))
    names = {"leaves", "live_leaves", "empty_leaves", "perplexity"}
    assert names | {"levels", "branching", "stability"} <= plain.keys()
    assert [level["level"] for level in plain["by_level"]] == [1, 2, 3, 4]


def test_deeper_levels_are_tighter_and_the_last_is_that_of_the_leaves():
    within = [level.within for level in REPORT.by_level]
    assert within == sorted(within, reverse=True)
    centroids = BOOK.leaf_centroids[np.searchsorted(BOOK.leaves, WORDS)]
    assert within[-1] == pytest.approx(((FEATURES - centroids) ** 2).sum(axis=1).mean(), rel=1e-4)
    # Of settled k-means the two parts make up the whole, at every level.
    total = ((FEATURES - FEATURES.mean(axis=0)) ** 2).sum(axis=1).mean()
    for level in REPORT.by_level:
        assert level.within + level.between == pytest.approx(total, rel=0.01)
        assert level.explained == pytest.approx(1 - level.within / total, rel=1e-3)
    assert REPORT.by_level[-1].nodes == REPORT.leaves


def test_stability_is_the_agreement_of_two_seeds():
    other = fit_codebook(FEATURES, seed=1).encode(FEATURES)
    assert pytest.approx(adjusted_mutual_info_score(WORDS, other)) == REPORT.stability
    assert REPORT.stability == REPORT.by_level[-1].stability


def test_clear_clouds_are_found_by_every_seed_and_noise_by_none():
    centres = np.random.default_rng(0).normal(0, 10, (6, 8))
    clear = np.repeat(centres, 50, axis=0) + np.random.default_rng(1).normal(0, 0.1, (300, 8))
    noise = np.random.default_rng(2).normal(0, 1, (300, 8))
    found, lost = (
        codebook_report(fit_codebook(points, levels=1, branching=6), points).stability
        for points in (clear, noise)
    )
    assert found == pytest.approx(1)
    assert lost < 0.8


@pytest.mark.parametrize("count", [1, 2, 37])
def test_ever_so_few_clips_can_be_reported(count: int):
    features = clouds(count)
    report = codebook_report(fit_codebook(features), features)
    assert report.live_leaves == report.leaves >= 1
    assert 0 <= report.stability <= 1
    assert all(np.isfinite(level.explained) for level in report.by_level)


def test_perplexity_of_equal_use_is_the_number_of_words():
    assert perplexity([5, 5, 5, 0]) == pytest.approx(3)
    assert perplexity([7, 0]) == pytest.approx(1)
    assert perplexity([]) == 0


def test_exemplars_are_the_nearest_clips_of_each_word():
    found = nearest_clips(BOOK, FEATURES, WORDS, k=3)
    assert sorted(found) == BOOK.leaves.tolist()
    for leaf, exemplars in found.items():
        rows = np.flatnonzero(leaf == WORDS)
        distances = np.linalg.norm(FEATURES[rows] - BOOK.centroid_of(leaf), axis=1)
        nearest = rows[np.argsort(distances, kind="stable")][:3]
        assert [near.index for near in exemplars] == nearest.tolist()
        expected = sorted(distances.tolist())[:3]
        assert [near.distance for near in exemplars] == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_exemplars_of_nothing_and_of_foreign_words():
    assert nearest_clips(BOOK, FEATURES[:0], WORDS[:0]) == {}
    with pytest.raises(CodebookError) as caught:
        nearest_clips(BOOK, FEATURES[:1], [20_735])
    assert caught.value.kind == "no_such_word"


def test_near_words_come_from_the_same_branch_first():
    # A word of many siblings: the clouds are far wider apart than wide.
    siblings = np.bincount(BOOK.leaves // 12**3).argmax()
    leaf = int(BOOK.leaves[siblings == BOOK.leaves // 12**3][0])
    near = near_leaves(BOOK, leaf, k=3)
    assert len(near) == 3
    assert leaf not in [word.index for word in near]
    assert [word.distance for word in near] == sorted(word.distance for word in near)
    assert near[0].index // 12**3 == siblings
    assert len(near_leaves(BOOK, leaf, k=10**6)) == len(BOOK.leaves) - 1
