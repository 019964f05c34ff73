"""What the pointer meets on the timeline, and what may come of it.

Coordinates are logical pixels; x begins at the right border of the header column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from vbert_studio.ui.timeline.layout import Layout
from vbert_studio.ui.timeline.snapping import Magnets, Snap
from vbert_studio.ui.timeline.viewport import Viewport

SNAP_REACH = 8.0
EDGE_REACH = 4.0
Button = Literal["left", "middle"]
Cursor = Literal["arrow", "split", "edge", "hand", "grabbed", "cross"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is and what is held down. `free` turns snapping off, `pick` is Ctrl."""

    x: float
    y: float
    button: Button = "left"
    shift: bool = False
    free: bool = False
    space: bool = False
    pick: bool = False


@dataclass(frozen=True, slots=True)
class BlockEdge:
    """An edge of a block that can be dragged: where it is, and where the other one is."""

    key: str
    number: int
    here_s: float
    other_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the pointer acts on.

    Attributes:
        items: the tiers whose items can be hidden by dragging over them.
        buttons: the tiers in which a drag means nothing, for what lies there is clicked.
        edge_of: the edge of a block that is at a pixel of a tier.
    """

    viewport: Viewport
    layout: Layout
    magnets: Magnets
    playhead_s: float
    selection: tuple[float, float] | None
    reach: float = SNAP_REACH  # of magnets, in pixels
    items: frozenset[str] = frozenset()
    buttons: frozenset[str] = frozenset()
    edge_of: Callable[[str, float], BlockEdge | None] = lambda _key, _x: None

    def snapped(self, pointer: Pointer) -> Snap:
        """The time under the pointer, drawn to a magnet or a frame unless it is free."""
        t_s = self.viewport.t_of(pointer.x)
        if pointer.free:
            return Snap(t_s)
        return self.magnets.snap(t_s, self.reach * self.viewport.scale, self.playhead_s)

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
class OpenItem:
    """This point of a tier was double-clicked; `y` counts from the top of the widget."""

    key: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ResizeTier:
    """Give a tier another height. `done` once the button is up."""

    key: str
    height: float
    done: bool = False


@dataclass(frozen=True, slots=True)
class ChooseTier:
    """The name of a tier was clicked."""

    key: str


@dataclass(frozen=True, slots=True)
class CarryTier:
    """A tier is carried to a gap between others, as `Layout.gap_at` counts. `done` as above."""

    key: str
    gap: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class ScrollTiers:
    """Move the tiers up by so many pixels."""

    by: float


@dataclass(frozen=True, slots=True)
class KeepTiers:
    """The tiers are as they were before the button went down."""


@dataclass(frozen=True, slots=True)
class DragOver:
    """The items of a tier between two times are dragged over. `done` once the button is up."""

    key: str
    from_s: float
    to_s: float
    done: bool = False


@dataclass(frozen=True, slots=True)
class MoveBlock:
    """A block would last so long; None leaves it as it is. `done` once the button is up."""

    edge: BlockEdge
    stretch: tuple[float, float] | None
    done: bool = True


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Whatever was dragged over is as it was before."""


@dataclass(frozen=True, slots=True)
class Pick:
    """This point of a tier was clicked; `y` counts from the top of the widget."""

    key: str
    x: float
    y: float


TierAction = ChooseTier | CarryTier | ScrollTiers | ResizeTier | KeepTiers
ItemAction = DragOver | MoveBlock | GiveUp | Pick | OpenItem
Action = Seek | Select | Look | Guide | TierAction | ItemAction


class Mode(Protocol):
    """What a held button means."""

    cursor: Cursor

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The pointer moved while the button is down."""

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The button came up."""
