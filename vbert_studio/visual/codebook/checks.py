"""What may enter a codebook, and what is refused with a reason."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError

Floats = npt.NDArray[np.float32]

# One digit per level has to fit one character (0-9, a-z), and a leaf id has to fit an int32.
MOST_BRANCHES = 36
MOST_LEAVES = 2**31


class CodebookError(StudioError):
    """Features, settings or files that a codebook cannot work with."""


def check_shape(levels: int, branching: int) -> None:
    """Refuse a tree whose leaves have no number.

    Raises:
        CodebookError: kind ``bad_setting``.
    """
    if levels < 1 or not 2 <= branching <= MOST_BRANCHES or branching**levels > MOST_LEAVES:
        raise CodebookError(
            "bad_setting",
            f"A codebook of {levels} levels with {branching} branches cannot be made.",
            remedy=f"Choose at least 1 level and 2 to {MOST_BRANCHES} branches, and no more than "
            f"{MOST_LEAVES} leaves in all.",
        )


def as_points(
    features: npt.ArrayLike, feature_size: int | None = None, *, first: int = 0
) -> Floats:
    """The features as float32 rows in one block of memory, copied only if they are not yet.

    Args:
        features: (N, D) of any number type; float16 is what projects store.
        feature_size: the D that is asked for, if one is.
        first: the number of the first row, for what is said about a bad one.

    Raises:
        CodebookError: kind ``bad_features``, ``feature_size_differs`` or ``features_not_finite``.
    """
    points = np.asarray(features)
    if points.ndim != 2 or points.shape[1] == 0 or points.dtype.kind not in "fiu":
        raise CodebookError(
            "bad_features",
            f"Features are rows of numbers, not {points.dtype} of shape {points.shape}.",
            remedy="Extract the features again.",
        )
    if feature_size is not None and points.shape[1] != feature_size:
        raise CodebookError(
            "feature_size_differs",
            f"The codebook takes features of {feature_size} numbers, not of {points.shape[1]}.",
            remedy="Use the extractor that the codebook was made with, or train a codebook anew.",
        )
    rows = np.ascontiguousarray(points, dtype=np.float32)  # (N, D)
    _check_finite(rows, first)
    return rows


def _check_finite(points: Floats, first: int) -> None:
    """Squared lengths must stay in float32 too: distances are made of them."""
    with np.errstate(over="ignore", invalid="ignore"):
        squares = np.einsum("nd,nd->n", points, points)  # (N,)
    bad = np.flatnonzero(~np.isfinite(squares))
    if bad.size:
        raise CodebookError(
            "features_not_finite",
            f"{bad.size} features hold NaN, infinite or absurdly large numbers, "
            f"the first in row {first + int(bad[0])}.",
            remedy="Extract the features of these clips again.",
        )
