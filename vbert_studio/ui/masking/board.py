"""What the tiers and the strip paint of a what-if: its state, and the answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vbert_studio.jobs.requests import ClozeAnswer
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.whatif import Fill, Place, WhatIf


@dataclass(frozen=True, slots=True)
class Guess:
    """What may stand at a place.

    Attributes:
        what: a leaf, or a word.
        p: its probability, 0 to 1.
        is_true: it is what the video or the transcript has there.
    """

    what: Fill
    p: float
    is_true: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A hidden place with the model's answer.

    Attributes:
        place: where.
        guesses: best first.
        truth: what the video or the transcript has there; None where there is nothing true.
        truth_p: the probability of that.
    """

    place: Place
    guesses: tuple[Guess, ...]
    truth: Fill | None
    truth_p: float | None

    @property
    def rank(self) -> int | None:
        """Which guess is the true one, from 1; None when it is not among them."""
        found = (n for n, guess in enumerate(self.guesses, 1) if guess.is_true)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Board:
    """All of it, for one video.

    Attributes:
        state: what is hidden and filled.
        slots: the answers there are, by place; while a new one is on its way those of the last.
        chosen: the place that keys fill.
        note: why there is no answer, and what to do about it.
        checkpoint: the model that answered.
        lexicon: the visual words, as a person reads them.
    """

    state: WhatIf = field(default_factory=WhatIf)
    slots: Mapping[Place, Slot] = field(default_factory=dict)
    chosen: Place | None = None
    note: str = ""
    checkpoint: str = ""
    lexicon: Lexicon = field(default_factory=Lexicon)

    def title(self, what: Fill | None) -> str:
        """A visual word or a word as a person reads it."""
        return self.lexicon.title(what) if isinstance(what, int) else what or ""

    def path(self, what: Fill | None) -> str:
        """The digits of a visual word; empty for a word."""
        return self.lexicon.path(what) if isinstance(what, int) else ""


NOTHING = Board()


def slots_of(answer: ClozeAnswer) -> dict[Place, Slot]:
    """The answers by place, clips by time and then words in the order of the text."""
    found: dict[Place, Slot] = {}
    for clip in answer.clips:
        guesses = tuple(Guess(one.leaf, one.p, one.leaf == clip.right) for one in clip.top)
        found[clip.clip] = Slot(clip.clip, guesses, clip.truth, clip.truth_p)
    for word in answer.words:
        said = tuple(Guess(one.word, one.p, one.word == word.truth) for one in word.top)
        found[word.place] = Slot(word.place, said, word.truth or None, word.truth_p)
    return found


def percent(p: float) -> str:
    """A probability in whole per cent; what is more than nothing never reads as 0."""
    whole = round(100 * p)
    return f"{whole} %" if whole or not p else "< 1 %"
