"""Which annotation is chosen: by a click, by keys, or because it was just made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.parts.spoken import tell
from vbert_studio.ui.timeline.content import BlockLane, Seconds
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.annotations import AnnotationTier, tier_key

_SAME_S = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """An annotation as the timeline has it; `stretch` is its start and end in seconds."""

    kind: AnnotationKind
    number: int
    stretch: tuple[float, float]
    text: str


def _block(kind: AnnotationKind, lane: BlockLane, index: int) -> Block:
    stretch = float(lane.spans.starts[index]), float(lane.spans.ends[index])
    return Block(kind, int(lane.ids[index]), stretch, lane.texts[index])


class Chosen(QObject):
    """At most one of the annotations of the video that is shown."""

    def __init__(self, timeline: TimelinePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._view = timeline.view
        self._expected: tuple[AnnotationKind, float] | None = None
        self.keys = {tier_key(kind): kind for kind in AnnotationKind}
        timeline.loaded.connect(self._on_loaded)

    @property
    def block(self) -> Block | None:
        """The chosen one."""
        content = self._view.content
        for key, kind in self.keys.items():
            tier = self._tier(key)
            found = None
            if content is not None and tier.chosen is not None:
                found = tier.find(content, tier.chosen)
            if found is not None:
                return _block(kind, *found)
        return None

    def choose(self, key: str, number: int | None) -> None:
        """Choose one of a tier, and none of the others."""
        for other in self.keys:
            self._timeline.choose_block(other, number if other == key else None)

    def expect(self, kind: AnnotationKind, start_s: float) -> None:
        """Choose the one that is about to come here."""
        self._expected = (kind, start_s)

    def choose_beside(self, by: int) -> None:
        """Choose the next one of the tiers that are shown, or the one before, and go there."""
        listing = self._listing()
        now = self.block
        if now is not None and now.kind in listing.kinds:
            at = listing.place_of(now) + by
        else:
            here = int(listing.starts.searchsorted(self._view.marks.playhead_s))
            at = here - (by < 0)
        if 0 <= at < len(listing.starts):
            key = tier_key(listing.kinds[at])
            self.choose(key, int(listing.numbers[at]))
            self._view.go_to(float(listing.starts[at]))
            self._view.reveal(key)
            chosen = self.block
            tell(self._view, "" if chosen is None else chosen.text)

    def is_there(self, kind: AnnotationKind, stretch: tuple[float, float], text: str) -> bool:
        """Whether there is one of this stretch with this text already."""
        start_s, end_s = stretch
        return any(
            block.text == text and abs(block.stretch[1] - end_s) < _SAME_S
            for block in self._starting(kind, start_s)
        )

    def _starting(self, kind: AnnotationKind, start_s: float) -> list[Block]:
        """Those that begin at a time."""
        found = []
        for lane in self._lanes(kind):
            starts = lane.spans.starts
            first, last = starts.searchsorted([start_s - _SAME_S, start_s + _SAME_S]).tolist()
            found += [_block(kind, lane, index) for index in range(first, last)]
        return found

    def _tier(self, key: str) -> AnnotationTier:
        tier = self._view.tiers[key]
        assert isinstance(tier, AnnotationTier)
        return tier

    def _lanes(self, kind: AnnotationKind) -> tuple[BlockLane, ...]:
        content = self._view.content
        return () if content is None else self._tier(tier_key(kind)).lanes(content)

    def _listing(self) -> _Listing:
        shown = {setting.key for setting in self._view.settings if setting.visible}
        kinds = [kind for key, kind in self.keys.items() if key in shown]
        lanes = [(kind, lane) for kind in kinds for lane in self._lanes(kind)]
        return _Listing.of(lanes)

    @Slot()
    def _on_loaded(self) -> None:
        """The one that was just made is chosen; one that is gone is not any more."""
        made = [] if self._expected is None else self._starting(*self._expected)
        if self._expected is not None and made:
            self.choose(tier_key(self._expected[0]), max(block.number for block in made))
            self._expected = None
        elif self.block is None:
            self.choose("", None)


@dataclass(frozen=True, slots=True, eq=False)
class _Listing:
    """Annotations in the order in which keys go through them.

    Attributes:
        starts: float64 (N,), in seconds, ascending.
        numbers: int64 (N,).
        kinds: of each.
    """

    starts: Seconds
    numbers: NDArray[np.int64]
    kinds: tuple[AnnotationKind, ...]

    @classmethod
    def of(cls, lanes: Sequence[tuple[AnnotationKind, BlockLane]]) -> _Listing:
        """All of these lanes."""
        kinds = [kind for kind, lane in lanes for _ in lane.texts]
        starts = np.concatenate([np.empty(0), *(lane.spans.starts for _, lane in lanes)])
        numbers = np.concatenate([np.empty(0, np.int64), *(lane.ids for _, lane in lanes)])
        order = np.lexsort((numbers, starts))
        return cls(starts[order], numbers[order], tuple(kinds[n] for n in order.tolist()))

    def place_of(self, block: Block) -> int:
        """Where one is that is in the list."""
        return int(np.flatnonzero(self.numbers == block.number)[0])
