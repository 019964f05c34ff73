"""What is hidden and what is put in, as records; and the steps that led there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vbert_studio.jobs.requests import Masking, WordPlace
from vbert_studio.ui.translation import tr, trn

Place = int | WordPlace  # a clip by its index in the video, or a word
Fill = int | str  # a leaf for a clip, a word for a word


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One state of it. A place is hidden, or filled, or as the video has it.

    Attributes:
        hidden: places that the model reads as ``[MASK]``.
        filled: places with what stands there instead, in rising order; each place once.
    """

    hidden: frozenset[Place] = frozenset()
    filled: tuple[tuple[Place, Fill], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is as the video has it."""
        return not self.hidden and not self.filled

    @property
    def places(self) -> frozenset[Place]:
        """Everything that is not as the video has it."""
        return self.hidden | {place for place, _ in self.filled}

    @property
    def clips(self) -> list[int]:
        """The hidden clips, ascending."""
        return sorted(place for place in self.hidden if isinstance(place, int))

    @property
    def words(self) -> list[WordPlace]:
        """The hidden words, in the order of the text."""
        return sorted(place for place in self.hidden if isinstance(place, WordPlace))

    def fill_at(self, place: Place) -> Fill | None:
        """What was put at a place."""
        return dict(self.filled).get(place)

    def hide(self, places: Iterable[Place]) -> WhatIf:
        """These are hidden too, whatever was put there."""
        more = frozenset(places)
        return WhatIf(self.hidden | more, _without(self.filled, more))

    def restore(self, places: Iterable[Place]) -> WhatIf:
        """These are again as the video has them."""
        fewer = frozenset(places)
        return WhatIf(self.hidden - fewer, _without(self.filled, fewer))

    def fill(self, place: Place, what: Fill) -> WhatIf:
        """Put something where something is hidden, or was put before."""
        filled = (*_without(self.filled, frozenset({place})), (place, what))
        return WhatIf(
            self.hidden - {place}, tuple(sorted(filled, key=lambda one: order_of(one[0])))
        )

    def masking(self) -> Masking:
        """The same, as the engine is asked."""
        return Masking(
            clips=tuple(self.clips),
            words=tuple(self.words),
            put_clips=tuple(
                (place, what)
                for place, what in self.filled
                if isinstance(place, int) and isinstance(what, int)
            ),
            put_words=tuple(
                (place, what)
                for place, what in self.filled
                if isinstance(place, WordPlace) and isinstance(what, str)
            ),
        )


def _without(
    filled: tuple[tuple[Place, Fill], ...], places: frozenset[Place]
) -> tuple[tuple[Place, Fill], ...]:
    return tuple(one for one in filled if one[0] not in places)


def order_of(place: Place) -> tuple[int, int, int]:
    """Sorts places: clips by time, then words in the order of the text."""
    if isinstance(place, WordPlace):
        return 1, place.sentence, place.position
    return 0, 0, place


@dataclass(frozen=True, slots=True)
class Step:
    """A state, and what led to it, as the Edit menu says it."""

    name: str
    state: WhatIf


class Steps:
    """The way to the present state, which can be gone back and forth.

    A gesture that is still going on shows its state without making a step of it.
    """

    def __init__(self) -> None:
        self._steps: list[Step] = [Step("", WhatIf())]
        self._at = 0
        self._tried: WhatIf | None = None

    @property
    def now(self) -> WhatIf:
        """The state to show."""
        return self.settled if self._tried is None else self._tried

    @property
    def settled(self) -> WhatIf:
        """The state without the gesture that is going on."""
        return self._steps[self._at].state

    @property
    def undo_name(self) -> str | None:
        """What going back would take back."""
        return self._steps[self._at].name if self._at else None

    @property
    def redo_name(self) -> str | None:
        """What going forth would do again."""
        return self._steps[self._at + 1].name if self._at + 1 < len(self._steps) else None

    def attempt(self, state: WhatIf | None) -> None:
        """A gesture would lead here; None when it was given up."""
        self._tried = state

    def take(self, name: str, state: WhatIf) -> None:
        """Make a step, unless it leads nowhere."""
        self._tried = None
        if state != self.settled:
            self._steps[self._at + 1 :] = [Step(name, state)]
            self._at += 1

    def back(self) -> None:
        """Take the last step back."""
        self._tried = None
        self._at = max(0, self._at - 1)

    def forth(self) -> None:
        """Make the step again that was taken back last."""
        self._tried = None
        self._at = min(len(self._steps) - 1, self._at + 1)

    def forget(self) -> None:
        """Another video: nothing is hidden, and nothing leads back."""
        self._steps, self._at, self._tried = [Step("", WhatIf())], 0, None


def told(state: WhatIf) -> str:
    """How much is hidden and filled, in words."""
    clips, words, filled = len(state.clips), len(state.words), len(state.filled)
    parts = [
        trn("{count} clip", "{count} clips", clips) if clips else "",
        trn("{count} word", "{count} words", words) if words else "",
    ]
    hidden = tr(" and ").join(filter(None, parts))
    said = [
        tr("{hidden} hidden", hidden=hidden) if hidden else "",
        tr("{filled} filled in", filled=filled) if filled else "",
    ]
    return ", ".join(filter(None, said)) or tr("nothing hidden")
