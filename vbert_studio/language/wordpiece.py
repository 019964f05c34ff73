"""BERT's uncased WordPiece vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import WeightsError
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "wordpiece-uncased"
TEXT_SIZE = 30_522
_UNKNOWN = "[UNK]"
SPECIAL = ("[PAD]", _UNKNOWN, "[CLS]", "[SEP]", "[MASK]")


def load_wordpiece(vocabulary: Path | str | None = None) -> Tokenizer:
    """The tokenizer of BERT uncased: 30,522 pieces, lower case, accents taken off.

    `encode(text, add_special_tokens=False)` gives `ids`, `tokens`, and as `offsets` the characters
    of the text as it was handed in that each piece stands for. With special tokens a text becomes
    ``[CLS] text [SEP]``.

    Args:
        vocabulary: a `vocab.txt`; None takes the registry's.

    Raises:
        WeightsError: kind ``model_missing`` with how to get it, or ``model_damaged``.
    """
    file = Path(vocabulary or store.find(Registry.load().entry(NAME)) / "vocab.txt")
    pieces = _pieces(file)
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer: Tokenizer = Tokenizer(models.WordPiece(pieces, unk_token=_UNKNOWN))
    tokenizer.add_special_tokens(list(SPECIAL))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [(name, pieces[name]) for name in ("[SEP]", "[CLS]")]
    tokenizer.post_processor = processors.BertProcessing(*ends)
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def _pieces(file: Path) -> dict[str, int]:
    """The line number of every piece."""
    try:
        lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(file, str(error)) from error
    pieces = {piece: at for at, piece in enumerate(lines)}
    missing = [piece for piece in SPECIAL if piece not in pieces]
    if missing:
        raise _damaged(file, f"it has no {missing[0]}")
    return pieces


def _damaged(file: Path, reason: str) -> WeightsError:
    return WeightsError(
        "model_damaged",
        f"{file} is no WordPiece vocabulary: {reason}.",
        path=file,
        remedy=f"Fetch it again with `vbert-studio models get {NAME}`.",
    )
