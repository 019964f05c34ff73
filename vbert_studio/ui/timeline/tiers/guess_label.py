"""The guesses for the chosen place in full, beside a column that is too narrow for them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from vbert_studio.ui.masking.board import Board, Slot, percent
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.tiers.guess_columns import (
    MARGIN,
    SWATCH_ROOM,
    TICK_ROOM,
    Column,
    Room,
    Shape,
    row_height,
)
from vbert_studio.ui.timeline.tiers.guess_painting import paint_bar, paint_frame, paint_line

_APART = 3.0  # pixels between a column and its label
_REACH = 160.0  # farther away it would not be taken for the label of its column
_WIDEST = 260.0


@dataclass(frozen=True, slots=True)
class GuessLabel:
    """A line for each of the likeliest guesses, from `left` on."""

    slot: Slot
    left: float
    top: float
    width: float
    row_high: float
    rows: int

    def area(self, row: int) -> QRectF:
        """Where a guess is painted."""
        return QRectF(self.left, self.top + row * self.row_high, self.width, self.row_high - 1)

    def row_at(self, x: float, y: float) -> int | None:
        """The guess at a point."""
        row = int((y - self.top) // self.row_high)
        inside = self.left <= x < self.left + self.width and 0 <= row < self.rows
        return row if inside else None


def label_for(board: Board, lanes: list[list[Column]], room: Room) -> GuessLabel | None:
    """The label of the chosen column; None where that says everything itself.

    Args:
        board: which one is chosen.
        lanes: what `columns` found.
        room: where they are painted.
    """
    for lane in lanes:
        for column in lane:
            if column.slot.place == board.chosen and column.shape is not Shape.LINE:
                return _label(board, column, lane, room)
    return None


def paint_label(canvas: Canvas, board: Board, label: GuessLabel) -> None:
    """Its lines, each with the key that fills it in."""
    whole = label.area(0).united(label.area(label.rows - 1))
    canvas.painter.fillRect(whole, canvas.scheme.panel)
    for row in range(label.rows):
        guess, area = label.slot.guesses[row], label.area(row)
        paint_bar(canvas, area, guess.p)
        paint_line(canvas, board, guess, area, key=row + 1)
    paint_frame(canvas, whole)


def _label(board: Board, column: Column, lane: list[Column], room: Room) -> GuessLabel:
    high = min(row_height(room.lettering), column.high)
    rows = min(max(1, int(column.high // high)), len(column.slot.guesses))
    needed = _width(board, column.slot, rows, room.lettering)
    width = min(needed, _WIDEST, room.view.width)
    left = _place(column, lane, width, room.view.width)
    return GuessLabel(column.slot, left, column.top, width, high, rows)


def _width(board: Board, slot: Slot, rows: int, lettering: Lettering) -> float:
    """What the widest line needs."""
    key = lettering.width("0") + MARGIN
    lines = [
        lettering.width(board.title(one.what))
        + (SWATCH_ROOM if board.path(one.what) else 0.0)
        + (TICK_ROOM if one.is_true else 0.0)
        + lettering.width(percent(one.p))
        for one in slot.guesses[:rows]
    ]
    return round(max(lines) + key + 4 * MARGIN)


def _place(column: Column, lane: list[Column], width: float, room: float) -> float:
    """Beside the column, where it hides no other one if such a place is near."""
    others = sorted((one.spot for one in lane), key=lambda spot: spot.left)
    right, left = column.spot.right + _APART, column.spot.left - _APART - width
    for spot in others:
        if spot.left < right + width and spot.right > right:
            right = spot.right + _APART
    for spot in reversed(others):
        if spot.right > left and spot.left < left + width:
            left = spot.left - _APART - width
    near = {right: right - column.spot.right, left: column.spot.left - left - width}
    free = [x for x, far in near.items() if far <= _REACH and 0 <= x <= room - width]
    if free:
        return min(free, key=near.__getitem__)
    beside = column.spot.right + _APART
    if beside > room - width:
        beside = column.spot.left - _APART - width
    return max(0.0, min(beside, room - width))
