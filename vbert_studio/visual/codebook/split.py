"""One node's k-means, by scikit-learn; and many nodes' at once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from vbert_studio.visual.codebook.checks import Floats
from vbert_studio.visual.codebook.cores import each_on_one_core
from vbert_studio.visual.codebook.nearest import Ints, nearest
from vbert_studio.visual.codebook.sample import fair_sample

# More features than this for each centre move the centres no further: the rest only costs time,
# and a big node could not be stopped half-way.
_ENOUGH_PER_CENTRE = 2_048
# Greedy k-means++ looks at each feature a dozen times; to find starts, so many are plenty.
_ENOUGH_FOR_STARTS = 64
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


def spread_of(points: Floats) -> float:
    """The mean squared distance of points (N, D) to their mean."""
    return float(points.var(axis=0, dtype=np.float64).sum())


def split(points: Floats, wanted: int, *, alike: float, seed: Sequence[int]) -> Split:
    """Cluster `points` (N, D) into at most `wanted` clusters, none of them empty.

    Args:
        points: of the node.
        wanted: how many clusters at most.
        alike: a squared distance below which features count as the same; clusters are further
            apart.
        seed: of every random choice.
    """
    if wanted == 1 or spread_of(points) <= alike:
        mean = points.mean(axis=0, keepdims=True, dtype=np.float64).astype(np.float32)
        return Split(mean, np.zeros(len(points), dtype=np.int64), settled=True)
    generator = np.random.default_rng(seed)
    some = points[fair_sample(len(points), wanted * _ENOUGH_PER_CENTRE, generator)]
    centres, settled = _k_means(some, wanted, generator)
    apart = _told_apart(centres, np.bincount(nearest(points, centres), minlength=wanted), alike)
    return Split(apart, nearest(points, apart), settled)


def _told_apart(centres: Floats, sizes: Ints, alike: float) -> Floats:
    """The centres (K, D) that have points, without those that are the same as a bigger one."""
    kept: list[int] = []
    for at in np.argsort(-sizes, kind="stable").tolist():
        distances = np.square(centres[kept] - centres[at]).sum(axis=1)
        if sizes[at] and not (distances <= alike).any():
            kept.append(at)
    return np.ascontiguousarray(centres[sorted(kept)])


def _k_means(points: Floats, wanted: int, generator: np.random.Generator) -> tuple[Floats, bool]:
    """The best of Lloyd's algorithm from some starts; whether it ended before its last round."""
    from sklearn.cluster import KMeans, kmeans_plusplus

    tries = []
    for _ in range(_STARTS_IF_SMALL if len(points) <= _SMALL else 1):
        few = points[fair_sample(len(points), wanted * _ENOUGH_FOR_STARTS, generator)]
        start, _ = kmeans_plusplus(few, wanted, random_state=int(generator.integers(2**31)))
        model = KMeans(wanted, init=start, n_init=1, max_iter=_MOST_ROUNDS)
        tries.append(model.fit(points))
    best = min(tries, key=lambda model: model.inertia_)
    return best.cluster_centers_.astype(np.float32), bool(best.n_iter_ < _MOST_ROUNDS)


@contextmanager
def splitting(nodes: int) -> Iterator[Callable[..., Iterator[Split]]]:
    """A `map` for so many nodes."""
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings(), each_on_one_core(nodes, clustering=True) as each:
        # It warns of fewer distinct points than clusters; those are counted and reported.
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield each
