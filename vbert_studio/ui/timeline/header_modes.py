"""What a button means that went down on the names of the tiers: carry one, or make it higher."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.ui.timeline.actions import (
    Action,
    CarryTier,
    ChooseTier,
    Cursor,
    Mode,
    Pointer,
    ResizeTier,
    Scene,
    ScrollTiers,
)
from vbert_studio.ui.timeline.layout import RULER_HEIGHT

DRAG_FROM = 4.0  # a shorter movement is a click


def header_mode(scene: Scene, pointer: Pointer) -> Mode | None:
    """Which mode a press at this place begins."""
    border, row = scene.layout.border_at(pointer.y), scene.layout.row_at(pointer.y)
    if border is not None:
        return ResizeMode(border.key)
    return None if row is None else CarryMode(row.key, pointer.y)


@dataclass(slots=True)
class ResizeMode:
    """The lower border of a tier hangs on the pointer, wherever its upper one is by now."""

    key: str
    cursor: Cursor = "split"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return self._resize(scene, pointer, done=False)

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return self._resize(scene, pointer, done=True)

    def _resize(self, scene: Scene, pointer: Pointer, *, done: bool) -> list[Action]:
        row = scene.layout.row_of(self.key)
        return [] if row is None else [ResizeTier(self.key, pointer.y - row.top, done)]


@dataclass(slots=True)
class CarryMode:
    """A tier is carried to another place; let go where it was taken, it is chosen."""

    key: str
    from_y: float
    cursor: Cursor = "hand"
    is_carried: bool = False

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        if abs(pointer.y - self.from_y) >= DRAG_FROM:
            self.is_carried, self.cursor = True, "grabbed"
        if not self.is_carried:
            return []
        carry: list[Action] = [CarryTier(self.key, scene.layout.gap_at(pointer.y))]
        beyond = _beyond(scene, pointer)
        return [*carry, ScrollTiers(beyond)] if beyond else carry

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        if not self.is_carried:
            return [ChooseTier(self.key)]
        return [CarryTier(self.key, scene.layout.gap_at(pointer.y), done=True)]


def _beyond(scene: Scene, pointer: Pointer) -> float:
    """How far the pointer is below the tiers; negative above them."""
    return min(pointer.y - RULER_HEIGHT, 0.0) + max(pointer.y - scene.layout.overview_top, 0.0)
