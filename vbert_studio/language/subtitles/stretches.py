"""Timed stretches of text into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vbert_studio.language.transcript import Word, share_out

# Nobody takes longer over a word: what is beyond is silence.
_WORD_S = 0.3
_LETTER_S = 0.08

Stretch = tuple[float, float, str]


def words_of_stretches(stretches: Iterable[Stretch], *, starts_only: bool = False) -> list[Word]:
    """Words of (start, end, text); a word that is cut in two is put together again.

    A stretch of one word gives its measured times; one of several shares them out.

    Args:
        stretches: in order; spaces at their ends tell whether a word goes on in the next one.
        starts_only: whether an end is merely the start of the next stretch, so that a word's own
            end has to be guessed from its length.
    """
    words: list[Word] = []
    goes_on = False
    for start_s, end_s, text in stretches:
        fresh = _words(start_s, end_s, text)
        if fresh and goes_on and not text[0].isspace():
            words[-1] = _joined(words[-1], fresh.pop(0))
        words += fresh
        goes_on = bool(words) and not text[-1:].isspace() if text else goes_on
    return [_not_too_long(word) for word in words] if starts_only else words


def _words(start_s: float, end_s: float, text: str) -> list[Word]:
    shared = share_out(text, start_s, end_s)
    return [Word(start_s, end_s, shared[0].text)] if len(shared) == 1 else list(shared)


def _joined(head: Word, tail: Word) -> Word:
    guessed = head.interpolated or tail.interpolated
    return Word(head.start_s, tail.end_s, head.text + tail.text, interpolated=guessed)


def _not_too_long(word: Word) -> Word:
    latest_s = word.start_s + _WORD_S + _LETTER_S * len(word.text)
    return replace(word, end_s=latest_s) if word.end_s > latest_s else word
