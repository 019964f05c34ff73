"""The tree as flat arrays: nodes level by level, a node's children side by side."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook.checks import Floats

Indices = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """M nodes; node 0 is the root, whose centroid is the mean of all features.

    Attributes:
        centroids: float32 (M, D).
        first_child: int32 (M,), the node of the first child; 0 for a leaf.
        child_count: int32 (M,); 0 for a leaf.
        points: int64 (M,), how many features of the fit lie below the node.
    """

    centroids: Floats
    first_child: Indices
    child_count: Indices
    points: Counts

    def __len__(self) -> int:
        """How many nodes there are, the root included."""
        return len(self.first_child)

    def children(self, node: int) -> slice:
        """The nodes below `node`."""
        first = int(self.first_child[node])
        return slice(first, first + int(self.child_count[node]))

    @property
    def feature_size(self) -> int:
        """The D of the features."""
        return int(self.centroids.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each node of a tree stands.

    Attributes:
        depth: int32 (M,), 0 for the root.
        code: int32 (M,), the digits from the root, missing ones 0: the leaf id of a leaf.
        parent: int32 (M,); the root is its own.
    """

    depth: Indices
    code: Indices
    parent: Indices


def places(tree: Tree, levels: int, branching: int) -> Places:
    """Number every node of a tree."""
    depth, code, parent = (np.zeros(len(tree), dtype=np.int32) for _ in range(3))
    for node in np.flatnonzero(tree.child_count).tolist():
        below = tree.children(node)
        step = branching ** (levels - 1 - int(depth[node]))
        depth[below] = depth[node] + 1
        code[below] = code[node] + step * np.arange(tree.child_count[node], dtype=np.int32)
        parent[below] = node
    return Places(depth, code, parent)


def digits_of(code: int, depth: int, levels: int, branching: int) -> str:
    """The first `depth` digits of a leaf id, base `branching`, as characters 0-9a-z."""
    digits = []
    for _ in range(levels):
        code, digit = divmod(code, branching)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))[:depth]


def code_of(path: str, levels: int, branching: int) -> int:
    """The leaf id of a path: its digits, missing ones 0. Raises ValueError for foreign digits."""
    return int(path.ljust(levels, "0"), branching)


def digest_of(tree: Tree, levels: int, branching: int) -> str:
    """16 hexadecimal digits that name a tree by what it does with a feature."""
    digest = hashlib.sha256(f"{levels} {branching} {tree.centroids.shape}".encode())
    digest.update(np.ascontiguousarray(tree.child_count, dtype="<i4").tobytes())
    digest.update(np.ascontiguousarray(tree.centroids, dtype="<f4").tobytes())
    return digest.hexdigest()[:16]
