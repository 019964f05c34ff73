"""What can be known of a film, against counting over all films of a very small kitchen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer

from vbert_studio.evaluation.exam import SeenFilm, seen_film
from vbert_studio.evaluation.films import KitchenFilm, kitchen_film
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import log_loss
from vbert_studio.evaluation.reading import Reading
from vbert_studio.evaluation.visual_limits import visual_limits
from vbert_studio.evaluation.word_limits import word_limits
from vbert_studio.kitchen.rules import Recipe, Step, rule
from vbert_studio.kitchen.screenplay import write_screenplay
from vbert_studio.kitchen.truth import truth_of

SEASONED = Recipe(
    "seasoned",
    "toy",
    (
        rule("crack egg hand bowl", gives="egg"),
        rule("sprinkle salt hand bowl", needs="egg", gives="seasoned", weight=1),
        rule("sprinkle sugar hand bowl", needs="egg", gives="seasoned", weight=1),
        rule("stir egg spoon bowl", needs="egg", gives="seasoned", weight=2),
        rule("serve egg spoon plate", needs="seasoned", gives="served"),
    ),
)


def film_of(seed: int, tokenizer: Tokenizer) -> KitchenFilm:
    play = write_screenplay(SEASONED, seed, voice=None)
    truth = truth_of(play, seed=seed, split="test", size=(48, 64))
    return kitchen_film("toy", truth, np.zeros((len(truth["clips"]), 1), np.float16), tokenizer)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar([SEASONED])


@pytest.fixture
def film(grammar: Grammar, tokenizer: Tokenizer) -> SeenFilm:
    found = film_of(3, tokenizer)
    return seen_film(found, np.arange(len(found.clips)), grammar)


def test_salt_and_sugar_look_alike(grammar: Grammar) -> None:
    salt, sugar = (
        grammar.look(Step("sprinkle", what, "hand", "bowl")) for what in ("salt", "sugar")
    )
    assert salt == sugar
    assert len(grammar.looks) == len(grammar.world.steps) - 1
    assert grammar.evidence([salt]).sum() == 2


def test_its_name_is_that_of_its_posteriors_and_not_of_their_last_bits() -> None:
    name = Grammar([SEASONED]).digest
    for factor, same in ((1 + 2e-15, True), (1 + 1e-6, False)):
        other = Grammar([SEASONED])
        moves = other.world.moves
        other.world.moves = replace(moves, probability=moves.probability * factor)
        assert (other.digest == name) is same


def test_by_look_forgets_the_end_and_adds_up(grammar: Grammar) -> None:
    even = np.ones(grammar.world.symbols)
    found = grammar.by_look(even)
    assert found.sum() == pytest.approx(1.0)
    assert found.max() == pytest.approx(2 / len(grammar.world.steps))


def test_limits_are_distributions(grammar: Grammar, film: SeenFilm) -> None:
    limits = visual_limits(grammar, film)
    clips = len(film.looks)
    for p, rows in (
        (limits.cloze, clips),
        (limits.ahead, clips - 1),
        (limits.ahead_with_progress, clips - 1),
    ):
        assert p.shape == (rows, len(grammar.looks))
        np.testing.assert_allclose(p.sum(axis=1), 1.0)


def test_with_progress_only_the_next_step_is_uncertain(grammar: Grammar, film: SeenFilm) -> None:
    """After the egg: sprinkled with half the weight, stirred with the other half."""
    ahead = visual_limits(grammar, film).ahead_with_progress
    first = int(np.flatnonzero(film.film.clips == 1)[0])
    sprinkled = grammar.look(Step("sprinkle", "salt", "hand", "bowl"))
    stirred = grammar.look(Step("stir", "egg", "spoon", "bowl"))
    # To go on with the food in hand is likelier: 2 * 2.5 against 1 + 1.
    assert ahead[first - 1][stirred] == pytest.approx(5 / 7)
    assert ahead[first - 1][sprinkled] == pytest.approx(2 / 7)
    last = int(np.flatnonzero(film.film.clips == 2)[0])
    assert ahead[last - 1][film.looks[last]] == pytest.approx(1.0)
    if first > 1:
        assert ahead[first - 2][film.looks[0]] == 1.0


def test_the_limit_is_calibrated(grammar: Grammar, tokenizer: Tokenizer) -> None:
    """Over many films what is held probable happens as often as that."""
    held, happened = [], []
    for seed in range(150):
        found = film_of(seed, tokenizer)
        film = seen_film(found, np.arange(len(found.clips)), grammar)
        limits = visual_limits(grammar, film)
        held.append(limits.ahead)
        happened.append(np.eye(len(grammar.looks))[film.looks[1:]])
    p, truth = np.concatenate(held), np.concatenate(happened)
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        some = (p > low) & (p <= low + 0.2)
        if some.sum() > 100:
            assert p[some].mean() == pytest.approx(truth[some].mean(), abs=0.08)


def test_limits_are_kept(grammar: Grammar, film: SeenFilm, tmp_path, monkeypatch) -> None:
    first = visual_limits(grammar, film, tmp_path)
    monkeypatch.setattr("vbert_studio.evaluation.visual_limits._computed", None)
    again = visual_limits(grammar, film, tmp_path)
    np.testing.assert_array_equal(first.ahead, again.ahead)
    np.testing.assert_array_equal(first.cloze, again.cloze)


def _words(grammar: Grammar, errs: float) -> Reading:
    """A word for each look, which shows any other look as often as `errs` says."""
    looks = len(grammar.looks)
    shares = np.full((looks, looks), errs / (looks - 1))
    np.fill_diagonal(shares, 1 - errs)
    return Reading.of_counts(np.rint(shares * 10**9).astype(np.int64))


def test_words_that_never_err_tell_as_much_as_the_clips(grammar: Grammar, film: SeenFilm) -> None:
    told = word_limits(grammar, _words(grammar, 0.0), film.looks)
    best = visual_limits(grammar, film)
    np.testing.assert_allclose(told.ahead, best.ahead, atol=1e-6)
    np.testing.assert_allclose(told.cloze, best.cloze, atol=1e-6)


def test_words_that_err_are_believed_as_far_as_they_are_right(
    grammar: Grammar, tokenizer: Tokenizer
) -> None:
    """What is held probable of the next clip happens as often as that."""
    rng, reading = np.random.default_rng(0), _words(grammar, 0.3)
    held, happened, best = [], [], []
    for seed in range(150):
        found = film_of(seed, tokenizer)
        film = seen_film(found, np.arange(len(found.clips)), grammar)
        wrong = rng.random(len(film.looks)) < 0.3
        other = (film.looks + rng.integers(1, len(grammar.looks), len(film.looks))) % len(
            grammar.looks
        )
        held.append(word_limits(grammar, reading, np.where(wrong, other, film.looks)).ahead)
        happened.append(film.looks[1:])
        best.append(visual_limits(grammar, film).ahead)
    p, truth = np.concatenate(held), np.concatenate(happened)
    assert log_loss(p, truth) > log_loss(np.concatenate(best), truth)
    hits = np.eye(len(grammar.looks))[truth]
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        some = (p > low) & (p <= low + 0.2)
        if some.sum() > 100:
            assert p[some].mean() == pytest.approx(hits[some].mean(), abs=0.08)
