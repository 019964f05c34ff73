"""What a codebook was made from and with."""

from __future__ import annotations

from dataclasses import dataclass

import vbert_studio


@dataclass(frozen=True, slots=True)
class Origin:
    """Kept beside the tree, so that nothing made with another extractor is mixed in.

    Attributes:
        extractor: the name of the extractor of the features; empty when it is not known.
        seed: of the fit.
        min_points: a node with fewer features than this was not split.
        offered: how many features there were.
        fitted: how many of them the fit saw; fewer when a sample was asked for.
        lost_children: clusters that were asked for and came out empty or the same as another,
            because a node had fewer distinct features than that.
        unsettled_nodes: nodes whose k-means still moved when it reached its last round.
        code_version: the version of the program that made the tree.
    """

    extractor: str
    seed: int
    min_points: int
    offered: int
    fitted: int
    lost_children: int
    unsettled_nodes: int
    code_version: str = vbert_studio.__version__
