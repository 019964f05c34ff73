"""Many features down the tree at once, one matrix product per node and level."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook.checks import Floats
from vbert_studio.visual.codebook.nearest import (
    Ints,
    exactly_nearest,
    first_choice,
    half_squares,
    lengths_of,
    rounding,
    scores,
)
from vbert_studio.visual.codebook.tree import Tree


class Descent:
    """A tree, prepared for many descents."""

    def __init__(self, tree: Tree, levels: int, branching: int) -> None:
        self._tree = tree
        self._levels = levels
        self._branching = branching
        self._halves = half_squares(tree.centroids)  # (M,)
        self._reach = self._longest_child()  # (M,)

    def _longest_child(self) -> npt.NDArray[np.float64]:
        """The length of each node's longest child, which bounds the rounding of its scores."""
        reach = np.zeros(len(self._tree))
        for node in np.flatnonzero(self._tree.child_count).tolist():
            longest = self._halves[self._tree.children(node)].max()
            reach[node] = np.sqrt(2.0 * float(longest))
        return reach

    def nodes_of(self, points: Floats) -> Ints:
        """The leaf node that each point (N, D) reaches, (N,)."""
        nodes = np.zeros(len(points), dtype=np.int64)
        lengths = lengths_of(points)  # (N,)
        for _ in range(self._levels):
            rows = np.flatnonzero(self._tree.child_count[nodes])
            if not rows.size:
                break
            nodes[rows] = self._step(points, lengths[rows], nodes[rows], rows)
        return nodes

    def _step(
        self, points: Floats, lengths: npt.NDArray[np.float64], here: Ints, rows: Ints
    ) -> Ints:
        """The children that the points at `rows` go to from the nodes `here`, (R,)."""
        table = np.full((len(rows), self._branching), np.inf, dtype=np.float32)  # (R, B)
        margin = rounding(lengths, self._reach[here], points.shape[1])  # (R,)
        for node, members in _groups(here):
            some = points[rows[members]]  # (n, D)
            below = self._tree.children(node)
            count = below.stop - below.start
            centres = self._tree.centroids[below]  # (K, D)
            table[members, :count] = scores(some, centres, self._halves[below])
        best, doubtful = first_choice(table, margin)
        self._settle(points, rows, here, best, np.flatnonzero(doubtful))
        return self._tree.first_child[here] + best

    def _settle(self, points: Floats, rows: Ints, here: Ints, best: Ints, doubtful: Ints) -> None:
        """Decide the doubtful rows of `best` exactly, in place."""
        for node, members in _groups(here[doubtful]):
            centres = self._tree.centroids[self._tree.children(node)]  # (K, D)
            some = doubtful[members]
            best[some] = exactly_nearest(points[rows[some]], centres)


def _groups(nodes: Ints) -> Iterator[tuple[int, Ints]]:
    """Each node that occurs, with the positions at which it does."""
    if not nodes.size:
        return
    order = np.argsort(nodes, kind="stable")
    ends = np.flatnonzero(np.diff(nodes[order])) + 1
    for members in np.split(order, ends):
        yield int(nodes[members[0]]), members
