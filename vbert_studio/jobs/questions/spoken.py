"""Where the words of a passage are, for somebody who knows them by what they say and when."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.questions.reading import texts_of
from vbert_studio.jobs.requests import TYPED, Passage, WordPlace
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a passage.

    Attributes:
        place: of the word.
        word: in small letters, without the signs around it.
        at_s: the middle of it, in seconds; shared out of its sentence where it has no times of its
            own, NaN where a person typed the text.
    """

    place: WordPlace
    word: str
    at_s: float


def find_spoken(project: Project, passage: Passage, wanted: str) -> tuple[WordPlace, ...]:
    """The places of a word: ``WORD`` wherever it is said, ``WORD@SECOND`` the one nearest to then.

    ``SENTENCE:POSITION``, the id of a sentence and the number of the word in it, from 0, is taken
    as it stands.

    Raises:
        QuestionError: kind ``no_such_word``.
        StudioError: like `read_passage`.
    """
    sentence, colon, position = wanted.partition(":")
    if colon and sentence.isdecimal() and position.isdecimal():
        return (WordPlace(int(sentence), int(position)),)
    word, at_s = _read(wanted)
    found = [spoken for spoken in spoken_words(project, passage) if spoken.word == bare(word)]
    if not found:
        raise QuestionError(
            "no_such_word",
            f"Nobody says “{word}” there.",
            remedy="Choose a word that is said in the stretch, or a longer stretch.",
        )
    if math.isnan(at_s):
        return tuple(spoken.place for spoken in found)
    return (min(found, key=lambda spoken: abs(spoken.at_s - at_s)).place,)


def spoken_words(project: Project, passage: Passage) -> list[Spoken]:
    """Every word of a passage, in the order in which it is read.

    Raises:
        StudioError: like `read_passage`.
    """
    clips = len(project.tokens.load(passage.video_id))
    timed = {
        (word.sentence_id, word.position): (word.start_s + word.end_s) / 2
        for word in project.transcripts.all_words(passage.video_id)
    }
    spans = {s.id: (s.start_s, s.end_s) for s in project.transcripts.sentences(passage.video_id)}
    found = []
    for sentence, text in texts_of(project, passage, clips):
        said = text.split()
        start_s, end_s = (math.nan, math.nan) if sentence == TYPED else spans[sentence]
        for position, word in enumerate(said):
            shared = start_s + (end_s - start_s) * (position + 0.5) / len(said)
            at_s = timed.get((sentence, position), shared)
            found.append(Spoken(WordPlace(sentence, position), bare(word), at_s))
    return found


def bare(word: str) -> str:
    """In small letters, without the signs around it: ``Let's,`` is ``let's``."""
    word = word.replace("’", "'").casefold()
    letters = [at for at, sign in enumerate(word) if sign.isalnum()]
    return word[letters[0] : letters[-1] + 1] if letters else word


def _read(wanted: str) -> tuple[str, float]:
    """The word, and when it is said; NaN for wherever it is."""
    word, at, second = wanted.rpartition("@")
    try:
        return (word, float(second)) if at and word else (wanted, math.nan)
    except ValueError:
        return wanted, math.nan
