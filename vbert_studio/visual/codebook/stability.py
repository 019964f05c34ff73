"""Would another seed have found the same words?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook.book import Codebook
from vbert_studio.visual.codebook.fit import fit_codebook
from vbert_studio.visual.codebook.sample import fair_sample

# Agreement says something about the method, and settles long before a million clips.
_CLIPS = 10_000


def stability_by_level(
    codebook: Codebook,
    features: npt.ArrayLike,
    *,
    videos: npt.ArrayLike | None = None,
    monitor: Monitor | None = None,
) -> list[float]:
    """How far two codebooks agree that differ in nothing but the seed, for each level.

    Both are fitted with the settings of `codebook` on the same features, at most 10,000 of them
    fairly drawn, one with its seed and one with the next. The agreement is the adjusted mutual
    information of the words that they give to these features (Vinh, Epps and Bailey, "Information
    theoretic measures for clusterings comparison", JMLR 2010; normalised by the arithmetic mean):
    1 where they divide the features in the same way, 0 where they agree no more than by chance.

    Args:
        codebook: whose settings and seed are taken.
        features: (N, D).
        videos: (N,) which video each feature is of.
        monitor: is told the progress of the two fits.

    Returns:
        One number a level, for the paths cut off there; the last is that of the whole words.
    """
    rows = np.asarray(features)
    seed = codebook.origin.seed
    some = rows[fair_sample(len(rows), _CLIPS, np.random.default_rng(seed), videos)]  # (n, D)
    first, second = (
        fit_codebook(
            some,
            levels=codebook.levels,
            branching=codebook.branching,
            seed=each,
            min_points=codebook.origin.min_points,
            monitor=monitor,
        ).encode(some)
        for each in (seed, seed + 1)
    )
    steps = [codebook.branching**below for below in reversed(range(codebook.levels))]
    return [agreement(first // step, second // step) for step in steps]


def agreement(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """The adjusted mutual information of two labellings of the same things."""
    from sklearn.metrics import adjusted_mutual_info_score

    return min(1.0, float(adjusted_mutual_info_score(first, second)))  # rounding may lift it
