"""Futures by every method add up, are distinct, and are those of the language."""

from __future__ import annotations

import numpy as np
import pytest

from tests.small_language import ACTIONS, LOOKS, VOCABULARY, actions_seen, looks_of
from vbert_studio.model.sequence import Side
from vbert_studio.model.vocabulary import MASK
from vbert_studio.tasks.ahead import Ahead, Prompt
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.forecast import Forecast, Method, forecast
from vbert_studio.tasks.futures import first_open, probability, surest_open
from vbert_studio.tasks.meanings import named_alike

NOTHING_SAID = np.zeros(0, np.int64)


def past_of(action: int) -> np.ndarray:
    """Three actions in a row, of which `action` has just ended."""
    looks = [np.resize(np.array(looks_of((action + k) % ACTIONS)), 4) for k in (-2, -1, 0)]
    return np.concatenate(looks)


def likely(found: Forecast) -> set[int]:
    return actions_seen(np.array([future.ids for future in found.futures]).ravel())


@pytest.mark.parametrize("method", Method)
def test_every_method_finds_what_may_come(asker: Asker, method: Method) -> None:
    right = 0
    for action in range(ACTIONS):
        found = forecast(asker, past_of(action), 3, method=method, temperature=0.5)
        ps = [future.p for future in found.futures]
        assert ps == sorted(ps, reverse=True)
        assert len({future.ids for future in found.futures}) == len(ps) == 3
        right += likely(found) <= {(action + on) % ACTIONS for on in (0, 1, 2)}
    assert right >= ACTIONS - 1


@pytest.mark.parametrize("pick", [first_open, surest_open])
@pytest.mark.parametrize("prompt", Prompt)
def test_all_futures_add_up_to_one_in_any_order(asker: Asker, pick, prompt: Prompt) -> None:
    ahead = Ahead(asker, past_of(1), 2, NOTHING_SAID, prompt)
    first = VOCABULARY.first_visual
    rows = range(first, first + VOCABULARY.visual_size)
    total = sum(probability(ahead, np.array([a, b]), pick) for a in rows for b in rows)
    assert total == pytest.approx(1.0, abs=1e-3)


def test_the_best_futures_are_the_best_of_all(asker: Asker) -> None:
    ahead = Ahead(asker, past_of(4), 2, NOTHING_SAID, Prompt.BEHIND_THE_PAST)
    first = VOCABULARY.first_visual
    rows = range(first, first + VOCABULARY.visual_size)
    everything = {(a, b): probability(ahead, np.array([a, b])) for a in rows for b in rows}
    best = sorted(everything.values(), reverse=True)[:3]
    found = forecast(asker, past_of(4), 2, beam=12).futures
    assert [future.p for future in found] == pytest.approx(best, rel=1e-4)
    assert all(everything[future.ids] == pytest.approx(future.p, rel=1e-4) for future in found)


def test_a_seed_repeats_a_draw_and_another_makes_another(asker: Asker) -> None:
    def drawn(seed: int) -> Forecast:
        return forecast(asker, past_of(0), 4, count=4, method=Method.SAMPLED, seed=seed)

    assert drawn(1) == drawn(1)
    assert len({drawn(seed).futures for seed in range(4)}) > 1


def test_draws_follow_the_probabilities(asker: Asker) -> None:
    """The first of many draws, over seeds, is spread as the model believes."""
    ahead = Ahead(asker, past_of(2), 1, NOTHING_SAID, Prompt.BEHIND_THE_PAST)
    (beliefs,) = ahead.beliefs([ahead.nothing_known])
    expected = np.exp(beliefs[0].log_p)
    counts = np.zeros(VOCABULARY.visual_size)
    for seed in range(300):
        (one,) = forecast(asker, past_of(2), 1, count=1, method=Method.SAMPLED, seed=seed).futures
        counts[one.ids[0] - VOCABULARY.first_visual] += 1
    np.testing.assert_allclose(counts / 300, expected, atol=0.09)


