"""The records of what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbert_studio.errors import StudioError


class TranscriptError(StudioError):
    """A file cannot be read or written as a transcript."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, with the punctuation that hangs on it and no space.

    Attributes:
        start_s, end_s: when it is said.
        text: never empty.
        probability: the recogniser's own, between 0 and 1, if one heard it.
        interpolated: its times are not measured but shared out of a longer stretch's by length.
    """

    start_s: float
    end_s: float
    text: str
    probability: float | None = None
    interpolated: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A timed stretch of a transcript."""

    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is said in a video.

    Attributes:
        language: a code such as ``en``, if it is known.
        sentences: in the order of their starts.
        source: what it was made by: ``asr:NAME`` or ``file:NAME``.
    """

    language: str | None
    sentences: tuple[Sentence, ...]
    source: str

    def words(self) -> Iterator[Word]:
        """All words in order."""
        for sentence in self.sentences:
            yield from sentence.words


def sentence_of(words: Sequence[Word]) -> Sentence:
    """At least one word as a sentence, with its times and its text."""
    text = " ".join(word.text for word in words)
    end_s = max(word.end_s for word in words)
    return Sentence(words[0].start_s, end_s, text, tuple(words))


def share_out(text: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """The words of a text, each with its share of the time in proportion to its letters.

    A space counts as a letter of the word before it, as one takes a breath there.
    """
    parts = text.split()
    letters = sum(len(part) + 1 for part in parts)
    words, before = [], 0
    for part in parts:
        begin = start_s + (end_s - start_s) * before / letters
        before += len(part) + 1
        words.append(
            Word(begin, start_s + (end_s - start_s) * before / letters, part, interpolated=True)
        )
    return tuple(words)
