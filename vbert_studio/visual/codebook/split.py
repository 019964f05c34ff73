"""One node's k-means, by scikit-learn."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vbert_studio.visual.codebook.checks import Floats
from vbert_studio.visual.codebook.nearest import Ints, nearest
from vbert_studio.visual.codebook.sample import fair_sample

# More features than this for each centre move the centres no further: the rest only costs time,
# and a big node could not be stopped half-way.
_ENOUGH_PER_CENTRE = 2_048
_MOST_ROUNDS = 100
# A bad start costs most where few features decide; beyond this many one start is good enough.
_SMALL = 4_096
_STARTS_IF_SMALL = 4


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A node's children.

    Attributes:
        centres: float32 (K, D), each with at least one point.
        labels: int64 (N,), the nearest centre of each point.
        settled: whether the centres had come to rest.
    """

    centres: Floats
    labels: Ints
    settled: bool


def split(points: Floats, wanted: int, *, seed: Sequence[int]) -> Split:
    """Cluster `points` (N, D) into at most `wanted` clusters, none of them empty."""
    if wanted == 1:
        mean = points.mean(axis=0, keepdims=True, dtype=np.float64).astype(np.float32)
        return Split(mean, np.zeros(len(points), dtype=np.int64), settled=True)
    generator = np.random.default_rng(seed)
    some = points[fair_sample(len(points), wanted * _ENOUGH_PER_CENTRE, generator)]
    centres, settled = _k_means(some, wanted, int(generator.integers(2**31)))
    labels = nearest(points, centres)
    used, labels = np.unique(labels, return_inverse=True)
    return Split(np.ascontiguousarray(centres[used]), labels, settled)


def _k_means(points: Floats, wanted: int, seed: int) -> tuple[Floats, bool]:
    """Lloyd's algorithm from greedy k-means++ starts; whether it ended before its last round."""
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    starts = _STARTS_IF_SMALL if len(points) <= _SMALL else 1
    model = KMeans(wanted, n_init=starts, max_iter=_MOST_ROUNDS, random_state=seed)
    with warnings.catch_warnings():
        # It warns of fewer distinct points than clusters; `split` counts and reports those.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(points)
    return model.cluster_centers_.astype(np.float32), bool(model.n_iter_ < _MOST_ROUNDS)
