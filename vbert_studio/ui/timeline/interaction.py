"""What the pointer does to the timeline: a state machine that knows no widget.

Every event gives a list of actions, which the view carries out. Coordinates are logical pixels;
x begins at the right border of the header column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from vbert_studio.ui.timeline.layout import RULER_HEIGHT, Layout
from vbert_studio.ui.timeline.snapping import Magnets, Snap
from vbert_studio.ui.timeline.viewport import Viewport

DRAG_FROM = 4.0  # a shorter movement is a click
SNAP_REACH = 8.0
EDGE_REACH = 4.0
Button = Literal["left", "middle"]
Cursor = Literal["arrow", "ibeam", "split", "edge", "hand", "grabbed"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is and what is held down. `free` turns snapping off."""

    x: float
    y: float
    button: Button = "left"
    shift: bool = False
    free: bool = False
    space: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the pointer acts on."""

    viewport: Viewport
    layout: Layout
    magnets: Magnets
    playhead_s: float
    selection: tuple[float, float] | None

    def snapped(self, pointer: Pointer) -> Snap:
        """The time under the pointer, drawn to a magnet or a frame unless it is free."""
        t_s = self.viewport.t_of(pointer.x)
        if pointer.free:
            return Snap(t_s)
        return self.magnets.snap(t_s, SNAP_REACH * self.viewport.scale, self.playhead_s)

    def grabbed_edge(self, x: float) -> float | None:
        """The other edge of the selection, when the pointer is on one of them."""
        if self.selection is None:
            return None
        start_s, end_s = self.selection
        for here, other in ((start_s, end_s), (end_s, start_s)):
            if abs(self.viewport.x_of(here) - x) <= EDGE_REACH:
                return other
        return None

    def overview_t(self, x: float) -> float:
        """The time at a pixel of the overview strip."""
        share = x / self.viewport.width
        return min(max(share, 0.0), 1.0) * self.viewport.duration_s


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a time."""

    t_s: float


@dataclass(frozen=True, slots=True)
class Select:
    """This stretch is selected; None for nothing. `done` once the button is up."""

    stretch: tuple[float, float] | None
    done: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """Show another stretch, by the person's own hand."""

    viewport: Viewport


@dataclass(frozen=True, slots=True)
class Guide:
    """Show the line at which a border would rest, or none."""

    snap: Snap | None


@dataclass(frozen=True, slots=True)
class OpenClip:
    """The clip at a time was double-clicked."""

    t_s: float


@dataclass(frozen=True, slots=True)
class ResizeTier:
    """Give a tier another height. `done` once the button is up."""

    key: str
    height: float
    done: bool = False


Action = Seek | Select | Look | Guide | OpenClip | ResizeTier


class Mode(Protocol):
    """What a held button means."""

    cursor: Cursor

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The pointer moved while the button is down."""

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The button came up."""


