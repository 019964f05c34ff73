"""Showing a visual word: the clips nearest to it, and the words nearest to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.codebook.checks import Floats, as_points

_ROWS_AT_ONCE = 16_384
_LEAVES_AT_ONCE = 2_048


@dataclass(frozen=True, slots=True)
class Near:
    """Something near a visual word.

    Attributes:
        index: the row of a feature, or the id of a leaf.
        distance: between it and the word's centroid, in the units of the features.
    """

    index: int
    distance: float


def nearest_clips(
    codebook: Codebook, features: npt.ArrayLike, leaves: npt.ArrayLike, k: int = 5
) -> dict[int, list[Near]]:
    """The exemplars of every visual word that occurs: the clips nearest to its centroid.

    Args:
        codebook: that gave the words.
        features: (N, D).
        leaves: (N,) the word of each feature, as `Codebook.encode` gives it.
        k: at most so many for each word.

    Returns:
        For each leaf id that occurs its nearest rows of `features`, nearest first, the earlier of
        equals first.

    Raises:
        CodebookError: kind ``no_such_word`` and those of `Codebook.encode`.
    """
    words = np.asarray(leaves, dtype=np.int32)  # (N,)
    distances = distances_to_words(codebook, features, words)  # (N,)
    order = np.lexsort((distances, words))
    found: dict[int, list[Near]] = {}
    for members in np.split(order, np.flatnonzero(np.diff(words[order])) + 1):
        some = members[:k].tolist()
        if some:
            found[int(words[some[0]])] = [Near(row, float(distances[row])) for row in some]
    return found


def distances_to_words(
    codebook: Codebook, features: npt.ArrayLike, words: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    """How far each feature (N, D) lies from the centroid of its word (N,), float64 (N,)."""
    for leaf in np.setdiff1d(words, codebook.leaves)[:1]:
        codebook.node_of(int(leaf))  # raises, and says which word is none
    rows = np.asarray(features)
    places = np.searchsorted(codebook.leaves, words)  # (N,)
    distances = np.empty(len(words))
    for start in range(0, len(words), _ROWS_AT_ONCE):
        block = slice(start, start + _ROWS_AT_ONCE)
        points = as_points(rows[block], codebook.feature_size)  # (n, D)
        distances[block] = _lengths(points - codebook.leaf_centroids[places[block]])
    return distances


def near_leaves(codebook: Codebook, leaf: int, k: int = 5) -> list[Near]:
    """The visual words whose centroids lie nearest to that of `leaf`, nearest first.

    Raises:
        CodebookError: kind ``no_such_word``.
    """
    centroid, nodes = codebook.centroid_of(leaf), codebook.leaf_nodes
    # In blocks, for all differences at once would double what a large codebook takes.
    blocks = [nodes[at : at + _LEAVES_AT_ONCE] for at in range(0, len(nodes), _LEAVES_AT_ONCE)]
    rows = codebook.tree.centroids
    distances = np.concatenate([_lengths(rows[block] - centroid) for block in blocks])  # (L,)
    order = np.argsort(distances, kind="stable")
    others = order[codebook.leaves[order] != leaf][:k].tolist()
    return [Near(int(codebook.leaves[at]), float(distances[at])) for at in others]


def _lengths(rows: Floats) -> npt.NDArray[np.float64]:
    lengths: npt.NDArray[np.float64] = np.sqrt(np.einsum("nd,nd->n", rows, rows, dtype=np.float64))
    return lengths
