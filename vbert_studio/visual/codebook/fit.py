"""Growing the tree: k-means in every node, level by level."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook.book import Codebook
from vbert_studio.visual.codebook.checks import CodebookError, Floats, as_points, check_shape
from vbert_studio.visual.codebook.nearest import Ints
from vbert_studio.visual.codebook.origin import Origin
from vbert_studio.visual.codebook.sample import fair_sample
from vbert_studio.visual.codebook.split import Split, split, splitting, spread_of
from vbert_studio.visual.codebook.tree import Tree

# Features nearer to each other than this share of the whole's spread count as the same.
_ALIKE = 0.01


def default_min_points(branching: int) -> int:
    """The fewest features that a node is split for: two for each child that it could have.

    A visual word that occurs once cannot be learnt from. Some forty clips therefore give one level
    of up to six words rather than forty words of one clip each, and the tree deepens by itself as
    videos are added.
    """
    return 2 * branching


def fit_codebook(
    features: npt.ArrayLike,
    *,
    levels: int = 4,
    branching: int = 12,
    seed: int = 0,
    min_points: int | None = None,
    sample: int | None = None,
    videos: npt.ArrayLike | None = None,
    extractor: str = "",
    monitor: Monitor | None = None,
) -> Codebook:
    """Cluster features into a tree of visual words.

    The root is always split, be there ever so few features; any other node only if it holds at
    least `min_points`. A node gets `branching` children, but no more than the square root of how
    many features it holds: it never has more children than they have features on the average.
    Features nearer to each other than a hundredth of the whole's spread count as the same, so that
    a still picture is one word, and not as many as its noise would give. The same features and
    settings give the same tree.

    Args:
        features: (N, D) of any number type, N at least 1.
        levels: the depth of the tree.
        branching: the most children of a node.
        seed: of every random choice.
        min_points: see above; None takes `default_min_points`.
        sample: fit on this many features, fairly drawn; None takes all.
        videos: (N,) which video each feature is of; a sample then takes from each its share.
        extractor: the name of the network that made the features, for the record.
        monitor: is told the nodes split, level by level.

    Raises:
        CodebookError: kind ``bad_setting``, ``bad_features``, ``features_not_finite`` or
            ``no_features``.
        CancelledError: the person wants it to stop.
    """
    check_shape(levels, branching)
    offered = as_points(features)
    if not len(offered):
        raise CodebookError(
            "no_features",
            "There are no features to make a codebook from.",
            remedy="Extract the features of at least one video first.",
        )
    least = default_min_points(branching) if min_points is None else max(1, min_points)
    points = _chosen(offered, sample, videos, seed)
    growth = _Growth(points, _Plan(branching, least, seed))
    watch = monitor or Monitor()
    for level in range(levels):
        growth.deepen(level, levels, watch)
    origin = Origin(
        extractor, seed, least, len(offered), len(points), growth.lost, growth.unsettled
    )
    return Codebook(growth.tree(), levels=levels, branching=branching, origin=origin)


def _chosen(points: Floats, sample: int | None, videos: npt.ArrayLike | None, seed: int) -> Floats:
    """The rows that the fit sees."""
    if sample is None or sample >= len(points):
        return points
    return points[fair_sample(len(points), max(1, sample), np.random.default_rng(seed), videos)]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What decides how a node is split."""

    branching: int
    min_points: int
    seed: int

    def children(self, count: int, *, is_root: bool) -> int:
        """How many children a node of `count` features is to have; fewer than two is none."""
        if count < self.min_points and not is_root:
            return 0
        wanted = min(self.branching, math.isqrt(count))
        return max(1, wanted) if is_root else wanted


@dataclass(slots=True)
class _Node:
    """A node while the tree grows."""

    path: tuple[int, ...]
    centroid: Floats
    rows: Ints
    first_child: int = 0
    child_count: int = 0


class _Growth:
    """A tree that grows by one level at a time."""

    def __init__(self, points: Floats, plan: _Plan) -> None:
        self._points = points
        self._plan = plan
        mean = points.mean(axis=0, dtype=np.float64).astype(np.float32)  # (D,)
        self._nodes = [_Node((), mean, np.arange(len(points)))]
        self._alike = _ALIKE**2 * spread_of(points)
        self._edge = [0]
        self.lost = 0
        self.unsettled = 0

    def deepen(self, level: int, levels: int, monitor: Monitor) -> None:
        """Split every node of the lowest level that holds enough."""
        due = [node for node in self._edge if self._wanted(node) >= 1 + (level > 0)]
        before = len(self._nodes)
        with (
            splitting(len(due)) as each,
            monitor.stage(f"level {level + 1} of {levels}", len(due), "nodes") as stage,
        ):
            monitor.check()
            for node, found in zip(due, each(self._split, due), strict=True):
                self._attach(node, found)
                stage.advance()
        self._edge = list(range(before, len(self._nodes)))

    def _wanted(self, node: int) -> int:
        return self._plan.children(len(self._nodes[node].rows), is_root=node == 0)

    def _split(self, number: int) -> Split:
        node = self._nodes[number]
        whole = len(node.rows) == len(self._points)
        points = self._points if whole else self._points[node.rows]
        seed = (self._plan.seed, *node.path)
        return split(points, self._wanted(number), alike=self._alike, seed=seed)

    def _attach(self, number: int, found: Split) -> None:
        if len(found.centres) == 1 and number:
            return  # features that are all alike
        node = self._nodes[number]
        self.lost += self._wanted(number) - len(found.centres)
        self.unsettled += not found.settled
        node.first_child = len(self._nodes)
        node.child_count = len(found.centres)
        for digit, centre in enumerate(found.centres):
            rows = node.rows[found.labels == digit]
            self._nodes.append(_Node((*node.path, digit), centre, rows))

    def tree(self) -> Tree:
        """The tree as it stands."""
        return Tree(
            centroids=np.stack([node.centroid for node in self._nodes]),
            first_child=np.array([node.first_child for node in self._nodes], dtype=np.int32),
            child_count=np.array([node.child_count for node in self._nodes], dtype=np.int32),
            points=np.array([len(node.rows) for node in self._nodes], dtype=np.int64),
        )