class Gesture:
    """The machine: at rest, or in one mode from a press to its release."""

    def __init__(self) -> None:
        self._mode: Mode | None = None

    @property
    def active(self) -> bool:
        """Whether a button is held."""
        return self._mode is not None

    @property
    def scrolls(self) -> bool:
        """Whether a pointer that rests beyond a border should move the picture along."""
        return isinstance(self._mode, _SelectFrom)

    def press(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """A button went down."""
        self._mode = _mode_for(scene, pointer)
        return [] if self._mode is None else self._mode.move(scene, pointer)

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The pointer moved."""
        if isinstance(self._mode, _Click) and self._mode.has_left(pointer):
            self._mode = _SelectFrom(self._mode.anchor(scene, pointer))
        return [] if self._mode is None else self._mode.move(scene, pointer)

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The button came up."""
        mode, self._mode = self._mode, None
        return [] if mode is None else mode.release(scene, pointer)

    def double(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """Two clicks on the same place."""
        row = scene.layout.row_at(pointer.y)
        if pointer.x < 0 or row is None or row.key != "tokens":
            return []
        self._mode = None
        return [OpenClip(scene.viewport.t_of(pointer.x))]

    def cancel(self, scene: Scene) -> list[Action]:
        """Escape: forget the press."""
        del scene
        self._mode = None
        return [Guide(None)]

    def cursor(self, scene: Scene, pointer: Pointer) -> Cursor:
        """The shape of the pointer here and now."""
        mode = self._mode or _mode_for(scene, pointer)
        return "arrow" if mode is None else mode.cursor


def _mode_for(scene: Scene, pointer: Pointer) -> Mode | None:
    """Which mode a press at this place begins."""
    border = scene.layout.border_at(pointer.y)
    if pointer.x < 0:
        return None if border is None else _Resize(border.key, pointer.y - border.height)
    if pointer.button == "middle" or pointer.space:
        return _Pan(pointer.x)
    if pointer.y >= scene.layout.overview_top:
        return _Overview(_grip(scene, pointer))
    if pointer.y < RULER_HEIGHT:
        return _Scrub()
    if scene.layout.row_at(pointer.y) is None:
        return None
    other = scene.grabbed_edge(pointer.x)
    if other is not None:
        return _SelectFrom(other)
    if pointer.shift:
        return _SelectFrom(_far_edge(scene, pointer))
    return _Click(pointer)


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


class _Click:
    """Down and not yet moved: a click seeks, a drag selects."""

    cursor: Cursor = "ibeam"

    def __init__(self, pointer: Pointer) -> None:
        self._from = pointer

    def has_left(self, pointer: Pointer) -> bool:
        return abs(pointer.x - self._from.x) >= DRAG_FROM

    def anchor(self, scene: Scene, pointer: Pointer) -> float:
        return scene.snapped(replace(self._from, free=pointer.free)).t_s

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        del scene, pointer
        return []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        t_s = scene.viewport.t_of(pointer.x)
        selection = scene.selection
        inside = selection is not None and selection[0] <= t_s < selection[1]
        return [Seek(t_s)] if selection is None or inside else [Select(None), Seek(t_s)]


@dataclass(slots=True)
class _SelectFrom:
    """Dragging one edge of the selection; the other rests at `anchor_s`."""

    anchor_s: float
    cursor: Cursor = "edge"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        snap = scene.snapped(pointer)
        actions: list[Action] = [Select(_ordered(self.anchor_s, snap.t_s), done=False), Guide(snap)]
        beyond = min(pointer.x, 0.0) + max(pointer.x - scene.viewport.width, 0.0)
        return [*actions, Look(scene.viewport.moved(beyond))] if beyond else actions

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        stretch = _ordered(self.anchor_s, scene.snapped(pointer).t_s)
        empty = stretch[0] == stretch[1]
        return [Guide(None), Select(None if empty else stretch)]


class _Scrub:
    """On the ruler: the playhead follows the pointer."""

    cursor: Cursor = "arrow"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        return [Seek(scene.viewport.t_of(pointer.x))]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        del scene, pointer
        return []


@dataclass(slots=True)
class _Pan:
    """The picture hangs on the pointer."""

    last_x: float
    cursor: Cursor = "grabbed"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        by, self.last_x = self.last_x - pointer.x, pointer.x
        return [Look(scene.viewport.moved(by))] if by else []

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        return self.move(scene, pointer)


@dataclass(slots=True)
class _Overview:
    """The window of the overview strip hangs on the pointer."""

    grip_s: float
    cursor: Cursor = "hand"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        return [Look(scene.viewport.centred(scene.overview_t(pointer.x) - self.grip_s))]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        del scene, pointer
        return []


@dataclass(slots=True)
class _Resize:
    """The lower border of a tier hangs on the pointer; `top_y` is where the tier begins."""

    key: str
    top_y: float
    cursor: Cursor = "split"

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        del scene
        return [ResizeTier(self.key, pointer.y - self.top_y)]

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        del scene
        return [ResizeTier(self.key, pointer.y - self.top_y, done=True)]


def _ordered(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)
