"""The WordPiece vocabulary, the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbert_studio.errors import WeightsError
from vbert_studio.language.wordpiece import SPECIAL, load_wordpiece


def test_the_registrys_vocabulary_is_berts(wordpiece_vocabulary: Path):
    tokenizer = load_wordpiece()
    assert tokenizer.get_vocab_size() == 30_522
    assert [tokenizer.token_to_id(name) for name in SPECIAL] == [0, 100, 101, 102, 103]
    # Ids that BERT's own documentation prints for these words.
    assert tokenizer.encode("hello world").ids == [101, 7592, 2088, 102]


def test_pieces_tell_which_letters_they_stand_for(wordpiece_vocabulary: Path):
    text = "Julienne the jalapeño, now!"
    encoded = load_wordpiece().encode(text, add_special_tokens=False)
    spans = [text[start:end] for start, end in encoded.offsets]
    assert "".join(spans) == text.replace(" ", "")
    assert [t.removeprefix("##") for t in encoded.tokens] == [
        span.lower().replace("ñ", "n") for span in spans
    ]
    assert any(token.startswith("##") for token in encoded.tokens)


def test_a_mask_stays_one_piece(wordpiece_vocabulary: Path):
    tokens = load_wordpiece().encode("now let me show you how to [MASK] the [MASK].").tokens
    assert tokens.count("[MASK]") == 2


def test_without_the_file_it_says_how_to_get_it():
    with pytest.raises(WeightsError, match="models get wordpiece-uncased") as caught:
        load_wordpiece()
    assert caught.value.kind == "model_missing"


@pytest.mark.parametrize("content", [b"the\n##s\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_vocabulary_is_named(tmp_path: Path, content: bytes):
    file = tmp_path / "vocab.txt"
    file.write_bytes(content)
    with pytest.raises(WeightsError, match=r"vocab\.txt") as caught:
        load_wordpiece(file)
    assert caught.value.kind == "model_damaged"
