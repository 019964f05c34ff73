"""Two answers side by side; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.board import Slot, percent
from vbert_studio.ui.masking.whatif import Fill, Place, WhatIf, order_of
from vbert_studio.ui.translation import tr

_MUCH = 0.1  # a difference of the truth's probability that is worth a sign
Slots = Mapping[Place, Slot]


class Difference(Enum):
    """How two sides differ at a place, told in words: colour alone would not do."""

    UNKNOWN = ""
    SAME = tr("same")
    SURER = tr("surer")
    LESS_SURE = tr("less sure")
    DIFFER = tr("differ")
    ONLY_HERE = tr("only here")
    ONLY_THERE = tr("only there")
    PUT_IN_HERE = tr("put in here")
    PUT_IN_THERE = tr("put in there")
    PUT_IN_BOTH = tr("put in on both sides")

    @property
    def is_plain(self) -> bool:
        """Whether it jumps to the eye: another answer, none, or what a person put in."""
        return self not in {
            Difference.UNKNOWN,
            Difference.SAME,
            Difference.SURER,
            Difference.LESS_SURE,
            Difference.PUT_IN_BOTH,
        }


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes:
        state: what is hidden and put in.
        slots: the answers that there are by now.
    """

    state: WhatIf = field(default_factory=WhatIf)
    slots: Slots = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Best:
    """The best guess of a side, or what a person put in; that has no probability."""

    title: str
    p: float | None

    @property
    def told(self) -> str:
        """As the table shows it."""
        if self.p is None:
            return tr("{word}, put in", word=self.title)
        return f"{self.title} {percent(self.p)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One place with what both sides believe there.

    Attributes:
        place: where.
        where: the same in words.
        truth: what stands there; "" where nobody knows.
        best: of each side; None where it is as the video has it, or not answered yet.
        truth_p: the probability that each gives the truth.
        difference: how they differ.
    """

    place: Place
    where: str
    truth: str
    best: tuple[Best | None, Best | None]
    truth_p: tuple[float | None, float | None]
    difference: Difference


def rows_of(one: Side, other: Side, lexicon: Lexicon) -> list[Row]:
    """Every place that is hidden or filled on either side."""
    places = sorted(one.state.places | other.state.places, key=order_of)
    return [_row(place, one, other, lexicon) for place in places]


def _row(place: Place, one: Side, other: Side, lexicon: Lexicon) -> Row:
    here, there = one.slots.get(place), other.slots.get(place)
    known = here or there
    return Row(
        place=place,
        where=_where(place),
        truth=title_of(None if known is None else known.truth, lexicon),
        best=(_best(place, one, lexicon), _best(place, other, lexicon)),
        truth_p=(None if here is None else here.truth_p, None if there is None else there.truth_p),
        difference=_difference(place, one, other, lexicon),
    )


def _where(place: Place) -> str:
    if isinstance(place, WordPlace):
        return tr(
            "word {value} of sentence {sentence}", value=place.position + 1, sentence=place.sentence
        )
    return tr("clip {value}", value=place + 1)


def title_of(what: Fill | None, lexicon: Lexicon) -> str:
    """A visual word, or a word, as a person reads it."""
    return lexicon.title(what) if isinstance(what, int) else what or ""


def _best(place: Place, side: Side, lexicon: Lexicon) -> Best | None:
    put_in, slot = side.state.fill_at(place), side.slots.get(place)
    if put_in is not None:
        return Best(title_of(put_in, lexicon), None)
    if slot is None or not slot.guesses:
        return None
    best = slot.guesses[0]
    return Best(title_of(best.what, lexicon), best.p)


def _difference(place: Place, one: Side, other: Side, lexicon: Lexicon) -> Difference:
    here, there = one.state.fill_at(place), other.state.fill_at(place)
    if here is not None and there is not None:
        return Difference.PUT_IN_BOTH if here == there else Difference.DIFFER
    if here is not None or there is not None:
        return Difference.PUT_IN_THERE if here is None else Difference.PUT_IN_HERE
    if place not in other.state.hidden:
        return Difference.ONLY_HERE
    if place not in one.state.hidden:
        return Difference.ONLY_THERE
    return _of_answers(one.slots.get(place), other.slots.get(place), lexicon)


def _of_answers(one: Slot | None, other: Slot | None, lexicon: Lexicon) -> Difference:
    """How two answers differ, as soon as both are there."""
    if one is None or other is None or not one.guesses or not other.guesses:
        return Difference.UNKNOWN
    # Visual words of one name are one answer, for which now this and now that one stands.
    if title_of(one.guesses[0].what, lexicon) != title_of(other.guesses[0].what, lexicon):
        return Difference.DIFFER
    here, there = one.truth_p or 0.0, other.truth_p or 0.0
    if abs(here - there) >= _MUCH:
        return Difference.LESS_SURE if here > there else Difference.SURER
    return Difference.SAME
