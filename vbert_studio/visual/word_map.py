"""A map of the visual words: their centroids on a plane, near ones near each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.codebook.checks import Floats

_DIRECTIONS = 10  # looked for, so that the first two of them come out exactly
_ROUNDS = 8
_SEED = 0


@dataclass(frozen=True, slots=True, eq=False)
class WordMap:
    """Where each visual word lies.

    Attributes:
        points: float32 (L, 2), in the units of the features, around 0; a row for each of
            `Codebook.leaves`.
        explained: the share of the centroids' variance that the plane shows, 0 .. 1.
    """

    points: Floats
    explained: float


def word_map(codebook: Codebook) -> WordMap:
    """The plane along which the centroids differ most: their first two principal components.

    Found by subspace iteration (Halko, Martinsson and Tropp, 2011, "Finding structure with
    randomness", algorithm 4.4), which for 20,736 words of 1024 numbers takes a fraction of a
    second where all components take a minute. The same codebook always gives the same map.
    """
    centroids = codebook.leaf_centroids  # (L, D)
    words, size = centroids.shape
    mean = centroids.mean(axis=0, dtype=np.float64).astype(np.float32)  # (D,)
    count = min(_DIRECTIONS, words, size)
    start = np.random.default_rng(_SEED).normal(size=(size, count)).astype(np.float32)
    basis = _basis(centroids, mean, start)  # (L, k)
    left, lengths, right = np.linalg.svd(_back(centroids, mean, basis).T, full_matrices=False)
    plane = np.zeros((words, 2), np.float32)
    shown = min(2, count)
    # The direction of an axis means nothing: its largest part is made positive, for one map.
    turn = np.sign(right[range(shown), np.abs(right[:shown]).argmax(axis=1)])
    plane[:, :shown] = (basis @ left[:, :shown]) * (lengths[:shown] * np.where(turn < 0, -1, 1))
    total = _variance(centroids, mean)
    return WordMap(plane, float(np.square(lengths[:2]).sum() / total) if total > 0 else 1.0)


def _basis(centroids: Floats, mean: Floats, start: Floats) -> Floats:
    """Orthonormal columns (L, k) that span where the centred rows reach farthest."""
    basis, _ = np.linalg.qr(_along(centroids, mean, start))
    for _ in range(_ROUNDS):
        across, _ = np.linalg.qr(_back(centroids, mean, basis))  # (D, k)
        basis, _ = np.linalg.qr(_along(centroids, mean, across))  # (L, k)
    return basis


def _along(centroids: Floats, mean: Floats, across: Floats) -> Floats:
    """The centred rows (L, D) times (D, k), without a centred copy of them."""
    result: Floats = centroids @ across - mean @ across
    return result


def _back(centroids: Floats, mean: Floats, basis: Floats) -> Floats:
    """The centred columns (D, L) times (L, k)."""
    result: Floats = centroids.T @ basis - np.outer(mean, basis.sum(axis=0))
    return result


def _variance(centroids: Floats, mean: Floats) -> float:
    """The summed squared distance of all rows to their mean."""
    squares: npt.NDArray[np.float64] = np.einsum("ld,ld->", centroids, centroids, dtype=np.float64)
    return float(squares - len(centroids) * np.square(mean, dtype=np.float64).sum())
