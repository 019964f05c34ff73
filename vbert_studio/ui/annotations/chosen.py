"""Which annotation is chosen: by a click, by keys, or because it was just made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.parts.spoken import tell
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.annotations import AnnotationTier, tier_key
from vbert_studio.ui.timeline.tiers.blocks import BlockTier

_SAME_S = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """An annotation as the timeline has it; `stretch` is its start and end in seconds."""

    kind: AnnotationKind
    number: int
    stretch: tuple[float, float]
    text: str


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
                lane, index = found
                stretch = float(lane.spans.starts[index]), float(lane.spans.ends[index])
                return Block(kind, int(lane.ids[index]), stretch, lane.texts[index])
        return None

    def choose(self, key: str, number: int | None) -> None:
        """Choose one of a tier, and none of the others."""
        for other in self.keys:
            self._timeline.choose_block(other, number if other == key else None)

    def expect(self, kind: AnnotationKind, start_s: float) -> None:
        """Choose the one that is about to come here."""
        self._expected = (kind, start_s)

    def choose_beside(self, by: int) -> None:
        """Choose the next one in view of the tiers, or the one before, and go there."""
        blocks = sorted(self._blocks(), key=lambda block: (block.stretch, block.kind))
        now, here = self.block, self._view.marks.playhead_s
        if now in blocks:
            at = blocks.index(now) + by
        else:
            at = sum(1 for block in blocks if block.stretch[0] < here) - (by < 0)
        if 0 <= at < len(blocks):
            there = blocks[at]
            self.choose(tier_key(there.kind), there.number)
            self._view.go_to(there.stretch[0])
            self._view.reveal(tier_key(there.kind))
            tell(self._view, there.text)

    def is_there(self, kind: AnnotationKind, start_s: float, text: str) -> bool:
        """Whether there is one with this text here already."""
        return any(block.text == text for block in self._starting(kind, start_s))

    def _starting(self, kind: AnnotationKind, start_s: float) -> list[Block]:
        return [
            block
            for block in self._blocks(hidden=True)
            if block.kind is kind and abs(block.stretch[0] - start_s) < _SAME_S
        ]

    def _tier(self, key: str) -> BlockTier:
        tier = self._view.tiers[key]
        assert isinstance(tier, AnnotationTier)
        return tier

    def _blocks(self, *, hidden: bool = False) -> Iterator[Block]:
        content = self._view.content
        shown = {setting.key for setting in self._view.settings if setting.visible or hidden}
        for key, kind in self.keys.items():
            if content is None or key not in shown:
                continue
            for lane in self._tier(key).lanes(content):
                starts, ends = lane.spans.starts.tolist(), lane.spans.ends.tolist()
                stretches = zip(starts, ends, strict=True)
                for number, stretch, text in zip(
                    lane.ids.tolist(), stretches, lane.texts, strict=True
                ):
                    yield Block(kind, number, stretch, text)

    @Slot()
    def _on_loaded(self) -> None:
        """The one that was just made is chosen; one that is gone is not any more."""
        made = [] if self._expected is None else self._starting(*self._expected)
        if self._expected is not None and made:
            self.choose(tier_key(self._expected[0]), max(block.number for block in made))
            self._expected = None
        elif self.block is None:
            self.choose("", None)
