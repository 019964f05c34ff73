"""Where one position looks, of all that layers and heads have to say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.jobs.requests import AttentionWeights

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lens:
    """Which of the weights are looked at; None is the mean over all."""

    layer: int | None = None
    head: int | None = None


def looks_at(answer: AttentionWeights, position: int, lens: Lens) -> Weights:
    """Where a position looks: float32 (T,), which sums to 1."""
    rows = answer.weights[:, :, position, :]  # (L, A, T)
    rows = rows[slice(None) if lens.layer is None else slice(lens.layer, lens.layer + 1)]
    rows = rows[:, slice(None) if lens.head is None else slice(lens.head, lens.head + 1)]
    mean: Weights = rows.mean(axis=(0, 1), dtype=np.float32)
    return mean


def strongest(weights: Weights, besides: int, count: int = 5) -> list[int]:
    """The positions that are looked at most, itself left out, strongest first."""
    others = [int(at) for at in np.argsort(-weights, kind="stable") if at != besides]
    return others[:count]


def as_rows(answer: AttentionWeights, lens: Lens) -> list[list[float]]:
    """Every position's weights, for a table: T rows of T numbers."""
    return [looks_at(answer, at, lens).tolist() for at in range(len(answer.tokens))]
