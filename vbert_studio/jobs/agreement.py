"""How far two ways of guessing agree on the same places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What one of the two made of N places.

    Attributes:
        best: int (N,), what it would have put there.
        nats: float (N,), its surprise at what is there; NaN where it was not asked.
    """

    best: npt.NDArray[np.integer]
    nats: npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two of them judge the same places.

    Attributes:
        places: that both judged.
        same: the share of them where both would have put the same.
        right: where each would have put the true one.
        nats: the mean surprise of each.
    """

    places: int
    same: float
    right: tuple[float, float]
    nats: tuple[float, float]


def agreement_of(one: Judged, other: Judged, truth: npt.NDArray[np.integer]) -> Agreement:
    """Count over the places that both have judged, as far as all three arrays reach.

    Args:
        one: of the one.
        other: of the other.
        truth: int (N,), what is there.
    """
    count = min(len(one.nats), len(other.nats), len(truth))
    both = ~np.isnan(one.nats[:count]) & ~np.isnan(other.nats[:count])
    if not both.any():
        return Agreement(0, 0.0, (0.0, 0.0), (0.0, 0.0))
    a, b, true = one.best[:count][both], other.best[:count][both], truth[:count][both]
    return Agreement(
        places=int(both.sum()),
        same=float((a == b).mean()),
        right=(float((a == true).mean()), float((b == true).mean())),
        nats=(float(one.nats[:count][both].mean()), float(other.nats[:count][both].mean())),
    )
