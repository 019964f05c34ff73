"""How far two sides agree, counted over many places: in a sentence, and as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, nan

import numpy as np

from vbert_studio.jobs.agreement import Agreement, Judged, agreement_of
from vbert_studio.ui.compare.contest import Side, title_of
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.board import Slot, percent
from vbert_studio.ui.masking.whatif import Fill
from vbert_studio.ui.parts.figures import Table
from vbert_studio.ui.translation import tr, trn

_HEADS = (
    *("over", "here", "there", "places", "same"),
    *("right_here", "right_there", "nats_here", "nats_there"),
)
_LEAST_P = 1e-12  # so that a truth held for impossible has a surprise


@dataclass(frozen=True, slots=True)
class Counted:
    """An agreement and whose it is.

    Attributes:
        video_id: of the video it was counted in.
        here: the model that answers.
        there: the one it is compared with; None where two maskings are compared.
        agreement: the count.
    """

    video_id: int
    here: str
    there: str | None
    agreement: Agreement

    @property
    def told(self) -> str:
        """In a sentence or two."""
        return _told_of_maskings(self) if self.there is None else _told_of_models(self)

    @property
    def table(self) -> Table:
        """The numbers, for files."""
        found = self.agreement
        over = "places that both hide" if self.there is None else "clips of the video"
        whose = (over, self.here, self.there or "what was kept", found.places)
        return Table("agreement", _HEADS, [(*whose, found.same, *found.right, *found.nats)])


def is_answered(one: Side, other: Side) -> bool:
    """Whether both sides have an answer wherever both hide."""
    both = one.state.hidden & other.state.hidden
    return both <= one.slots.keys() and both <= other.slots.keys()


def count_places(one: Side, other: Side, lexicon: Lexicon) -> Agreement:
    """Count over the places that both sides hide, as far as both were answered.

    Args:
        one: the masking that is shown.
        other: the one that was kept, of the same video.
        lexicon: visual words of one name are one answer, whichever of them stands for it.
    """
    both = [
        (one.slots[place], other.slots[place])
        for place in one.state.hidden & other.state.hidden
        if place in one.slots and place in other.slots
    ]
    numbers: dict[str, int] = {}

    def number(what: Fill | None) -> int:
        return -1 if what is None else numbers.setdefault(title_of(what, lexicon), len(numbers))

    def judged(slots: list[Slot]) -> Judged:
        best = [number(slot.guesses[0].what if slot.guesses else None) for slot in slots]
        return Judged(np.array(best, np.int64), np.array([_nats(slot) for slot in slots]))

    here, there = (judged([pair[side] for pair in both]) for side in (0, 1))
    truth = [number(slot.truth) for slot, _ in both]
    return agreement_of(here, there, np.array(truth, np.int64))


def _nats(slot: Slot) -> float:
    if slot.truth_p is None or not slot.guesses:
        return nan
    return -log(max(slot.truth_p, _LEAST_P))


def _told_of_models(counted: Counted) -> str:
    found = counted.agreement
    return tr(
        "Over {clips} clips, each hidden alone, {what} and {other} expect the same visual "
        "word {percent} of the time. {what} is right at {percent2} "
        "(mean surprise {value:.2f} nats), {other} at {percent3} "
        "({value2:.2f} nats).",
        clips=found.places,
        what=counted.here,
        other=counted.there,
        percent=percent(found.same),
        percent2=percent(found.right[0]),
        value=found.nats[0],
        percent3=percent(found.right[1]),
        value2=found.nats[1],
    )


def _told_of_maskings(counted: Counted) -> str:
    found = counted.agreement
    if not found.places:
        return tr("The two maskings hide no place in common, so there is nothing to count.")
    return trn(
        "At {count} place that both maskings hide, {what} expects the same {percent} of the time. "
        "Here it is right at {percent2} (mean surprise {value:.2f} nats), "
        "there at {percent3} ({value2:.2f} nats).",
        "At {count} places that both maskings hide, {what} expects the same {percent} of the "
        "time. Here it is right at {percent2} (mean surprise {value:.2f} nats), "
        "there at {percent3} ({value2:.2f} nats).",
        found.places,
        what=counted.here,
        percent=percent(found.same),
        percent2=percent(found.right[0]),
        value=found.nats[0],
        percent3=percent(found.right[1]),
        value2=found.nats[1],
    )
