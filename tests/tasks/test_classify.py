"""What is being done here, asked by a template."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.small_language import ACTIONS, looks_of, word_of
from vbert_studio.model.vocabulary import MASK
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.classify import TemplateError, classify

NAMES = ("crack", "whisk", "pour", "fry", "flip", "serve")
TEMPLATE = "now [MASK] it"


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    """Names for the pieces of the small language."""
    pieces = {"[UNK]": 100, "[MASK]": MASK, "now": 1000, "it": 1001}
    pieces |= {name: word_of(action) for action, name in enumerate(NAMES)}
    tokenizer = Tokenizer(models.WordLevel(pieces, unk_token="[UNK]"))
    tokenizer.add_special_tokens(["[MASK]"])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer


def test_the_template_is_filled_with_what_is_done(asker: Asker, words: Tokenizer) -> None:
    plain = corrected = 0
    for action in range(ACTIONS):
        video = np.resize(np.array(looks_of(action)), 4)
        found = classify(asker, words, video, template=TEMPLATE, count=3)
        ((best, *others),) = found.plain
        plain += best.word == NAMES[action]
        corrected += found.corrected[0][0].word == NAMES[action]
        assert all(best.p >= other.p for other in others)
        assert all(word.word in (*NAMES, "now", "it") for word in found.plain[0])
    assert plain >= ACTIONS - 1
    assert corrected >= ACTIONS - 1


def test_seeing_it_makes_a_word_likelier_than_not_seeing_it(asker: Asker, words: Tokenizer) -> None:
    found = classify(asker, words, np.array(looks_of(2)), template=TEMPLATE)
    lifts = {word.word: word.lift for word in found.plain[0]}
    assert lifts[NAMES[2]] > 0
    assert min(lifts.values()) < 0


def test_a_template_without_a_slot_is_refused(asker: Asker, words: Tokenizer) -> None:
    with pytest.raises(TemplateError) as caught:
        classify(asker, words, np.array(looks_of(0)), template="now whisk it")
    assert caught.value.kind == "no_mask"
    assert "[MASK]" in caught.value.remedy
