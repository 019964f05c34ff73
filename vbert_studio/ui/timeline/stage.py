"""All that one repaint depends on, gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from vbert_studio.ui.masking.board import Board
from vbert_studio.ui.theme import Scheme
from vbert_studio.ui.timeline.canvas import Canvas, Fonts
from vbert_studio.ui.timeline.content import TimelineContent
from vbert_studio.ui.timeline.layout import Layout
from vbert_studio.ui.timeline.snapping import Snap
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.viewport import Viewport


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What stays the same while the playhead moves."""

    content: TimelineContent
    viewport: Viewport
    layout: Layout
    tiers: dict[str, Tier]
    scheme: Scheme
    fonts: Fonts
    dpr: float
    header: float

    def canvas(self, painter: QPainter, height: float, other: Viewport | None = None) -> Canvas:
        """A canvas of this height at the painter's origin, of another view if asked."""
        view = other or self.viewport
        return Canvas(painter, view, height, self.dpr, self.scheme, self.fonts)


@dataclass(frozen=True, slots=True)
class Marks:
    """What moves over the picture: all times in seconds.

    Attributes:
        hover_s: where the pointer is.
        word: the visual word under the pointer.
        guide: where a dragged border would rest.
        dragged: the stretch of the block whose border is dragged.
        begun_s: where a stretch was begun that ends at the playhead.
        board: what is hidden and filled in.
        tier: the chosen one, by its key.
        header: the tier whose name is under the pointer.
        carried: the gap to which the chosen tier is carried, as `Layout.gap_at` counts.
    """

    playhead_s: float
    selection: tuple[float, float] | None = None
    hover_s: float | None = None
    word: int | None = None
    guide: Snap | None = None
    dragged: tuple[float, float] | None = None
    focused: bool = False
    begun_s: float | None = None
    board: Board = field(default_factory=Board)
    tier: str | None = None
    header: str | None = None
    carried: int | None = None
