"""The text side of a passage: words cut into pieces, with what is hidden and what is put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from vbert_studio.jobs.requests import Masking, WordPlace
from vbert_studio.model.vocabulary import MASK


@dataclass(frozen=True, slots=True)
class Piece:
    """A WordPiece of a passage.

    Attributes:
        id: its row.
        piece: as the vocabulary writes it.
        word: which word it is a piece of.
        hidden: whether the model reads ``[MASK]`` in its place.
        put: whether a person put it there.
        truth: the row that the transcript has here; None where a person typed ``[MASK]`` or put
            another word.
    """

    id: int
    piece: str
    word: WordPlace
    hidden: bool
    put: bool
    truth: int | None


def pieces_of(words: Tokenizer, sentence: int, text: str, masking: Masking) -> Iterator[Piece]:
    """Cut the words of a text into pieces, in order."""
    put = dict(masking.put_words)
    hidden = set(masking.words)
    for position, said in enumerate(text.split()):
        place = WordPlace(sentence, position)
        replaced = put.get(place)
        is_hidden = place in hidden
        if replaced is not None and not is_hidden:
            yield from _put(words, place, said, replaced)
        else:
            yield from _said(words, place, said, hidden=is_hidden)


def _said(words: Tokenizer, place: WordPlace, said: str, *, hidden: bool) -> Iterator[Piece]:
    pieces = _cut(words, said)
    first, end = _core(pieces)
    for at, (id_, piece) in enumerate(pieces):
        if id_ == MASK:
            yield Piece(id_, piece, place, hidden=True, put=False, truth=None)
        else:
            yield Piece(id_, piece, place, hidden and first <= at < end, put=False, truth=id_)


def _put(words: Tokenizer, place: WordPlace, said: str, replaced: str) -> Iterator[Piece]:
    """Another word between the signs that stand around the one that was said."""
    pieces = _cut(words, said)
    first, end = _core(pieces)
    for id_, piece in pieces[:first]:
        yield Piece(id_, piece, place, hidden=False, put=False, truth=id_)
    for id_, piece in _cut(words, replaced):
        yield Piece(id_, piece, place, hidden=id_ == MASK, put=True, truth=None)
    for id_, piece in pieces[end:]:
        yield Piece(id_, piece, place, hidden=False, put=False, truth=id_)


def _cut(words: Tokenizer, text: str) -> list[tuple[int, str]]:
    found = words.encode(text, add_special_tokens=False)
    return list(zip(found.ids, found.tokens, strict=True))


def _core(pieces: Iterable[tuple[int, str]]) -> tuple[int, int]:
    """The pieces ``[first, end)`` of a word without the signs around it; all if it is one."""
    letters = [at for at, (id_, piece) in enumerate(pieces) if id_ == MASK or _has_letters(piece)]
    return (letters[0], letters[-1] + 1) if letters else (0, len(list(pieces)))


def _has_letters(piece: str) -> bool:
    return any(sign.isalnum() for sign in piece)
