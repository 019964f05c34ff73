"""How good a codebook is: how it is used, how tight its words are, how repeatable it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.codebook.spread import Spread, spread_by_level
from vbert_studio.visual.codebook.stability import stability_by_level


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the tree; a branch that ended above counts with its leaf.

    Attributes:
        level: 1 for the root's children.
        nodes: how many there are at this level.
        within: mean squared distance of a feature to its node's centroid.
        between: mean squared distance of that centroid to the mean feature.
        explained: the share of the features' spread that the level accounts for.
        stability: as of the whole codebook, for the paths cut off here.
    """

    level: int
    nodes: int
    within: float
    between: float
    explained: float
    stability: float


@dataclass(frozen=True, slots=True)
class CodebookReport:
    """What `codebook report` prints.

    Attributes:
        leaves: visual words of the codebook.
        live_leaves: those that occur among the features.
        empty_leaves: those that do not.
        capacity: the leaves that a full tree of these levels and branching would have.
        perplexity: of the usage, exp of the entropy in nats: so many words used equally often
            would be as hard to guess.
        levels: the most digits of a path.
        branching: the most children of a node.
        stability: how far two codebooks of different seeds agree: see `stability_by_level`.
        clips: how many features the report is about.
        single_leaves: live leaves with one clip only, from which nothing can be learnt.
        lost_children: clusters that came out empty in the fit.
        unsettled_nodes: nodes whose k-means was cut short.
        min_points: the fewest features that a node was split for.
        depths: how many leaves have a path of 1, 2, ... digits.
        by_level: the same questions for paths cut off at each level, the root's children first.
    """

    leaves: int
    live_leaves: int
    empty_leaves: int
    capacity: int
    perplexity: float
    levels: int
    branching: int
    stability: float
    clips: int
    single_leaves: int
    lost_children: int
    unsettled_nodes: int
    min_points: int
    depths: tuple[int, ...]
    by_level: tuple[Level, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data under the names above."""
        return asdict(self)


def codebook_report(
    codebook: Codebook,
    features: npt.ArrayLike,
    *,
    words: npt.NDArray[np.int32] | None = None,
    videos: npt.ArrayLike | None = None,
    monitor: Monitor | None = None,
) -> CodebookReport:
    """Judge a codebook by the features it is used for.

    Args:
        codebook: the one to judge.
        features: (N, D), N at least 1.
        words: (N,) what `codebook.encode` gives for them, if it is known already.
        videos: (N,) which video each feature is of, so that a sample is fair to all.
        monitor: is told the progress of the two fits for the stability.

    Raises:
        CodebookError: those of `Codebook.encode` and `fit_codebook`.
    """
    watch = monitor or Monitor()
    rows = np.asarray(features)
    tokens = codebook.encode(rows, monitor=watch) if words is None else words  # (N,)
    used = np.bincount(np.searchsorted(codebook.leaves, tokens), minlength=len(codebook.leaves))
    agreement = stability_by_level(codebook, rows, videos=videos, monitor=watch)
    spreads = spread_by_level(codebook, rows, tokens, monitor=watch)
    live = int(np.count_nonzero(used))
    return CodebookReport(
        leaves=len(used),
        live_leaves=live,
        empty_leaves=len(used) - live,
        capacity=codebook.capacity,
        perplexity=perplexity(used),
        levels=codebook.levels,
        branching=codebook.branching,
        stability=agreement[-1],
        clips=len(tokens),
        single_leaves=int((used == 1).sum()),
        lost_children=codebook.origin.lost_children,
        unsettled_nodes=codebook.origin.unsettled_nodes,
        min_points=codebook.origin.min_points,
        depths=_depths(codebook),
        by_level=_levels(spreads, agreement),
    )


def perplexity(usage: npt.ArrayLike) -> float:
    """Exp of the entropy of how often each word is used; 0 when none is."""
    counts = np.asarray(usage, dtype=np.float64)
    share = counts[counts > 0] / max(1.0, counts.sum())
    return float(np.exp(-(share * np.log(share)).sum())) if share.size else 0.0


def _depths(codebook: Codebook) -> tuple[int, ...]:
    depth = codebook.places.depth[codebook.tree.child_count == 0]
    return tuple(np.bincount(depth, minlength=codebook.levels + 1)[1:].tolist())


def _levels(spreads: list[Spread], agreement: list[float]) -> tuple[Level, ...]:
    return tuple(
        Level(at, spread.nodes, spread.within, spread.between, spread.explained, stability)
        for at, (spread, stability) in enumerate(zip(spreads, agreement, strict=True), start=1)
    )
