"""What belongs where something is hidden, and what is being done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.jobs.requests.base import Request
from vbert_studio.jobs.requests.passage import Masking, OrderName, Passage, ReadToken, WordPlace
from vbert_studio.tasks.template import TEMPLATE, ActionWord


@dataclass(frozen=True, slots=True)
class LeafGuess:
    """A visual word with its probability, 0 to 1."""

    leaf: int
    p: float


@dataclass(frozen=True, slots=True)
class WordGuess:
    """A word with its probability, 0 to 1."""

    word: str
    p: float


@dataclass(frozen=True, slots=True)
class ClipGuessed:
    """The answer for a hidden clip.

    Attributes:
        clip: its index in the video.
        position: in the row that was read.
        top: the most probable visual words, best first.
        truth: the visual word that the video has there.
        truth_p: the probability of that one; by name that of all words of its name.
        right: the visual word of `top` that would be right: the true one, or the one that stands
            for all words of its name.
    """

    clip: int
    position: int
    top: tuple[LeafGuess, ...]
    truth: int
    truth_p: float
    right: int


@dataclass(frozen=True, slots=True)
class WordGuessed:
    """The answer for a hidden word.

    Attributes:
        place: the word.
        positions: of its pieces, in the row that was read.
        top: the most probable whole words of as many pieces, best first. With several pieces the
            probability is that of all of them together, each given those before it.
        truth: what the transcript has there, in lower case and without punctuation; empty where a
            person typed ``[MASK]``.
        truth_p: the probability of that one, None where there is none.
    """

    place: WordPlace
    positions: tuple[int, ...]
    top: tuple[WordGuess, ...]
    truth: str
    truth_p: float | None


@dataclass(frozen=True, slots=True)
class Together:
    """All hidden places filled so that they agree with each other, by mask-predict."""

    clips: tuple[tuple[int, int], ...]
    words: tuple[tuple[WordPlace, str], ...]


@dataclass(frozen=True, slots=True)
class ClozeAnswer:
    """What the model believes stands where something is hidden, each place by itself.

    Attributes:
        checkpoint: the model that answered.
        tokens: the row that it read.
        clips: hidden clips, by time.
        words: hidden words, in the order of the text.
        together: None unless it was asked for.
    """

    checkpoint: str
    tokens: tuple[ReadToken, ...]
    clips: tuple[ClipGuessed, ...]
    words: tuple[WordGuessed, ...]
    together: Together | None = None


@dataclass(frozen=True, slots=True)
class AskCloze(Request[ClozeAnswer]):
    """What belongs where something is hidden?

    Attributes:
        passage: what is read.
        masking: what is hidden and what is put in; words typed as ``[MASK]`` are hidden besides.
        count: guesses per place.
        together: fill all of them together, too.
        single_words: keep visual words of one name apart, each with its own probability; else the
            likeliest of a name stands for all of them, with the sum.
    """

    passage: Passage
    masking: Masking
    count: int = 5
    together: bool = False
    single_words: bool = False


@dataclass(frozen=True, slots=True)
class ActionSlot:
    """The words for one ``[MASK]`` of the template, best first: plain, and prior-corrected."""

    plain: tuple[ActionWord, ...]
    corrected: tuple[ActionWord, ...]


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """What is being done.

    Attributes:
        checkpoint: the model that answered.
        template: that was filled.
        slots: one per ``[MASK]``; in the published template the verb and the object.
    """

    checkpoint: str
    template: str
    slots: tuple[ActionSlot, ...]


@dataclass(frozen=True, slots=True)
class AskAction(Request[ActionAnswer]):
    """What is being done in the clips ``[first_clip, end_clip)``?

    Attributes:
        project, video_id, first_clip, end_clip: the stretch.
        template: a sentence with at least one ``[MASK]``; else error kind ``no_mask``.
        count: words per slot.
        order: which side stands first.
        checkpoint: the model; None is the current one.
    """

    project: Path
    video_id: int
    first_clip: int
    end_clip: int
    template: str = TEMPLATE
    count: int = 5
    order: OrderName = "video-first"
    checkpoint: str | None = None
