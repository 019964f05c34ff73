"""The codebook itself: features in, visual words out."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import store
from vbert_studio.visual.codebook.checks import CodebookError, Floats, as_points, check_shape
from vbert_studio.visual.codebook.cores import each_on_one_core
from vbert_studio.visual.codebook.descent import Descent
from vbert_studio.visual.codebook.origin import Origin
from vbert_studio.visual.codebook.tree import (
    Counts,
    Indices,
    Places,
    Tree,
    digest_of,
    digits_of,
    places,
)

# Rows that are turned into float32 and descend together: 128 MB of 1024 numbers for each core.
_ROWS_AT_ONCE = 32_768


class Codebook:
    """A tree of centroids and the numbers of its leaves.

    A leaf's id is its path read as a number in base `branching`, first digit first, `levels`
    digits. A node that stopped splitting early is the leaf whose missing digits are 0; no other
    leaf can have that id, since the node has no children.
    """

    def __init__(self, tree: Tree, *, levels: int, branching: int, origin: Origin) -> None:
        check_shape(levels, branching)
        self.tree = tree
        self.levels = levels
        self.branching = branching
        self.origin = origin

    @property
    def feature_size(self) -> int:
        """How many numbers a feature has."""
        return self.tree.feature_size

    @property
    def capacity(self) -> int:
        """How many leaves a full tree would have: every leaf id is below this."""
        return int(self.branching**self.levels)

    @cached_property
    def places(self) -> Places:
        """Depth, number and parent of every node."""
        return places(self.tree, self.levels, self.branching)

    @cached_property
    def leaves(self) -> Indices:
        """The ids of all leaves in rising order, int32 (L,)."""
        return self.places.code[self.leaf_nodes]

    @cached_property
    def leaf_points(self) -> Counts:
        """How many features of the fit each of `leaves` holds, int64 (L,)."""
        return self.tree.points[self.leaf_nodes]

    @cached_property
    def leaf_centroids(self) -> Floats:
        """The centroid of each of `leaves`, float32 (L, D)."""
        return self.tree.centroids[self.leaf_nodes]

    @cached_property
    def leaf_nodes(self) -> npt.NDArray[np.int64]:
        """The node of each of `leaves`, (L,)."""
        nodes = np.flatnonzero(self.tree.child_count == 0)
        return nodes[np.argsort(self.places.code[nodes], kind="stable")]

    @cached_property
    def digest(self) -> str:
        """What decides which visual word a feature gets, as 16 hexadecimal digits.

        The same before and after saving and on every machine. Two codebooks with one digest give
        the same tokens, whatever their names.
        """
        return digest_of(self.tree, self.levels, self.branching)

    @cached_property
    def _descent(self) -> Descent:
        return Descent(self.tree, self.levels, self.branching)

    def encode(self, features: npt.ArrayLike, *, monitor: Monitor | None = None) -> Indices:
        """The leaf that each feature reaches, nearest child first.

        A feature's leaf does not depend on the features beside it. Of equally near children the
        first is taken.

        Args:
            features: (N, D) of any number type.
            monitor: is told how many rows are done.

        Returns:
            Leaf ids, int32 (N,).

        Raises:
            CodebookError: kind ``bad_features``, ``feature_size_differs``, ``features_not_finite``.
        """
        rows = np.asarray(features)
        count = len(rows) if rows.ndim else 0
        if count <= _ROWS_AT_ONCE:
            return self._encode_some(rows, 0)
        starts = range(0, count, _ROWS_AT_ONCE)
        words = []
        with (
            each_on_one_core(len(starts), clustering=False) as each,
            (monitor or Monitor()).stage("encode", count, "clips") as stage,
        ):
            for some in each(partial(self._encode_some, rows), starts):
                words.append(some)
                stage.advance(len(some))
        return np.concatenate(words)

    def _encode_some(self, rows: npt.NDArray[Any], start: int) -> Indices:
        block = rows[start : start + _ROWS_AT_ONCE] if rows.ndim else rows
        points = as_points(block, self.feature_size, first=start)  # (n, D)
        return self.places.code[self._descent.nodes_of(points)]

    def node_of(self, leaf: int) -> int:
        """The node of a leaf id.

        Raises:
            CodebookError: kind ``no_such_word``.
        """
        at = int(np.searchsorted(self.leaves, leaf))
        if at == len(self.leaves) or self.leaves[at] != leaf:
            raise CodebookError(
                "no_such_word",
                f"The codebook has no visual word {leaf}.",
                remedy="Tokenize the videos again with this codebook.",
            )
        return int(self.leaf_nodes[at])

    def path_of(self, leaf: int) -> str:
        """The digits from the root to a leaf, of the leaf's own depth: ``"a3"`` or ``"0b17"``.

        Digits are 0-9 and a-z, in base `branching`. Raises `CodebookError` like `node_of`.
        """
        depth = int(self.places.depth[self.node_of(leaf)])
        return digits_of(leaf, depth, self.levels, self.branching)

    def centroid_of(self, leaf: int) -> Floats:
        """The centroid of a leaf, float32 (D,). Raises `CodebookError` like `node_of`."""
        centroid: Floats = self.tree.centroids[self.node_of(leaf)]
        return centroid

    def save(self, folder: Path | str) -> None:
        """Write the codebook to `folder`, replacing what was there only once all is written."""
        store.save(store.Parts(self.tree, self.levels, self.branching, self.origin), Path(folder))

    @classmethod
    def load(cls, folder: Path | str) -> Codebook:
        """Read a codebook that `save` wrote.

        Raises:
            CodebookError: kind ``codebook_missing``, ``codebook_damaged`` or ``codebook_newer``.
        """
        parts = store.load(Path(folder))
        return cls(parts.tree, levels=parts.levels, branching=parts.branching, origin=parts.origin)
