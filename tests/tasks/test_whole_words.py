"""Words that consist of several pieces."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models

from tests.small_language import ACTIONS, VOCABULARY, looks_of, word_of
from vbert_studio.model.sequence import Sequence, build_sequence
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.words import believed_words, spelled

NAMES = ("crack", "whisk", "pour", "fry", "flip", "serve")


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    """Names for the pieces of the small language; what only continues a word is marked."""
    pieces = {"[UNK]": 100, "now": 1000, "##ly": 1001, "-": 1020}
    pieces |= {name: word_of(action) for action, name in enumerate(NAMES)}
    return Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))


def hidden(action: int, ids: list[int], places: list[int]) -> tuple[Sequence, np.ndarray]:
    video = np.resize(np.array(looks_of(action)), 3)
    row = build_sequence(VOCABULARY, ids, video)
    at = row.text[places]
    return row.masked(at), at


def test_a_word_of_one_piece_is_the_one_that_is_seen(asker: Asker, words: Tokenizer) -> None:
    right = 0
    for action in range(ACTIONS):
        row, at = hidden(action, [1000, word_of(action), 1001], [1])
        (beliefs,) = asker.beliefs([row], [at])
        truth = np.array([word_of(action)])
        found = believed_words(asker, words, row, beliefs, count=3, truth=truth)
        assert len(found.top) == 3
        assert all(candidate.word in (*NAMES, "now") for candidate in found.top)
        assert found.truth_p == pytest.approx(beliefs[0].p_of(word_of(action)))
        right += found.top[0].word == NAMES[action]
    assert right >= ACTIONS - 1


def test_the_pieces_of_a_word_are_guessed_together(asker: Asker, words: Tokenizer) -> None:
    """The language says `crack` and `##ly` one after the other, here as one word."""
    right = 0
    for action in range(ACTIONS):
        row, at = hidden(action, [1000, word_of(action), 1001], [1, 2])
        (beliefs,) = asker.beliefs([row], [at])
        truth = np.array([word_of(action), 1001])
        found = believed_words(asker, words, row, beliefs, count=4, truth=truth)
        ps = [candidate.p for candidate in found.top]
        assert ps == sorted(ps, reverse=True)
        assert all(candidate.word.endswith("ly") for candidate in found.top)
        told = {candidate.word: candidate.p for candidate in found.top}
        if NAMES[action] + "ly" in told:
            assert found.truth_p == pytest.approx(told[NAMES[action] + "ly"], rel=1e-3)
        right += found.top[0].word == NAMES[action] + "ly"
    assert right >= ACTIONS - 1


def test_nothing_is_told_of_a_truth_that_nobody_knows(asker: Asker, words: Tokenizer) -> None:
    row, at = hidden(0, [1000, 1010, 1001], [1])
    (beliefs,) = asker.beliefs([row], [at])
    found = believed_words(asker, words, row, beliefs, count=1, truth=np.zeros(0, np.int64))
    assert found.truth_p is None


def test_pieces_are_put_together(words: Tokenizer) -> None:
    assert spelled(words, np.array([1010, 1001])) == "crackly"
    assert spelled(words, np.array([1010, 1020, 1011])) == "crack-whisk"
