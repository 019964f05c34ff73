"""A fair sample of the features, when there are more than one wants to cluster."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook.nearest import Ints


def fair_sample(
    count: int, size: int, generator: np.random.Generator, videos: npt.ArrayLike | None = None
) -> Ints:
    """`size` of `count` rows in rising order; all of them when there are no more.

    Args:
        count: how many rows there are.
        size: how many are wanted.
        generator: where the choice comes from.
        videos: (N,) the video of each row. If given, each video gives its share, rounded so that
            the shares add up to `size`; one that is due less than one row gives one as far as
            that goes, the longest first.
    """
    if size >= count:
        return np.arange(count)
    if videos is None:
        return np.sort(generator.choice(count, size, replace=False))
    _, video = np.unique(np.asarray(videos), return_inverse=True)  # (N,)
    quota = _quotas(np.bincount(video), size)
    # A random order, then stably by video: the place within its video decides.
    shuffled = generator.permutation(count)
    by_video = shuffled[np.argsort(video[shuffled], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.bincount(video))[:-1]])
    place = np.arange(count) - starts[video[by_video]]  # (N,)
    return np.sort(by_video[place < quota[video[by_video]]])


def _quotas(lengths: Ints, size: int) -> Ints:
    """Whole shares of `size` in proportion to `lengths`, adding up to it."""
    due = lengths * (size / lengths.sum())
    quota: Ints = np.minimum(np.maximum(np.floor(due), 1), lengths).astype(np.int64)
    while quota.sum() > size:
        quota = _take_back(quota, due, int(quota.sum() - size))
    # Whoever is owed most gets the next row; with size < sum of lengths there is always one.
    while quota.sum() < size:
        owed = np.where(quota < lengths, due - quota, -np.inf)
        most = np.argsort(-owed, kind="stable")[: size - int(quota.sum())]
        quota[most[np.isfinite(owed[most])]] += 1
    return quota


def _take_back(quota: Ints, due: npt.NDArray[np.float64], excess: int) -> Ints:
    """Take one row each from those that have most beyond what they are due.

    Nobody gives the last row while there are enough rows for everybody to have one.
    """
    least = 1 if quota.sum() - excess >= len(quota) else 0
    beyond = np.where(quota > least, quota - due, -np.inf)
    most = np.argsort(-beyond, kind="stable")[:excess]
    lower: Ints = quota.copy()
    lower[most[np.isfinite(beyond[most])]] -= 1
    return lower