def test_the_future_may_stand_behind_the_sign(asker: Asker) -> None:
    ahead = Ahead(asker, past_of(3), 2, NOTHING_SAID, Prompt.BEHIND_THE_SIGN)
    row = ahead.row(ahead.nothing_known)
    assert row.ids[-4] == VOCABULARY.between
    assert row.ids[-3:-1].tolist() == [MASK, MASK]
    assert (row.sides[[0, -4, -1]] == Side.SPECIAL).all()
    assert len(row.video) == len(past_of(3)) + 2
    found = forecast(asker, past_of(3), 2, prompt=Prompt.BEHIND_THE_SIGN)
    assert len(found.futures) == 3


NAMES = {leaf: f"action {leaf // LOOKS}" for leaf in range(ACTIONS * LOOKS)}


def action_of(id_: int) -> int:
    return (id_ - VOCABULARY.first_visual) // LOOKS


@pytest.mark.parametrize("method", Method)
def test_futures_of_one_meaning_are_one(asker: Asker, method: Method) -> None:
    meanings = named_alike(VOCABULARY, NAMES)
    for action in range(ACTIONS):
        found = forecast(asker, past_of(action), 2, count=4, method=method, meanings=meanings)
        meant = [tuple(map(action_of, future.ids)) for future in found.futures]
        assert len(set(meant)) == len(meant) == 4
        for step in found.steps:
            assert len(step.top) == ACTIONS
            assert sum(one.p for one in step.top) == pytest.approx(1.0, abs=1e-4)


def test_a_meaning_has_the_probability_of_all_its_words(asker: Asker) -> None:
    words = forecast(asker, past_of(1), 1, count=ACTIONS * LOOKS, beam=99).futures
    found = forecast(
        asker, past_of(1), 1, count=ACTIONS, meanings=named_alike(VOCABULARY, NAMES)
    ).futures
    assert len(found) == ACTIONS
    for future in found:
        same = [one for one in words if action_of(one.ids[0]) == action_of(future.ids[0])]
        assert future.p == pytest.approx(sum(one.p for one in same), rel=1e-4)
        assert future.ids == same[0].ids  # the likeliest stands for both


@pytest.mark.parametrize("pick", [first_open, surest_open])
def test_all_futures_of_meanings_add_up_to_one(asker: Asker, pick) -> None:
    meanings = named_alike(VOCABULARY, NAMES)
    ahead = Ahead(asker, past_of(1), 2, NOTHING_SAID, Prompt.BEHIND_THE_PAST, meanings)
    first = VOCABULARY.first_visual
    rows = range(first, first + VOCABULARY.visual_size, LOOKS)
    told = {(a, b): probability(ahead, np.array([a, b]), pick) for a in rows for b in rows}
    assert sum(told.values()) == pytest.approx(1.0, abs=1e-3)
    for (a, b), p in told.items():
        assert probability(ahead, np.array([a + 1, b + 1]), pick) == p  # the other word of each


def test_words_without_a_name_mean_only_themselves(asker: Asker) -> None:
    some = {0: "Cut", 1: " cut ", 2: ""}
    plain = forecast(asker, past_of(2), 1, count=99, beam=99).futures
    found = forecast(
        asker, past_of(2), 1, count=99, beam=99, meanings=named_alike(VOCABULARY, some)
    ).futures
    assert len(plain) == VOCABULARY.visual_size
    assert len(found) == VOCABULARY.visual_size - 1


@pytest.mark.parametrize("step", range(1, 6))
def test_larger_steps_read_the_past_as_slowly(asker: Asker, step: int) -> None:
    past = np.repeat(past_of(1), 5)
    found = forecast(asker, past, 2, step=step)
    assert found.step == step
    slower = past[::-1][::step][:24][::-1]
    assert found.futures == forecast(asker, slower, 2).futures


def test_the_truth_is_told_with_its_probability(asker: Asker) -> None:
    best = forecast(asker, past_of(5), 3).futures[0]
    told = forecast(asker, past_of(5), 3, truth=np.array(best.ids))
    assert told.truth_p == pytest.approx(best.p, rel=1e-5)
