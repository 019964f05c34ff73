"""Which centre is nearest: as fast as a matrix product, as exact as float64.

A float32 product differs in its last bits with the number of rows it is computed for. Were it to
decide alone, a clip on the border of two words could change its word with the batch it came in. So
rows whose two best scores lie within the rounding error are decided again by float64 differences.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.codebook.checks import Floats

Ints = npt.NDArray[np.int64]

_EXACT_AT_ONCE = 256


def half_squares(centres: Floats) -> Floats:
    """Half of each centre's squared length, float32 (K,)."""
    exact = np.einsum("kd,kd->k", centres, centres, dtype=np.float64)
    halves: Floats = (exact / 2).astype(np.float32)
    return halves


def scores(points: Floats, centres: Floats, halves: Floats) -> Floats:
    """Half the squared distance less half the point's own squared length, (N, K)."""
    product: Floats = points @ centres.T  # (N, K)
    np.subtract(halves, product, out=product)
    return product


def lengths_of(points: Floats) -> npt.NDArray[np.float64]:
    """The length of each point (N, D), (N,)."""
    lengths: npt.NDArray[np.float64] = np.sqrt(np.einsum("nd,nd->n", points, points), dtype=float)
    return lengths


def rounding(
    lengths: npt.NDArray[np.float64], reach: npt.NDArray[np.float64] | float, size: int
) -> npt.NDArray[np.float64]:
    """How far the scores of points of some lengths (N,) and of `size` numbers may be off, (N,).

    `reach` is the length of the longest centre, one for all or (N,).

    A product of D terms is summed in several lanes at once; a quarter of D roundings in a row is
    above what any of the usual kernels does.
    """
    unit = float(np.finfo(np.float32).eps) * (size / 4 + 16)
    margin: npt.NDArray[np.float64] = unit * reach * (lengths + reach)
    return margin


def first_choice(
    table: Floats, margin: npt.NDArray[np.float64]
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """The best column of each row of scores (N, K), and whether the second is within `margin`."""
    best = table.argmin(axis=1)
    if table.shape[1] == 1:
        return best, np.zeros(len(table), dtype=np.bool_)
    two = np.partition(table, 1, axis=1)[:, :2]  # (N, 2)
    return best, two[:, 1] - two[:, 0] <= margin


def exactly_nearest(points: Floats, centres: Floats) -> Ints:
    """Like `nearest`, by float64 differences alone, a few points at a time."""
    wide = centres.astype(np.float64)  # (K, D)
    best = np.empty(len(points), dtype=np.int64)
    for start in range(0, len(points), _EXACT_AT_ONCE):
        some = points[start : start + _EXACT_AT_ONCE]
        difference = wide - some[:, None, :]  # (n, K, D)
        distance = np.square(difference, out=difference).sum(axis=2)  # (n, K)
        best[start : start + len(some)] = distance.argmin(axis=1)
    return best


def nearest(points: Floats, centres: Floats) -> Ints:
    """The index of the nearest of the centres (K, D) to each point (N, D), the first of equals."""
    halves = half_squares(centres)  # (K,)
    reach = float(np.sqrt(2.0 * float(halves.max())))
    margin = rounding(lengths_of(points), reach, points.shape[1])  # (N,)
    best, doubtful = first_choice(scores(points, centres, halves), margin)
    best[doubtful] = exactly_nearest(points[doubtful], centres)
    return best
