"""What can be taught: a linear classifier on features, which the paper compares with.

It answers with classes, verbs and objects. So that all rows of a table are judged alike, a class is
turned into its likeliest name of one word; what it has right as a class is told beside that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.arrays import Array
from vbert_studio.evaluation.films import Features, KitchenFilm
from vbert_studio.evaluation.names import SLOTS
from vbert_studio.kitchen.rules import Step

_MOST = 12_000
_PENALTY = 0.1  # scikit-learn's C, on standardised features


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Logistic regression.

    Attributes:
        classes: (C,) names.
        weights: float32 (C, D), for features as they are.
        bias: float32 (C,).
    """

    classes: npt.NDArray[np.str_]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def ranked(self, features: Features) -> list[str]:
        """The classes of a step, best first, by their mean probability over its clips, (n, D)."""
        scores = features.astype(np.float32) @ self.weights.T + self.bias  # (n, C)
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        mean = (p / p.sum(axis=1, keepdims=True)).mean(axis=0)  # (C,)
        return [str(name) for name in self.classes[np.argsort(-mean, kind="stable")]]


@dataclass(frozen=True, slots=True, eq=False)
class Supervised:
    """A classifier of verbs and one of objects."""

    verb: Linear
    object: Linear

    @classmethod
    def fit(cls, films: Iterable[KitchenFilm], *, seed: int = 0) -> Supervised:
        """Learn from films for training, from at most 12,000 of their clips.

        Args:
            films: at least two verbs and two objects must occur in them.
            seed: of the choice of clips.
        """
        features, steps = _clips(films)
        some = np.random.default_rng(seed).permutation(len(features))[:_MOST]
        rows, shown = features[some].astype(np.float32), [steps[k] for k in some]
        return cls(*(_fit(rows, [label(step) for step in shown]) for label in _LABELS))

    def ranked(self, features: Features) -> tuple[list[str], list[str]]:
        """Verbs and objects of a step's clips, best first."""
        return self.verb.ranked(features), self.object.ranked(features)

    def arrays(self) -> dict[str, Array]:
        """For a file, in float16."""
        found: dict[str, Array] = {}
        for name, linear in zip(SLOTS, (self.verb, self.object), strict=True):
            found[f"{name}_classes"] = linear.classes
            found[f"{name}_weights"] = linear.weights.astype(np.float16)
            found[f"{name}_bias"] = linear.bias.astype(np.float16)
        return found

    @classmethod
    def of_arrays(cls, arrays: dict[str, Array]) -> Supervised:
        """From what `arrays` gave."""
        parts = [
            Linear(
                arrays[f"{name}_classes"],
                arrays[f"{name}_weights"].astype(np.float32),
                arrays[f"{name}_bias"].astype(np.float32),
            )
            for name in SLOTS
        ]
        return cls(*parts)


_LABELS: tuple[Callable[[Step], str], ...] = (lambda step: step.verb, lambda step: step.object)


def _clips(films: Iterable[KitchenFilm]) -> tuple[Features, list[Step]]:
    features, steps = [], []
    for film in films:
        features.append(film.features)
        steps += [film.steps[step] for step in film.clips]
    return np.concatenate(features), steps


def _fit(features: npt.NDArray[np.float32], labels: list[str]) -> Linear:
    from sklearn.linear_model import LogisticRegression

    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    classes, numbers = np.unique(labels, return_inverse=True)
    model = LogisticRegression(C=_PENALTY, max_iter=300)
    model.fit((features - mean) / spread, numbers)
    weights, bias = model.coef_, model.intercept_
    if len(classes) == 2:
        weights, bias = np.concatenate([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    weights = (weights / spread).astype(np.float32)
    return Linear(classes, weights, (bias - weights @ mean).astype(np.float32))
