"""Whole words where the model knows only pieces of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.model.sequence import Sequence
from vbert_studio.model.vocabulary import FIRST_WORD_PIECE, Ids
from vbert_studio.tasks.asker import Asker, Belief

_LOOKED_AT = 200  # pieces of a belief among which words are looked for
_BEAM = 4  # unfinished words of several pieces that are gone on with
_CONTINUES = "##"


@dataclass(frozen=True, slots=True)
class WordCandidate:
    """A word with its probability, 0 to 1; of several pieces, that of all of them together."""

    word: str
    p: float


@dataclass(frozen=True, slots=True)
class WordBelief:
    """Whole words that may be hidden, best first, and how probable the true one is."""

    top: tuple[WordCandidate, ...]
    truth_p: float | None


def begins_a_word(words: Tokenizer, id_: int) -> bool:
    """Whether a piece is a word or the beginning of one, and no sign."""
    piece = words.id_to_token(id_) if id_ >= FIRST_WORD_PIECE else None
    return piece is not None and piece.isalnum()


def spelled(words: Tokenizer, ids: Ids) -> str:
    """The word that pieces make, without spaces."""
    pieces = [words.id_to_token(int(id_)) or "" for id_ in ids]
    return "".join(piece.removeprefix(_CONTINUES) for piece in pieces)


def believed_words(
    asker: Asker,
    words: Tokenizer,
    sequence: Sequence,
    beliefs: list[Belief],
    *,
    count: int,
    truth: Ids,
) -> WordBelief:
    """Words of as many pieces as are hidden.

    A word's probability is the product of its pieces', each given those before it. For words of
    several pieces the best are looked for by a beam.

    Args:
        asker: the model.
        words: the WordPiece tokenizer.
        sequence: with every piece of the word hidden.
        beliefs: one per piece, k of them, asked with all of them hidden.
        count: words wanted.
        truth: int64 (k,), the pieces whose probability is told, too; empty for none.
    """
    begun = [_Begun((), 0.0)]
    chain: float | None = 0.0 if len(truth) else None
    for at, alone in enumerate(beliefs):
        wider = max(count, _BEAM) if at == len(beliefs) - 1 else _BEAM
        known = [one.ids for one in begun]
        followed = [*known, tuple(truth[:at].tolist())] if chain is not None else known
        found = _believe(asker, sequence, beliefs, followed) if at else [alone] * len(followed)
        if chain is not None:
            chain += found[-1].of(int(truth[at]))
        grown = [
            longer
            for one, belief in zip(begun, found, strict=False)
            for longer in _longer(words, one, belief, wider)
        ]
        begun = sorted(grown, key=lambda one: -one.log_p)[:wider]
    top = [WordCandidate(spelled(words, np.array(b.ids)), float(np.exp(b.log_p))) for b in begun]
    return WordBelief(tuple(top[:count]), None if chain is None else float(np.exp(chain)))


@dataclass(frozen=True, slots=True)
class _Begun:
    """The first pieces of a word, with their log-probability."""

    ids: tuple[int, ...]
    log_p: float


def _believe(
    asker: Asker, sequence: Sequence, beliefs: list[Belief], followed: list[tuple[int, ...]]
) -> list[Belief]:
    """What comes behind each of these beginnings, all of one length."""
    places = np.array([belief.position for belief in beliefs])  # (k,)
    rows = [sequence.with_ids(places[: len(ids)], ids) for ids in followed]
    asked = [places[len(ids) : len(ids) + 1] for ids in followed]
    return [belief for (belief,) in asker.beliefs(rows, asked)]


def _longer(words: Tokenizer, begun: _Begun, belief: Belief, count: int) -> list[_Begun]:
    """The word with one more piece, which must be one that can stand there."""
    found: list[_Begun] = []
    for id_, _ in belief.top(_LOOKED_AT):
        if _fits(words, begun.ids, id_):
            found.append(_Begun((*begun.ids, id_), begun.log_p + belief.of(id_)))
        if len(found) == count:
            break
    return found


def _fits(words: Tokenizer, before: tuple[int, ...], id_: int) -> bool:
    if not before:
        return begins_a_word(words, id_)
    piece = words.id_to_token(id_) if id_ >= FIRST_WORD_PIECE else None
    if piece is None:
        return False
    # Behind a sign inside a word, as in "well-done", a new piece begins without a mark.
    last = words.id_to_token(before[-1]) or ""
    return piece.startswith(_CONTINUES) or (not last[-1:].isalnum() and piece.isalnum())
