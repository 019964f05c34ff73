"""The classes a clip's feature stands for: a look at whether an extractor sees what a person sees.

Both architectures end in a linear classifier, so it can be applied to a stored feature at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.progress import Monitor
from vbert_studio.visual.converted import HEAD, converted
from vbert_studio.weights.registry import Registry


@dataclass(frozen=True, slots=True)
class ClassGuess:
    """One class with its probability by the softmax."""

    name: str
    probability: float


class Classes:
    """An extractor's classifier."""

    def __init__(
        self, names: list[str], weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> None:
        self._names = names
        self._weight = weight  # (C, D)
        self._bias = bias  # (C,)

    def top(self, features: npt.NDArray[np.floating], k: int = 5) -> list[list[ClassGuess]]:
        """Of each feature (N, D) the `k` likeliest classes, the likeliest first."""
        scores = features.astype(np.float32) @ self._weight.T + self._bias  # (N, C)
        best = np.argsort(-scores, axis=1)[:, :k]  # (N, k)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return [
            [ClassGuess(self._names[c], float(row[c])) for c in order]
            for row, order in zip(shares, best, strict=True)
        ]


def load_classes(name: str, *, monitor: Monitor | None = None) -> Classes:
    """The classifier of the extractor `name`.

    Raises:
        WeightsError: the weights are missing or damaged.
    """
    from safetensors.numpy import load_file

    network = converted(Registry.load().entry(name), monitor)
    head = load_file(network.folder / HEAD)
    return Classes(network.classes, head["weight"], head["bias"])
