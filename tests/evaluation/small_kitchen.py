"""The narrator's own words as a WordPiece vocabulary, where the program expects its rows."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.narration import sentences_of
from vbert_studio.kitchen.phrases import CHATTER
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.vocabulary import CLS, FIRST_WORD_PIECE, MASK, PAD, SEP

_SIGNS = ".,'"
_TEMPLATE = "now let me show you how to the"


def words_of_the_kitchen() -> list[str]:
    """Every word that the narrator knows, and the signs between them."""
    steps = {rule.step for recipe in recipes() for rule in recipe.rules}
    texts = [*CHATTER, _TEMPLATE, *(text for step in steps for text in sentences_of(step))]
    plain = {text.lower().translate(str.maketrans(_SIGNS, "   ")) for text in texts}
    return [*_SIGNS, *sorted({word for text in plain for word in text.split()})]


def write_vocabulary(file: Path) -> Path:
    """A `vocab.txt` of those words."""
    rows = [f"[unused{row}]" for row in range(FIRST_WORD_PIECE)]
    rows[PAD], rows[100] = "[PAD]", "[UNK]"
    rows[CLS], rows[SEP], rows[MASK] = "[CLS]", "[SEP]", "[MASK]"
    file.write_text("\n".join([*rows, *words_of_the_kitchen()]) + "\n", encoding="utf-8")
    return file


def kitchen_wordpiece(folder: Path) -> Tokenizer:
    """A tokenizer for which each word of the narrator is one piece."""
    return load_wordpiece(write_vocabulary(folder / "vocab.txt"))
