"""How tight the words are, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook.book import Codebook
from vbert_studio.visual.codebook.checks import Floats, as_points
from vbert_studio.visual.codebook.nearest import Ints

_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Spread:
    """Features about the centroids of one level of the tree.

    Attributes:
        nodes: how many centroids there are; a branch that ended above counts with its leaf.
        within: mean squared distance of a feature to its node's centroid.
        between: mean squared distance of that centroid to the mean feature.
        explained: 1 less `within` over the mean squared distance of a feature to the mean feature;
            1 where all features are equal.
    """

    nodes: int
    within: float
    between: float
    explained: float


def spread_by_level(
    codebook: Codebook,
    features: npt.ArrayLike,
    words: npt.NDArray[np.int32],
    *,
    monitor: Monitor | None = None,
) -> list[Spread]:
    """The spread of features (N, D) of the given words (N,), for each level."""
    rows = np.asarray(features)
    lineage = _lineage(codebook)  # (levels, L)
    place = np.searchsorted(codebook.leaves, words)  # (N,)
    mean = rows.mean(axis=0, dtype=np.float64).astype(np.float32)  # (D,)
    total, within = 0.0, np.zeros(len(lineage))
    with (monitor or Monitor()).stage("spread", len(rows), "clips") as stage:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            block = as_points(rows[start : start + _ROWS_AT_ONCE])  # (n, D)
            total += float(_squares(block - mean).sum())
            for at, nodes in enumerate(lineage[:, place[start : start + len(block)]]):
                within[at] += _squares(block - codebook.tree.centroids[nodes]).sum()
            stage.advance(len(block))
    return [
        _summary(codebook, nodes, place, mean, inside / len(rows), total / len(rows))
        for nodes, inside in zip(lineage, within.tolist(), strict=True)
    ]


def _summary(
    codebook: Codebook, nodes: Ints, place: Ints, mean: Floats, within: float, total: float
) -> Spread:
    """`nodes` (L,) are those of one level above each leaf, `place` (N,) the leaf of each row."""
    apart = _squares(codebook.tree.centroids[nodes] - mean)  # (L,)
    explained = 1 - within / total if total > 0 else 1.0
    return Spread(len(np.unique(nodes)), within, float(apart[place].mean()), explained)


def _lineage(codebook: Codebook) -> Ints:
    """The node of each level above each leaf, or the leaf itself where that ended above the level.

    Shape (levels, L).
    """
    nodes = codebook.leaf_nodes
    above = [nodes]
    for level in range(codebook.levels - 1, 0, -1):
        deeper = codebook.places.depth[nodes] > level
        nodes = np.where(deeper, codebook.places.parent[nodes], nodes)
        above.append(nodes)
    return np.stack(above[::-1])


def _squares(rows: Floats) -> npt.NDArray[np.float64]:
    squares: npt.NDArray[np.float64] = np.einsum("nd,nd->n", rows, rows, dtype=np.float64)
    return squares
