"""Tiers whose blocks are picked: pairs, steps, descriptions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF

from vbert_studio.ui.timeline.actions import EDGE_REACH, BlockEdge
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, BlockLane, BlockTrack, TimelineContent
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.viewport import Viewport

_PAD = 2.0
_REACH = 3.0  # pixels beside a block at which it is met all the same


class BlockTier(Tier):
    """Blocks in lanes. `chosen` is the number of the one that has a frame."""

    def __init__(self) -> None:
        self.chosen: int | None = None

    @abstractmethod
    def track(self, content: TimelineContent) -> BlockTrack | Absence:
        """What it shows of a video."""

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        track = self.track(content)
        return track if isinstance(track, Absence) else None

    def lanes(self, content: TimelineContent) -> tuple[BlockLane, ...]:
        """The lanes of a video; none while there is nothing."""
        track = self.track(content)
        return () if isinstance(track, Absence) else track.lanes

    def stretch_of(self, content: TimelineContent, number: int) -> tuple[float, float] | None:
        """When a block is, in seconds; None when there is no such block."""
        found = self.find(content, number)
        if found is None:
            return None
        lane, index = found
        return float(lane.spans.starts[index]), float(lane.spans.ends[index])

    def find(self, content: TimelineContent, number: int) -> tuple[BlockLane, int] | None:
        """A block by its number: its lane and its place there."""
        for lane in self.lanes(content):
            at = np.flatnonzero(lane.ids == number)
            if len(at):
                return lane, int(at[0])
        return None

    def block_at(
        self, content: TimelineContent, view: Viewport, height: float, x: float, y: float
    ) -> int | None:
        """The number of the block at a point; the row's top is 0."""
        track = self.track(content)
        if isinstance(track, Absence):
            return None
        at = int((y - _PAD) / (height - 2 * _PAD) * len(track.lanes))
        lane = track.lanes[min(max(at, 0), len(track.lanes) - 1)]
        reach_s = _REACH * view.scale
        near = lane.spans.within(view.t_of(x) - reach_s, view.t_of(x) + reach_s)
        index = lane.spans.at(view.t_of(x))
        if index is None and near.start < near.stop:
            index = near.start
        return None if index is None else int(lane.ids[index])

    def edge_at(self, content: TimelineContent, view: Viewport, x: float) -> BlockEdge | None:
        """The edge of the chosen block at a pixel."""
        stretch = None if self.chosen is None else self.stretch_of(content, self.chosen)
        if self.chosen is None or stretch is None:
            return None
        for here_s, other_s in (stretch[::-1], stretch):
            if abs(view.x_of(here_s) - x) <= EDGE_REACH:
                return BlockEdge(self.key, self.chosen, here_s, other_s)
        return None


def lanes_of(height: float, count: int) -> Iterator[tuple[int, float, float]]:
    """Number, top and height of each of so many lanes."""
    high = (height - 2 * _PAD) / max(1, count)
    return ((number, _PAD + number * high, high) for number in range(count))


def frame_block(canvas: Canvas, lane: BlockLane, chosen: int, top: float, high: float) -> None:
    """Put a frame around the chosen block, if it is in this lane."""
    for index in np.flatnonzero(lane.ids == chosen).tolist():
        stretch = float(lane.spans.starts[index]), float(lane.spans.ends[index])
        frame(canvas, stretch, top - 1, high + 1)


def frame(canvas: Canvas, stretch: tuple[float, float], top: float, high: float) -> None:
    """A frame around a stretch."""
    left = canvas.x_of(stretch[0])
    right = max(left + 3, canvas.x_of(stretch[1]))
    thick = max(1, round(1.5 * canvas.dpr)) / canvas.dpr
    for area in (
        QRectF(left, top, right - left, thick),
        QRectF(left, top + high - thick, right - left, thick),
        QRectF(left, top, thick, high),
        QRectF(right - thick, top, thick, high),
    ):
        canvas.painter.fillRect(area, canvas.scheme.accent)
