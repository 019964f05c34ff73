"""Words into sentences: by punctuation where there is some, else by pauses and lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from vbert_studio.language.punctuation import closes_sentence, may_pause_after
from vbert_studio.language.transcript import Sentence, Word, sentence_of

# Nobody goes on with a sentence after this, whatever the punctuation says.
LONG_PAUSE_S = 3.0
# Without punctuation these end a sentence: at once, and once something has been said.
CLEAR_PAUSE_S = 2.0
PAUSE_S = 0.7
SOMETHING = 3
# A sentence longer than this is taken for several whose ends were not written.
MOST_WORDS = 40
MOST_SECONDS = 30.0
# How much a comma counts beside a pause where a long stretch has to be cut somewhere.
_COMMA_S = 0.4


def into_sentences(words: Iterable[Word]) -> list[Sentence]:
    """Group words; none is lost, changed or moved.

    Where the words carry punctuation, its full stops, question and exclamation marks end the
    sentences, but not those of abbreviations, initials and numbers. A stretch that no mark ends,
    or that is longer than 40 words or 30 seconds, is cut at its pauses; what still is too long is
    cut at the longest pause or comma near its middle.
    """
    return [sentence for some in sentences_as_they_come(words) for sentence in some]


def sentences_as_they_come(words: Iterable[Word]) -> Iterator[list[Sentence]]:
    """The same while the words are still coming: sentences as soon as it is sure that they end."""
    for stretch in _by_punctuation(words):
        pieces = [stretch] if _is_sentence(stretch) else _by_pauses(stretch)
        yield [sentence_of(short) for piece in pieces for short in _by_length(piece)]


def _by_punctuation(words: Iterable[Word]) -> Iterator[list[Word]]:
    current: list[Word] = []
    for word in words:
        if current and _divides(current[-1], word):
            yield current
            current = []
        current.append(word)
    if current:
        yield current


def _divides(word: Word, after: Word) -> bool:
    """Whether a sentence ends between two words, whatever stands around them."""
    pause = _pause(word, after)
    closed = closes_sentence(word.text, after.text, paused=pause >= PAUSE_S)
    return closed or pause >= LONG_PAUSE_S


def _is_sentence(words: Sequence[Word]) -> bool:
    """Whether a mark ends it and it is no longer than people speak."""
    return closes_sentence(words[-1].text, None, paused=True) and not _too_long(words)


def _too_long(words: Sequence[Word]) -> bool:
    return len(words) > MOST_WORDS or words[-1].end_s - words[0].start_s > MOST_SECONDS


def _by_pauses(words: Sequence[Word]) -> Iterator[list[Word]]:
    current: list[Word] = []
    for word, after in zip_longest(words, words[1:]):
        current.append(word)
        pause = _pause(word, after)
        if pause >= CLEAR_PAUSE_S or (pause >= PAUSE_S and len(current) >= SOMETHING):
            yield current
            current = []
    if current:
        yield current


def _by_length(words: list[Word]) -> Iterator[list[Word]]:
    """Cut until nothing is too long, or one word alone."""
    waiting = [words]
    while waiting:
        piece = waiting.pop()
        if len(piece) == 1 or not _too_long(piece):
            yield piece
            continue
        cut = _best_cut(piece)
        waiting += [piece[cut:], piece[:cut]]


def _best_cut(words: Sequence[Word]) -> int:
    """Where to cut: in the middle half, after the longest pause or a comma, else in the middle."""
    count = len(words)
    places = range(max(1, count // 4), max(2, count - count // 4))

    def worth(place: int) -> tuple[float, int]:
        before, after = words[place - 1], words[place]
        comma = _COMMA_S * may_pause_after(before.text)
        return round(_pause(before, after) + comma, 2), -abs(2 * place - count)

    return max(places, key=worth)


def _pause(word: Word, after: Word | None) -> float:
    return after.start_s - word.end_s if after else 0.0
