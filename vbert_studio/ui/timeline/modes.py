"""What a held button means: one small class per meaning, chosen by where it went down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vbert_studio.ui.timeline.actions import (
    EDGE_REACH,
    Action,
    BlockEdge,
    Cursor,
    DragOver,
    Guide,
    Look,
    Mode,
    MoveBlock,
    Pick,
    Pointer,
    Scene,
    Seek,
    Select,
)
from vbert_studio.ui.timeline.header_modes import DRAG_FROM, header_mode
from vbert_studio.ui.timeline.layout import RULER_HEIGHT
from vbert_studio.ui.timeline.snapping import Snap


def mode_for(scene: Scene, pointer: Pointer) -> Mode | None:
    """Which mode a press at this place begins."""
    if pointer.x < 0:
        return header_mode(scene, pointer)
    if pointer.button == "middle" or pointer.space:
        return _Pan(pointer.x)
    if pointer.y >= scene.layout.overview_top:
        return _on_overview(scene, pointer)
    if pointer.y < RULER_HEIGHT:
        return _Scrub()
    row = scene.layout.row_at(pointer.y)
    if row is None:
        return None
    edge = scene.edge_of(row.key, pointer.x)
    if edge is not None:
        return MoveEdge(edge, pointer.x)
    other = scene.grabbed_edge(pointer.x)
    if other is not None:
        return SelectFrom(other)
    if pointer.shift:
        return SelectFrom(_far_edge(scene, pointer))
    return _on_tier(scene, pointer, row.key)


def _on_tier(scene: Scene, pointer: Pointer, key: str) -> Mode:
    """Items are dragged over and guesses clicked; everywhere else a drag selects."""
    if key in scene.buttons:
        return _Press(pointer, key)
    if key not in scene.items:
        return Click(pointer, key)
    if pointer.pick:
        return Over(key, scene.viewport.t_of(pointer.x))
    return ItemClick(pointer, key)


def _on_overview(scene: Scene, pointer: Pointer) -> Mode:
    """Its window is dragged by the middle, and made wider or narrower by its edges."""
    view = scene.viewport
    for here_s, other_s in ((view.start_s, view.end_s), (view.end_s, view.start_s)):
        x = here_s / view.duration_s * view.width
        if not view.is_whole and abs(x - pointer.x) <= EDGE_REACH:
            return _OverviewEdge(other_s)
    return _Overview(_grip(scene, pointer))


def _far_edge(scene: Scene, pointer: Pointer) -> float:
    """Where a selection that is extended to the pointer begins."""
    if scene.selection is None:
        return scene.playhead_s
    start_s, end_s = scene.selection
    return start_s if scene.viewport.t_of(pointer.x) > (start_s + end_s) / 2 else end_s


def _grip(scene: Scene, pointer: Pointer) -> float:
    """Seconds from the middle of the view to the pointer that grabbed it; 0 beside the window."""
    t_s = scene.overview_t(pointer.x)
    if not scene.viewport.shows(t_s):
        return 0.0
    return t_s - (scene.viewport.start_s + scene.viewport.end_s) / 2


class Click:
    """Down and not yet moved: a click seeks, a drag selects."""

    cursor: Cursor = "arrow"

    def __init__(self, pointer: Pointer, key: str = "") -> None:
        self._from = pointer
        self._key = key

    def has_left(self, pointer: Pointer) -> bool:
        """Whether the pointer has moved too far for a click."""
        return abs(pointer.x - self._from.x) >= DRAG_FROM

    def dragged(self, scene: Scene, pointer: Pointer) -> Mode:
        """What it turns into."""
        return SelectFrom(scene.snapped(replace(self._from, free=pointer.free)).t_s)

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene, pointer
        return []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        t_s = scene.viewport.t_of(pointer.x)
        selection = scene.selection
        inside = selection is not None and selection[0] <= t_s < selection[1]
        seek: list[Action] = [Seek(t_s), Pick(self._key, pointer.x, pointer.y)]
        return seek if selection is None or inside else [Select(None), *seek]


class ItemClick(Click):
    """Down on an item: a click seeks, a drag hides what it goes over."""

    cursor: Cursor = "cross"

    def dragged(self, scene: Scene, pointer: Pointer) -> Mode:
        """See `Click`."""
        del pointer
        return Over(self._key, scene.viewport.t_of(self._from.x))


@dataclass(slots=True)
class Over:
    """Dragging over the items of a tier, beginning with the one at `from_s`."""

    key: str
    from_s: float
    cursor: Cursor = "cross"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        over: list[Action] = [DragOver(self.key, self.from_s, scene.viewport.t_of(pointer.x))]
        beyond = _beyond(scene, pointer)
        return [*over, Look(scene.viewport.moved(beyond))] if beyond else over

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return [DragOver(self.key, self.from_s, scene.viewport.t_of(pointer.x), done=True)]


class SelectFrom:
    """Dragging one edge of the selection; the other rests at `anchor_s`."""

    cursor: Cursor = "edge"

    def __init__(self, anchor_s: float) -> None:
        self.anchor_s = anchor_s

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        snap = self.snapped(scene, pointer)
        stretch = _ordered(self.anchor_s, snap.t_s)
        actions: list[Action] = [self.result(stretch, done=False), Guide(snap)]
        beyond = _beyond(scene, pointer)
        return [*actions, Look(scene.viewport.moved(beyond))] if beyond else actions

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        stretch = _ordered(self.anchor_s, self.snapped(scene, pointer).t_s)
        empty = stretch[0] == stretch[1]
        return [Guide(None), self.result(None if empty else stretch, done=True)]

    def snapped(self, scene: Scene, pointer: Pointer) -> Snap:
        """Where the edge rests."""
        return scene.snapped(pointer)

    def result(self, stretch: tuple[float, float] | None, *, done: bool) -> Action:
        """What comes of the drag so far."""
        return Select(stretch, done)


class MoveEdge(SelectFrom):
    """Dragging one edge of a block, from pixel `x`; one that is only pressed stays where it is."""

    def __init__(self, edge: BlockEdge, x: float) -> None:
        super().__init__(edge.other_s)
        self.edge = edge
        self._x = x
        self._left = False

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        self._left = self._left or abs(pointer.x - self._x) >= DRAG_FROM
        return super().move(scene, pointer) if self._left else []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return super().release(scene, pointer) if self._left else []

    def snapped(self, scene: Scene, pointer: Pointer) -> Snap:
        """Where it was does not hold it: often it is dragged by a frame or two."""
        snap = super().snapped(scene, pointer)
        if snap.t_s != self.edge.here_s or not snap.held_by:
            return snap
        return Snap(scene.magnets.on_frame(scene.viewport.t_of(pointer.x)))

    def result(self, stretch: tuple[float, float] | None, *, done: bool) -> Action:
        """See `SelectFrom`."""
        return MoveBlock(self.edge, stretch, done)


@dataclass(slots=True)
class _Press:
    """Down on something that is clicked; let go elsewhere, nothing happens."""

    start: Pointer
    key: str
    cursor: Cursor = "hand"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene, pointer
        return []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene
        near = abs(pointer.x - self.start.x) + abs(pointer.y - self.start.y) < DRAG_FROM
        return [Pick(self.key, pointer.x, pointer.y)] if near else []


class _Scrub:
    """On the ruler: the playhead follows the pointer."""

    cursor: Cursor = "arrow"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return [Seek(scene.viewport.t_of(pointer.x))]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene, pointer
        return []


@dataclass(slots=True)
class _Pan:
    """The picture hangs on the pointer."""

    last_x: float
    cursor: Cursor = "grabbed"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        by, self.last_x = self.last_x - pointer.x, pointer.x
        return [Look(scene.viewport.moved(by))] if by else []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return self.move(scene, pointer)


@dataclass(slots=True)
class _Overview:
    """The window of the overview strip hangs on the pointer."""

    grip_s: float
    cursor: Cursor = "hand"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        return [Look(scene.viewport.centred(scene.overview_t(pointer.x) - self.grip_s))]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene, pointer
        return []


@dataclass(slots=True)
class _OverviewEdge:
    """One edge of the window of the overview strip; the other stays at `other_s`."""

    other_s: float
    cursor: Cursor = "edge"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        stretch = _ordered(self.other_s, scene.overview_t(pointer.x))
        return [Look(scene.viewport.showing(*stretch, margin=0.0))]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """See `Mode`."""
        del scene, pointer
        return []


def _beyond(scene: Scene, pointer: Pointer) -> float:
    """How far the pointer is outside the view; negative to the left."""
    return min(pointer.x, 0.0) + max(pointer.x - scene.viewport.width, 0.0)


def _ordered(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)
