"""The figures, on answers whose figures are known."""

from __future__ import annotations

import numpy as np
import pytest

from vbert_studio.errors import BugError
from vbert_studio.evaluation.metrics import (
    agreement,
    auc,
    balanced_accuracy,
    log_loss,
    share,
    top_k,
)

ANSWERS = [[0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.6, 0.3, 0.1]]


def test_top_k_counts_how_far_down_the_truth_stands() -> None:
    truth = [0, 0, 1]  # first, third, second
    assert top_k(ANSWERS, truth, 1) == pytest.approx(1 / 3)
    assert top_k(ANSWERS, truth, 2) == pytest.approx(2 / 3)
    assert top_k(ANSWERS, truth, 3) == 1.0


def test_equal_answers_share_their_places() -> None:
    even = np.full((4, 4), 0.25)
    assert top_k(even, [0, 1, 2, 3], 1) == 0.25
    assert top_k(even, [3, 3, 3, 3], 2) == 0.5
    assert top_k([[0.4, 0.4, 0.2]], [1], 1) == 0.5
    assert top_k([[0.4, 0.4 + 1e-9, 0.2]], [0], 1) == 0.5  # differs by rounding only
    assert top_k([[0.4, 0.4, 0.2]], [2], 2) == 0.0
    assert top_k([[0.0, 0.0, 1.0]], [0], 1) == 0.0


def test_log_loss_is_in_nats_and_unforgiving() -> None:
    assert log_loss(ANSWERS, [0, 2, 0]) == pytest.approx(-np.log([0.5, 0.7, 0.6]).mean())
    assert log_loss([[1.0, 0.0]], [1]) == np.inf


def test_pairs_are_told_apart_or_not() -> None:
    belongs = [True, True, False, False]
    assert auc(belongs, [0.9, 0.8, 0.2, 0.1]) == 1.0
    assert auc(belongs, [0.9, 0.1, 0.8, 0.0]) == 0.75
    assert auc(belongs, [0.5, 0.5, 0.5, 0.5]) == 0.5
    assert balanced_accuracy([True, False, False, False], [True, True, False, False]) == (
        pytest.approx((1 + 2 / 3) / 2)
    )


def test_agreement_and_shares() -> None:
    assert agreement([1, 2, 3, 4], [1, 2, 0, 0]) == 0.5
    assert share([True, False, 0.5]) == 0.5


def test_no_question_has_no_answer() -> None:
    with pytest.raises(BugError):
        share([])
    with pytest.raises(BugError):
        top_k(ANSWERS, [0, 1], 1)
