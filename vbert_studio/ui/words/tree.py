"""The codebook's tree as flat arrays, of all words or of those that a filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Sorting = Literal["path", "uses"]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, eq=False)
class WordTree:
    """M nodes level by level, the children of a node side by side; node 0 is the root.

    Attributes:
        depth: int64 (M,), 0 for the root.
        code: int64 (M,), the digits from the root as a number in base `branching`.
        parent: int64 (M,); the root is its own.
        first_child: int64 (M,).
        child_count: int64 (M,); 0 for a word.
        low: int64 (M,), the first of its words in `words`.
        high: int64 (M,), the end of its words in `words`.
        uses: int64 (M,), how many clips have one of its words.
        words: int64 (N,), the words of the tree as places in the list they were chosen from.
        node_of: int64 (N,), the node of each of `words`.
        branching: children of a full node.
    """

    depth: Ints
    code: Ints
    parent: Ints
    first_child: Ints
    child_count: Ints
    low: Ints
    high: Ints
    uses: Ints
    words: Ints
    node_of: Ints
    branching: int

    @classmethod
    def of(
        cls,
        leaves: Ints,
        depths: Ints,
        uses: Ints,
        *,
        levels: int,
        branching: int,
        chosen: NDArray[np.bool_] | None = None,
        sorting: Sorting = "path",
    ) -> WordTree:
        """The tree over words.

        Args:
            leaves: (L,) leaf ids, ascending.
            depths: (L,) the digits of each.
            uses: (L,) clips with each.
            levels: of the codebook.
            branching: of the codebook.
            chosen: which words, bool (L,); None takes all.
            sorting: the order of siblings: by their digit, or those used most first.
        """
        words = np.arange(len(leaves)) if chosen is None else np.flatnonzero(chosen)
        build = _Builder(leaves[words], depths[words], uses[words], levels, branching, sorting)
        return build.tree(words)

    def __len__(self) -> int:
        return len(self.depth)

    def path(self, node: int) -> str:
        """The digits from the root."""
        code, digits = int(self.code[node]), []
        for _ in range(int(self.depth[node])):
            code, digit = divmod(code, self.branching)
            digits.append(_DIGITS[digit])
        return "".join(reversed(digits))

    def is_word(self, node: int) -> bool:
        """Whether nothing is below it."""
        return node > 0 and not self.child_count[node]

    def word(self, node: int) -> int:
        """The place of a node's word, or of its first one, in the list."""
        return int(self.words[self.low[node]])

    def words_of(self, node: int) -> Ints:
        """The places of all words of a node in the list."""
        return self.words[self.low[node] : self.high[node]]

    def node_of_word(self, place: int) -> int | None:
        """The node of the word at a place of the list, if it is in the tree."""
        at = int(np.searchsorted(self.words, place))
        here = at < len(self.words) and self.words[at] == place
        return int(self.node_of[at]) if here else None


class _Builder:
    """Makes the levels one after the other."""

    def __init__(
        self,
        leaves: Ints,
        depths: Ints,
        uses: Ints,
        levels: int,
        branching: int,
        sorting: Sorting,
    ) -> None:
        self._leaves, self._depths = leaves, depths
        self._sums = np.concatenate([[0], np.cumsum(uses)])
        self._levels, self._branching, self._sorting = levels, branching, sorting
        count = len(leaves)
        self._columns: list[Ints] = [np.array([[0], [0], [0], [0], [count]], np.int64)]
        self._node_of = np.zeros(count, np.int64)

    def tree(self, words: Ints) -> WordTree:
        first, codes, nodes = 1, np.zeros(1, np.int64), np.zeros(1, np.int64)
        for depth in range(1, self._levels + 1):
            codes, nodes, first = self._add_level(depth, codes, nodes, first)
        depth_, code, parent, low, high = np.concatenate(self._columns, axis=1)
        count = np.bincount(parent[1:], minlength=len(parent)).astype(np.int64)
        first_child = 1 + np.concatenate([[0], np.cumsum(count)[:-1]])
        uses = self._sums[high] - self._sums[low]
        links = (parent, first_child, count, low, high, uses)
        return WordTree(depth_, code, *links, words, self._node_of, self._branching)

    def _add_level(
        self, depth: int, above: Ints, above_nodes: Ints, first: int
    ) -> tuple[Ints, Ints, int]:
        """Append the nodes of a level; gives its codes, ascending, with their nodes."""
        deep = np.flatnonzero(self._depths >= depth)
        code = self._leaves[deep] // self._branching ** (self._levels - depth)
        codes, starts, counts = np.unique(code, return_index=True, return_counts=True)
        low = deep[starts] if len(deep) else deep
        high = low + counts
        parent = above_nodes[np.searchsorted(above, codes // self._branching)]
        uses = self._sums[high] - self._sums[low]
        keys = (codes, -uses, parent) if self._sorting == "uses" else (codes, parent)
        order = np.lexsort(keys)
        rows = np.stack([np.full(len(codes), depth), codes, parent, low, high])[:, order]
        self._columns.append(rows.astype(np.int64))
        nodes = np.empty(len(codes), np.int64)
        nodes[order] = first + np.arange(len(codes))
        ends = self._depths[low] == depth if len(low) else np.zeros(0, bool)
        self._node_of[low[ends]] = nodes[ends]
        return codes, nodes, first + len(codes)
