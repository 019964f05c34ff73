"""The map of centroids, against all principal components."""

from __future__ import annotations

import numpy as np
import pytest

from vbert_studio.visual.codebook import Codebook, fit_codebook
from vbert_studio.visual.word_map import word_map


def book(features: np.ndarray, **settings: int) -> Codebook:
    return fit_codebook(features, min_points=1, **settings)


def test_the_map_shows_the_two_first_principal_components() -> None:
    random = np.random.default_rng(1)
    stretched = random.normal(size=(400, 24)) * np.linspace(9, 1, 24) + 100
    words = book(stretched.astype(np.float32), levels=2, branching=6)
    found = word_map(words)
    centred = words.leaf_centroids.astype(np.float64)
    centred -= centred.mean(axis=0)
    left, lengths, _ = np.linalg.svd(centred, full_matrices=False)
    expected = left[:, :2] * lengths[:2]
    assert np.allclose(np.abs(found.points), np.abs(expected), atol=0.02)
    share = np.square(lengths[:2]).sum() / np.square(lengths).sum()
    assert found.explained == pytest.approx(share, rel=1e-3)


def test_the_same_codebook_gives_the_same_map() -> None:
    features = np.random.default_rng(2).normal(size=(60, 16)).astype(np.float32)
    words = book(features, levels=1, branching=8)
    assert np.array_equal(word_map(words).points, word_map(words).points)


@pytest.mark.parametrize("clips", [1, 2, 3])
def test_a_codebook_of_few_words_has_a_map_too(clips: int) -> None:
    words = book(np.eye(clips, 16, dtype=np.float32), levels=1, branching=4)
    found = word_map(words)
    assert found.points.shape == (len(words.leaves), 2)
    assert np.isfinite(found.points).all()
    assert found.explained == pytest.approx(1.0)
