"""Words into sentences."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.language.sentences import (
    MOST_SECONDS,
    MOST_WORDS,
    into_sentences,
    sentences_as_they_come,
)
from vbert_studio.language.transcript import Word

YOUCOOK2 = Path(__file__).resolve().parents[3] / "shared/data/youcook2_annotations_trainval.json"


def spoken(text: str, *, pause_s: float = 1.0, start_s: float = 0.0) -> list[Word]:
    """Words at three a second; ``|`` is a pause."""
    words, now = [], start_s
    for part in text.split():
        if part == "|":
            now += pause_s
            continue
        words.append(Word(now, now + 0.3, part))
        now += 1 / 3
    return words


def texts(text: str, **options) -> list[str]:
    return [sentence.text for sentence in into_sentences(spoken(text, **options))]


PIECES = """
add the salt, stir. Stir it! No. 5 2.5 Dr. e.g. U.S. What?" ... so… p.m. 3 tbsp. A. I
"""
TOKENS = st.sampled_from(PIECES.split())
WORDS = st.lists(st.tuples(TOKENS, st.floats(0, 5), st.floats(0, 40)), max_size=120)


@given(WORDS)
def test_no_word_is_lost_changed_or_moved(drawn):
    words, now = [], 0.0
    for text, gap, length in drawn:
        words.append(Word(now + gap, now + gap + length, text, 0.5))
        now += gap + length * 0.8  # words may overlap
    sentences = into_sentences(words)
    assert [word for sentence in sentences for word in sentence.words] == words
    for sentence in sentences:
        assert sentence.text == " ".join(word.text for word in sentence.words)
        assert sentence.start_s == sentence.words[0].start_s
        assert sentence.end_s == max(word.end_s for word in sentence.words)
        assert len(sentence.words) <= MOST_WORDS
        assert len(sentence.words) == 1 or sentence.end_s - sentence.start_s <= 2 * MOST_SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "Add 2.5 cups of water. | Stir it well.",
        "Dr. Smith and Mrs. Jones met in St. Louis. Then they left.",
        "Use spices, e.g. cumin, i.e. the brown one. Mix.",
        "He lives in the U.S. and likes it. We do not.",
        "We met at 5 p.m. on Friday. It rained.",
        "Add 3 tbsp. of oil and 2 oz. of butter. Melt it.",
        "J. R. R. Tolkien wrote it. People read it.",
        "See fig. 3 and no. 7 of the book. It helps.",
        "It was in 1999. Then came 2000.",
        "It was you or I. Then we went.",
        "No. That is wrong.",
        "Really?! Yes, really.",
        'He said "Stop." Then he left.',
        "It is (as they say.) Nobody knows.",
        "¿Qué es eso? ¡Es una manzana!",
    ],
)
def test_full_stops_of_abbreviations_and_numbers_end_nothing(text: str):
    found = texts(text, pause_s=0)
    assert len(found) == 2, found
    assert " ".join(found) == text.replace("| ", "")


@pytest.mark.parametrize(
    "text", ['"What?" he said to me.', "So ... we wait for it.", "It takes 3. 5 hours or so."]
)
def test_a_mark_in_the_middle_ends_nothing(text: str):
    assert texts(text) == [text]


def test_the_end_of_an_abbreviation_can_be_the_end_of_a_sentence():
    assert texts("We eat at 5 p.m. Then we sleep.") == ["We eat at 5 p.m.", "Then we sleep."]
    assert texts("take vitamin C. | Then rest.") == ["take vitamin C.", "Then rest."]
    assert texts("Mix it in 3 min. Serve.") == ["Mix it in 3 min.", "Serve."]


def test_punctuation_in_small_letters_is_enough():
    assert texts("add the salt. stir it well. done!") == ["add the salt.", "stir it well.", "done!"]


def test_pauses_decide_where_there_is_no_punctuation():
    found = texts("cut the onions into rings | heat the oil in a pan | um | add the rings")
    assert found == ["cut the onions into rings", "heat the oil in a pan", "um add the rings"]


def test_a_long_pause_ends_even_an_unfinished_sentence():
    assert texts("and then we add | the salt.", pause_s=4) == ["and then we add", "the salt."]


def test_a_short_pause_ends_no_punctuated_sentence():
    assert texts("and then we add | the salt.", pause_s=1) == ["and then we add the salt."]


def test_an_endless_stretch_is_cut_at_commas_and_near_the_middle():
    text = " ".join(["word"] * 30 + ["word,"] + ["word"] * 29)
    first, second = into_sentences(spoken(text))
    assert first.text.endswith(",")
    assert len(second.words) == 29
    sizes = [len(s.words) for s in into_sentences(spoken(" ".join(["word"] * 5_000)))]
    assert min(sizes) > MOST_WORDS / 4
    assert sum(sizes) == 5_000


def test_sentences_come_while_the_words_do():
    seen: list[str] = []

    def coming():
        for word in spoken("One is done. Two is | not."):
            seen.append(word.text)
            yield word

    first = next(sentences_as_they_come(coming()))
    assert [sentence.text for sentence in first] == ["One is done."]
    assert seen == ["One", "is", "done.", "Two"]


def test_nothing_gives_nothing():
    assert into_sentences([]) == []


@pytest.fixture(scope="module")
def recipes() -> list[list[str]]:
    """The annotated steps of real cooking videos."""
    if not YOUCOOK2.exists():
        pytest.skip("the YouCook2 annotations are not beside this checkout")
    videos = json.loads(YOUCOOK2.read_text())["database"].values()
    return [[step["sentence"] for step in video["annotations"]] for video in videos]


def _plain(steps: list[str]) -> list[str]:
    """Steps as one reads them out: without punctuation, of a length that is spoken in one go."""
    kept = [" ".join("".join(c if c.isalnum() else " " for c in step).split()) for step in steps]
    return [step for step in kept if 3 <= len(step.split()) <= MOST_WORDS]


def test_real_steps_written_with_punctuation_come_back_whole(recipes):
    wrong = total = 0
    for steps in recipes[:300]:
        written = [step[0].upper() + step[1:] + "." for step in _plain(steps)]
        found = texts(" ".join(written))
        total += len(written)
        wrong += len(set(written) ^ set(found))
    assert total > 1_500
    assert wrong <= total * 0.005


def test_real_steps_spoken_with_pauses_come_back_whole(recipes):
    chance = random.Random(7)
    wrong = total = 0
    for steps in recipes[:300]:
        plain = _plain(steps)
        now, words = 0.0, []
        for step in plain:
            words += spoken(step, start_s=now)
            now = words[-1].end_s + chance.uniform(0.8, 3.0)
        assert all(a.end_s <= b.start_s for a, b in pairwise(words))
        found = [sentence.text for sentence in into_sentences(words)]
        total += len(plain)
        wrong += len(set(plain) ^ set(found))
    assert total > 1_500
    assert wrong <= total * 0.005
