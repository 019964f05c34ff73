"""Two answers side by side, and how far two models agree; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.board import Slot, percent
from vbert_studio.ui.masking.whatif import Fill, Place, order_of
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack
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

    @property
    def is_plain(self) -> bool:
        """Whether it jumps to the eye: another answer, or none."""
        return self in {Difference.DIFFER, Difference.ONLY_HERE, Difference.ONLY_THERE}


@dataclass(frozen=True, slots=True)
class Row:
    """One place with what both sides believe there.

    Attributes:
        place: where.
        where: the same in words.
        truth: what stands there; "" where nobody knows.
        best: the best guess of each side with its probability; "" where it is not hidden there.
        truth_p: the probability that each gives the truth.
        difference: how they differ.
    """

    place: Place
    where: str
    truth: str
    best: tuple[str, str]
    truth_p: tuple[float | None, float | None]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two models judge all clips of a video.

    Attributes:
        clips: that both judged.
        same: how often both would have put the same visual word there.
        right: how often each would have put the true one.
        nats: the mean surprise of each.
    """

    clips: int
    same: float
    right: tuple[float, float]
    nats: tuple[float, float]

    def told(self, one: str, other: str) -> str:
        """In a sentence."""
        return tr(
            "Over {clips} clips, each hidden alone, {what} and {other} expect the same visual "
            "word {percent} of the time. {what} is right at {percent2} "
            "(mean surprise {value:.2f} nats), {other} at {percent3} "
            "({value2:.2f} nats).",
            clips=self.clips,
            what=one,
            other=other,
            percent=percent(self.same),
            percent2=percent(self.right[0]),
            value=self.nats[0],
            percent3=percent(self.right[1]),
            value2=self.nats[1],
        )


def rows_of(one: Slots, other: Slots, lexicon: Lexicon) -> list[Row]:
    """Every place that is hidden on either side."""
    return [
        _row(place, one.get(place), other.get(place), lexicon)
        for place in sorted({*one, *other}, key=order_of)
    ]


def _row(place: Place, one: Slot | None, other: Slot | None, lexicon: Lexicon) -> Row:
    known = one or other
    truth = None if known is None else known.truth
    pair = one, other
    return Row(
        place=place,
        where=_where(place),
        truth=_title(truth, lexicon),
        best=(_best(one, lexicon), _best(other, lexicon)),
        truth_p=tuple(None if slot is None else slot.truth_p for slot in pair),  # type: ignore[arg-type]
        difference=_difference(one, other),
    )


def _where(place: Place) -> str:
    if isinstance(place, WordPlace):
        return tr(
            "word {value} of sentence {sentence}", value=place.position + 1, sentence=place.sentence
        )
    return tr("clip {value}", value=place + 1)


def _title(what: Fill | None, lexicon: Lexicon) -> str:
    return lexicon.title(what) if isinstance(what, int) else what or ""


def _best(slot: Slot | None, lexicon: Lexicon) -> str:
    if slot is None or not slot.guesses:
        return ""
    best = slot.guesses[0]
    return f"{_title(best.what, lexicon)} {percent(best.p)}"


def _difference(one: Slot | None, other: Slot | None) -> Difference:
    if one is None or other is None:
        return Difference.ONLY_HERE if other is None else Difference.ONLY_THERE
    if not one.guesses or not other.guesses:
        return Difference.UNKNOWN
    if one.guesses[0].what != other.guesses[0].what:
        return Difference.DIFFER
    here, there = one.truth_p or 0.0, other.truth_p or 0.0
    if abs(here - there) >= _MUCH:
        return Difference.LESS_SURE if here > there else Difference.SURER
    return Difference.SAME


def agreement_of(
    one: SurpriseTrack, other: SurpriseTrack, leaves: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> Agreement:
    """Count over the clips that both have judged.

    Args:
        one: of the one model.
        other: of the other.
        leaves: int32 (N,), the true visual words.
    """
    count = min(len(one.nats), len(other.nats), len(leaves))
    both = ~np.isnan(one.nats[:count]) & ~np.isnan(other.nats[:count])
    if not both.any():
        return Agreement(0, 0.0, (0.0, 0.0), (0.0, 0.0))
    a, b, true = one.best[:count][both], other.best[:count][both], leaves[:count][both]
    return Agreement(
        clips=int(both.sum()),
        same=float((a == b).mean()),
        right=(float((a == true).mean()), float((b == true).mean())),
        nats=(float(one.nats[:count][both].mean()), float(other.nats[:count][both].mean())),
    )
