"""The codebook: a tree of centroids that turns features into visual words.

Hierarchical k-means as in VideoBERT (Sun et al., 2019): every node's features are clustered into
`branching` children, `levels` times, and a clip's visual word is the leaf that its feature reaches
when it descends the tree, nearest child first.
"""

from vbert_studio.visual.codebook.book import Codebook
from vbert_studio.visual.codebook.checks import CodebookError
from vbert_studio.visual.codebook.fit import default_min_points, fit_codebook
from vbert_studio.visual.codebook.origin import Origin

__all__ = ["Codebook", "CodebookError", "Origin", "default_min_points", "fit_codebook"]
