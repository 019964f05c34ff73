"""Cues, the pieces that subtitle files consist of, and how they become sentences."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vbert_studio.language.punctuation import closes_sentence
from vbert_studio.language.sentences import into_sentences
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.transcript import Sentence, Word, sentence_of, share_out

# One mark for so many words: below that, punctuation is an accident.
_WORDS_PER_MARK = 60
# Of rolling captions every second cue moves, of those that were thinned out every one.
_CUES_PER_MOVE = 4
_STILL_S = 0.1


@dataclass(frozen=True, slots=True)
class Cue:
    """A text that is shown for a while.

    Attributes:
        start_s, end_s: when it is shown.
        lines: as they stand below each other, without markup.
        words: with measured times, if the format has them, else empty.
        line: where it begins in the file.
    """

    start_s: float
    end_s: float
    lines: tuple[str, ...]
    words: tuple[Word, ...] = ()
    line: int | None = None

    def timed_words(self) -> tuple[Word, ...]:
        """Its words, with shared-out times where there are no measured ones."""
        return self.words or share_out(" ".join(self.lines), self.start_s, self.end_s)


def sentences_of(cues: Iterable[Cue], *, regroup: bool) -> list[Sentence]:
    """Cues in order of time as sentences.

    Args:
        cues: in any order, overlapping or not.
        regroup: whether words are put together as the punctuation says. Otherwise, and where there
            is none, each cue stays a sentence, since somebody cut it on purpose; only words with
            measured times, as a machine gives them, are then grouped by their pauses.
    """
    ordered = sorted(_checked(cues), key=lambda cue: (cue.start_s, cue.end_s))
    fresh = _without_repeats(ordered) if _rolls(ordered) else ordered
    spoken = [cue.timed_words() for cue in fresh]
    groups = [words for words in spoken if words]
    if not regroup:
        return [sentence_of(words) for words in groups]
    words = [word for words in _laid_side_by_side(groups) for word in words]
    if _punctuated(words) or any(not word.interpolated for word in words):
        return into_sentences(words)
    return [sentence_of(words) for words in groups]


def sentences_as_written(cues: Iterable[Cue]) -> list[Sentence]:
    """Each cue as the sentence that it is, with its own times and its words, by start."""
    said = [cue for cue in _checked(cues) if cue.lines]
    said.sort(key=lambda cue: cue.start_s)
    return [
        Sentence(cue.start_s, cue.end_s, " ".join(cue.lines), cue.timed_words()) for cue in said
    ]


def _checked(cues: Iterable[Cue]) -> Iterator[Cue]:
    for cue in cues:
        if cue.start_s < 0:
            raise FaultError("a cue starts before the video does", cue.line)
        if cue.end_s < cue.start_s:
            raise FaultError("a cue ends before it starts", cue.line)
        yield cue


def _rolls(cues: list[Cue]) -> bool:
    """Whether these are rolling captions: many a cue is the last one moved up by a line."""
    pairs = itertools.pairwise(cues)
    moved = sum(0 < _overlap(*pair) < len(pair[1].lines) for pair in pairs)
    return moved * _CUES_PER_MOVE >= len(cues)


def _without_repeats(cues: list[Cue]) -> Iterator[Cue]:
    """Leave out the lines that rolling captions merely still show."""
    for before, cue in zip([None, *cues], cues, strict=False):
        stays = _overlap(before, cue) if before else 0
        if not stays:
            yield cue
        elif cue.words or stays < len(cue.lines):
            yield replace(cue, lines=cue.lines[stays:])


def _overlap(before: Cue, cue: Cue) -> int:
    """How many lines at the top of a cue stood at the bottom of the one just before it."""
    if cue.start_s > before.end_s + _STILL_S:
        return 0
    counts = range(min(len(before.lines), len(cue.lines)), 0, -1)
    return next((n for n in counts if before.lines[-n:] == cue.lines[:n]), 0)


def _laid_side_by_side(groups: list[tuple[Word, ...]]) -> Iterator[tuple[Word, ...]]:
    """Shared-out words of a cue that runs into the next one end where that begins."""
    for words, after in itertools.zip_longest(groups, groups[1:]):
        start_s, end_s = words[0].start_s, words[-1].end_s
        if after and start_s < after[0].start_s < end_s and words[0].interpolated:
            yield share_out(" ".join(word.text for word in words), start_s, after[0].start_s)
        else:
            yield words


def _punctuated(words: list[Word]) -> bool:
    marks = sum(closes_sentence(word.text, None, paused=True) for word in words)
    return marks > 0 and marks * _WORDS_PER_MARK >= len(words)
