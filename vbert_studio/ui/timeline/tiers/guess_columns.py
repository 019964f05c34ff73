"""Where the guesses for hidden places are painted, and how much of each there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRectF

from vbert_studio.ui.masking.board import Board, Slot, percent
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.content import TimelineContent
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.spots import Spot, spots
from vbert_studio.ui.timeline.tiers.masks import lanes
from vbert_studio.ui.timeline.viewport import Viewport

PAD = 2.0
MARGIN = 4.0  # pixels a text keeps from the borders of its cell
SWATCH = 7.0
SWATCH_ROOM = SWATCH + 4
TICK_ROOM = 10.0
NAME_FROM = 42.0  # in less room, a name that is cut off tells nothing
_ROW = 16.0
_LEADING = 3.0
_FIGURE_FROM = 14.0  # no probability is written in less


class Shape(Enum):
    """What a column has room for; the probability is always there."""

    LINE = auto()  # a name with its probability beside it
    BELOW = auto()  # a name with its probability below it
    FIGURE = auto()  # probabilities
    BAR = auto()  # the best guess, as a bar that is as high as it is probable


@dataclass(frozen=True, slots=True)
class Room:
    """What a tier is painted on: the time in view, its height, and the size of its texts."""

    view: Viewport
    height: float
    dpr: float
    lettering: Lettering


NAMED = frozenset({Shape.LINE, Shape.BELOW})


@dataclass(frozen=True, slots=True)
class Column:
    """The guesses for one place: `rows` of them from `top` down, each `row_high` pixels.

    Attributes:
        high: of all the room that there is.
        lines: of the name, where the probability stands below.
    """

    slot: Slot
    spot: Spot
    shape: Shape
    top: float
    high: float
    row_high: float
    rows: int
    lines: int = 1

    def area(self, row: int) -> QRectF:
        """Where a guess is painted."""
        top = self.top + row * self.row_high
        return QRectF(self.spot.left, top, self.spot.width - 1, min(self.row_high, self.high) - 1)

    def row_at(self, x: float, y: float) -> int | None:
        """The guess at a point."""
        row = int((y - self.top) // self.row_high)
        inside = self.spot.left <= x < self.spot.right and 0 <= row < self.rows
        return row if inside else None


def columns(board: Board, content: TimelineContent, room: Room) -> list[list[Column]]:
    """What is in view, one list for each lane: clips above words."""
    found = []
    for top, tall, places in lanes(board, room.height):
        answered = [p for p in places if p in board.state.hidden and _has_guesses(board, p)]
        high = max(tall - 2 * PAD, 1.0)
        found.append(
            [
                _column(board, spot, top + PAD, high, room.lettering)
                for spot in spots(content, room.view, answered, room.dpr)
            ]
        )
    return found


def _has_guesses(board: Board, place: Place) -> bool:
    return place in board.slots and bool(board.slots[place].guesses)


def row_height(lettering: Lettering, lines: int = 1) -> float:
    """Of a guess that takes so many lines."""
    return max(_ROW, round(lines * lettering.line_height) + _LEADING)


def brief(p: float) -> str:
    """A probability without its sign, for where there is hardly any room."""
    return percent(p).replace("%", "").strip()


def _column(board: Board, spot: Spot, top: float, high: float, lettering: Lettering) -> Column:
    slot = board.slots[spot.place]
    shape = _shape(board, slot, spot.width - 1, high, lettering)
    if shape is Shape.BAR:
        return Column(slot, spot, shape, top, high, high, 1)
    lines = _name_lines(board, slot, spot.width - 1, high, lettering)
    each = row_height(lettering, lines + 1 if shape is Shape.BELOW else 1)
    rows = min(max(1, int(high // each)), len(slot.guesses))
    return Column(slot, spot, shape, top, high, each, rows, lines)


def _name_lines(board: Board, slot: Slot, wide: float, high: float, lettering: Lettering) -> int:
    """Two where the best guess has a name that needs them, and there is room for all three."""
    name = board.title(slot.guesses[0].what)
    fits = lettering.width(name) <= wide - 2 * MARGIN or " " not in name
    return 1 if fits or high < row_height(lettering, 3) else 2


def _shape(board: Board, slot: Slot, wide: float, high: float, lettering: Lettering) -> Shape:
    if wide < _FIGURE_FROM:
        return Shape.BAR
    guesses = slot.guesses[: max(1, int(high // row_height(lettering)))]
    figure = max(lettering.width(percent(one.p)) for one in guesses)
    names = [lettering.width(board.title(one.what)) for one in guesses]
    name = max(names)
    swatch = SWATCH_ROOM if board.path(guesses[0].what) else 0.0
    tick = TICK_ROOM if any(one.is_true for one in guesses) else 0.0
    room = wide - 2 * MARGIN
    beside = room - swatch - tick - figure - MARGIN
    fits_below = room >= max(min(name, NAME_FROM), figure + tick)
    # Two guesses in full tell more than four that are cut off.
    if beside < max(names[:2]) and fits_below and high >= 2 * row_height(lettering, 2):
        return Shape.BELOW
    if beside >= min(name, NAME_FROM):
        return Shape.LINE
    if fits_below and high >= row_height(lettering, 2) - 1:
        return Shape.BELOW
    least = max(lettering.width(brief(one.p)) for one in guesses)
    return Shape.FIGURE if wide >= least + 2 else Shape.BAR
