"""Which words are right, what may be said, and what visual words show."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.names import slots
from vbert_studio.evaluation.pairs import about
from vbert_studio.evaluation.reading import Reading
from vbert_studio.evaluation.text import Sayings
from vbert_studio.evaluation.text_to_video import expected_looks
from vbert_studio.kitchen.narration import draw_sentence, sentences_of
from vbert_studio.kitchen.rules import Recipe, Step, rule

SLICE = Step("slice", "carrot", "knife", "board")
CUTTING = Recipe(
    "cutting",
    "toy",
    (
        rule("peel carrot peeler board", gives="peeled"),
        rule("slice carrot knife board", needs="peeled", gives="ready"),
        rule("chop carrot knife board", needs="peeled", gives="ready"),
        rule("sprinkle salt hand bowl", needs="ready", gives="sprinkled"),
        rule("sprinkle sugar hand bowl", needs="ready", gives="sprinkled", weight=2),
        rule("roll dough pin worktop", needs="sprinkled", gives="served"),
    ),
)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar([CUTTING])


def test_any_of_the_narrators_names_is_right(grammar: Grammar, tokenizer: Tokenizer) -> None:
    verb, thing = slots(grammar, tokenizer)
    assert verb.is_right("slice", SLICE)
    assert verb.is_right("cut", SLICE)
    assert not verb.is_right("chop", SLICE)
    assert thing.is_right("carrots", SLICE)
    assert not thing.is_right("knife", SLICE)
    assert verb.word("slice") == "slice"


def test_a_name_of_several_pieces_is_no_answer(grammar: Grammar, tokenizer: Tokenizer) -> None:
    verb, _ = slots(grammar, tokenizer)
    assert verb.names["roll"] == ("roll", "flatten")  # and never "roll out"


def test_the_best_words_are_those_that_are_probably_right(
    grammar: Grammar, tokenizer: Tokenizer
) -> None:
    _, thing = slots(grammar, tokenizer)
    sprinkled = grammar.evidence([grammar.look(Step("sprinkle", "salt", "hand", "bowl"))])[0]
    assert thing.best_words(grammar, grammar.usual * sprinkled, 5) == ["sugar", "salt"]
    assert thing.best_words(grammar, grammar.usual, 1) == ["carrot"]


def test_what_may_stand_in_a_sentence_is_what_sampling_finds(tokenizer: Tokenizer) -> None:
    """Against sentences that were drawn, of which those are taken that agree."""
    sayings = Sayings.of(sentences_of(SLICE), tokenizer)
    ids = np.array(tokenizer.encode("We slice the carrot.", add_special_tokens=False).ids)
    found = sayings.at(ids, 1)
    slice_, cut = (tokenizer.token_to_id(word) for word in ("slice", "cut"))
    assert found == pytest.approx({slice_: 3 / 4.4, cut: 1.4 / 4.4})
    rng = np.random.default_rng(0)
    drawn = [draw_sentence(SLICE, rng) for _ in range(4000)]
    same = [text for text in drawn if text in {"We slice the carrot.", "We cut the carrot."}]
    share = np.mean([text == "We slice the carrot." for text in same])
    assert share == pytest.approx(found[slice_], abs=0.12)


def test_what_a_sentence_can_be_about(grammar: Grammar) -> None:
    carrots = {grammar.look(step) for step in grammar.world.steps if step.object == "carrot"}
    cut = {grammar.look(s) for s in grammar.world.steps if s.verb in {"slice", "chop"}}
    assert about(grammar, "Time for the carrot.") == carrots
    assert about(grammar, "Cut the carrot.") == cut
    assert about(grammar, "It smells wonderful in here.") == set()


def test_what_is_seen_when_something_is_said(grammar: Grammar) -> None:
    peel = grammar.look(Step("peel", "carrot", "peeler", "board"))
    heard = expected_looks(grammar, "Peel the carrot.", 4)
    assert heard[peel] == pytest.approx(1.0)
    # Peeling takes a second longer than slicing, and more clips speak for it.
    short, long = (expected_looks(grammar, "Time for the carrot.", clips) for clips in (2, 6))
    assert long[peel] > short[peel]
    assert short.sum() == pytest.approx(1.0)


def test_visual_words_are_read_as_often_as_they_showed_something() -> None:
    ranks, shown = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 2])
    reading = Reading.count([(ranks, shown), (ranks, shown)], words=3, looks=3)
    assert reading.counts.tolist() == [[4, 2, 0], [0, 0, 2], [0, 0, 0]]
    assert [reading.look(rank) for rank in range(2)] == [0, 2]
    np.testing.assert_allclose(reading.shares.sum(axis=1), 1.0)
    np.testing.assert_allclose(reading.shares[2], reading.usual)  # never seen: as usual
    with np.errstate(divide="ignore"):
        certain = reading.looks(np.log(np.array([1.0, 0.0, 0.0])))
    assert certain.argmax() == 0
    assert (certain > 0).all()


@pytest.mark.parametrize("errs", [0.0, 0.15, 0.4])
def test_a_belief_is_read_without_counting_errors_twice(errs: float) -> None:
    """Whoever foresees the words exactly is read as if he had foreseen the looks."""
    share = np.full((5, 5), errs / 4)
    np.fill_diagonal(share, 1 - errs)
    reading = Reading.of_counts(np.rint(share * 10**9).astype(np.int64))
    looks = np.array([0.6, 0.25, 0.1, 0.04, 0.01])
    read = reading.looks(np.log(share @ looks + 1e-12))
    np.testing.assert_allclose(read, looks, atol=0.03)
