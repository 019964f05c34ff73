"""What lies on the tiers under a person's hands: hidden, filled in, picked, moved, opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal

from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.actions import (
    BlockEdge,
    DragOver,
    GiveUp,
    ItemAction,
    MoveBlock,
    OpenItem,
    Pick,
)
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.layout import TierSetting
from vbert_studio.ui.timeline.tier_hands import TierHands
from vbert_studio.ui.timeline.tiers.annotations import AnnotationTier
from vbert_studio.ui.timeline.tiers.blocks import BlockTier
from vbert_studio.ui.timeline.tiers.guess_columns import Room
from vbert_studio.ui.timeline.tiers.predictions import Met, PredictionTier
from vbert_studio.ui.timeline.tiers.tier import Tier


class ItemHands(TierHands):
    """The picture, whose items can be picked."""

    clip_opened = Signal(int)
    dragged_over = Signal(str, float, float, bool)  # a tier's items between two times; done
    drag_given_up = Signal()
    guess_picked = Signal(object, int)  # Place, number of the guess
    place_picked = Signal(object)  # Place whose guesses were clicked and cannot be read there
    item_picked = Signal(str, float)  # a tier was clicked at this time
    block_picked = Signal(str, object, bool)  # tier, number or None; whether it was double-clicked
    block_moved = Signal(str, int, float, float)  # tier, number, start and end in seconds

    def __init__(self, tiers: dict[str, Tier], settings: tuple[TierSetting, ...]) -> None:
        super().__init__(tiers, settings)
        self.can_hide = False  # whether somebody listens to `dragged_over`
        self.can_move = False  # and whether to `block_moved`

    def do_to_items(self, action: ItemAction) -> None:
        """Perform what the pointer did to the items of a tier."""
        match action:
            case DragOver(key, from_s, to_s, done):
                self.dragged_over.emit(key, from_s, to_s, done)
                if done:
                    self.reveal("predictions")
            case GiveUp():
                self.drag_given_up.emit()
            case Pick(key, x, y):
                self._pick(key, x, y)
            case MoveBlock(edge, stretch, done):
                self._move_block(edge, stretch, done=done)
            case OpenItem("tokens", x, _):
                self._open_clip(self.viewport.t_of(x))
            case OpenItem(key, x, y):
                self._pick_block(key, x, y, opened=True)

    def _pick(self, key: str, x: float, y: float) -> None:
        """A guess was clicked, or a pair, or an item.

        Where a column has no room for names the first click only chooses it: nobody fills in what
        cannot be read.
        """
        met = self._met_at(QPoint(round(x + self.header), round(y)))
        if met is not None and met.named:
            self.guess_picked.emit(met.place, met.number)
        elif met is not None:
            self.place_picked.emit(met.place)
        elif isinstance(self.tiers.get(key), BlockTier):
            self._pick_block(key, x, y, opened=False)
        else:
            self.item_picked.emit(key, self.viewport.t_of(x))

    def _pick_block(self, key: str, x: float, y: float, *, opened: bool) -> None:
        found = self.block_at(QPoint(round(x + self.header), round(y)))
        self.block_picked.emit(key, None if found is None else found[1], opened)

    def block_at(self, at: QPoint) -> tuple[str, int] | None:
        """The block at a point of the widget: its tier and its number."""
        row = self.layout_now().row_at(at.y())
        tier = None if row is None else self.tiers[row.key]
        if self.content is None or row is None or not isinstance(tier, BlockTier):
            return None
        x, y = at.x() - self.header, at.y() - row.top
        number = tier.block_at(self.content, self.viewport, row.height, x, y)
        return None if number is None else (row.key, number)

    def edge_of(self, key: str, x: float) -> BlockEdge | None:
        """The edge of a block at a pixel of a tier, if it can be moved."""
        tier = self.tiers.get(key)
        if not self.can_move or self.content is None or not isinstance(tier, AnnotationTier):
            return None
        return tier.edge_at(self.content, self.viewport, x)

    def _move_block(
        self, edge: BlockEdge, stretch: tuple[float, float] | None, *, done: bool
    ) -> None:
        if stretch is not None:
            stretch = self.inside(stretch[0]), self.inside(stretch[1])
        self.marks = replace(self.marks, dragged=None if done else stretch)
        self.show_pending(edge.key, self.marks.dragged)
        if done and stretch is not None and stretch[0] < stretch[1]:
            self.block_moved.emit(edge.key, edge.number, *stretch)

    def show_pending(self, key: str, stretch: tuple[float, float] | None) -> None:
        """Show the stretch of an annotation that is being made or moved; None for none."""
        tier = self.tiers[key]
        if isinstance(tier, AnnotationTier):
            tier.pending = stretch
            self.repaint_all()

    def guess_at(self, at: QPoint) -> tuple[Place, int] | None:
        """The guess at a point of the widget: its place, and its number from 0."""
        met = self._met_at(at)
        return None if met is None else (met.place, met.number)

    def _met_at(self, at: QPoint) -> Met | None:
        tier, row = self.tiers.get("predictions"), self.layout_now().row_at(at.y())
        if not isinstance(tier, PredictionTier) or row is None or row.key != "predictions":
            return None
        if self.content is None or tier.absence(self.content) is not None:
            return None
        lettering = self.letterings().caption
        room = Room(self.viewport, row.height, self.devicePixelRatioF(), lettering)
        return tier.met_at(self.content, room, at.x() - self.header, at.y() - row.top)

    def inside(self, t_s: float) -> float:
        """A time of the video: what is foreseen behind its end can be seen, not gone to."""
        return t_s if self.content is None else min(t_s, self.content.duration_s)

    def _open_clip(self, t_s: float) -> None:
        tokens = self.content.tokens if self.content is not None else None
        index = tokens.spans.at(t_s) if isinstance(tokens, TokenTrack) else None
        if index is not None:
            self.clip_opened.emit(index)
