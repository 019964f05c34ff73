"""The figures: how often right, how sure, how well told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn import metrics

from vbert_studio.errors import BugError

Floats = npt.NDArray[np.float64]
_SAME = 1e-5  # probabilities that differ by less are equal but for rounding

Numbers = npt.NDArray[np.integer[Any]] | Sequence[int]


def top_k(probabilities: npt.ArrayLike, truth: Numbers, k: int) -> float:
    """How often the truth is among the k most probable answers.

    Answers that are equally probable share what places there are: the figure is what one gets on
    average who draws lots among them. (scikit-learn takes them in the order of the classes, so a
    constant answer is right now and then, and a limit depends on the last bit.)

    Args:
        probabilities: (Q, A) per question.
        truth: (Q,) the right answers.
        k: at least 1.
    """
    p = np.asarray(probabilities, np.float64)
    right = _chosen(p, truth)[:, None]  # (Q, 1)
    better = (p > right * (1 + _SAME)).sum(axis=1)
    equal = (np.abs(p - right) <= right * _SAME).sum(axis=1)  # itself too
    return float(np.clip((k - better) / equal, 0, 1).mean())


def log_loss(probabilities: npt.ArrayLike, truth: Numbers) -> float:
    """Minus the logarithm of the truth's probability, in nats, on average; (Q, A) and (Q,).

    Infinite if a truth was held impossible: scikit-learn would clip that to some number.
    """
    with np.errstate(divide="ignore"):
        return float(-np.log(_chosen(np.asarray(probabilities, np.float64), truth)).mean())


def auc(belongs: npt.ArrayLike, scores: npt.ArrayLike) -> float:
    """How often a pair that belongs together has the higher score than one that does not."""
    return float(metrics.roc_auc_score(np.asarray(belongs, bool), np.asarray(scores)))


def balanced_accuracy(belongs: npt.ArrayLike, said: npt.ArrayLike) -> float:
    """The mean of how often each of the two classes is recognised; 0.5 is chance."""
    wanted, answered = np.asarray(belongs, bool), np.asarray(said, bool)
    return float(metrics.balanced_accuracy_score(wanted, answered))


def agreement(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """How often two rows of labels are equal."""
    return float(metrics.accuracy_score(np.asarray(one), np.asarray(other)))


def share(right: Sequence[float]) -> float:
    """The mean of how right several answers are, 0 to 1 each."""
    if not right:
        raise BugError("nothing was asked")
    return float(np.mean(right))


def _chosen(p: Floats, truth: Numbers) -> Floats:
    """The probability of the truth of each question, (Q,)."""
    wanted = np.asarray(truth)
    if len(p) != len(wanted) or not len(p):
        raise BugError(f"{len(p)} answers to {len(wanted)} questions")
    chosen: Floats = p[np.arange(len(p)), wanted]
    return chosen
