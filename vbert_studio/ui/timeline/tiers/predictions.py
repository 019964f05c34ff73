"""What the model believes stands at each hidden place, in place: a column of guesses."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.masking.board import NOTHING, Board, Slot, percent
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.timeline.spots import stretch_of
from vbert_studio.ui.timeline.tiers.guess_columns import NAMED, Room, columns
from vbert_studio.ui.timeline.tiers.guess_label import label_for, paint_label
from vbert_studio.ui.timeline.tiers.guess_painting import paint_column
from vbert_studio.ui.translation import tr

_HINT = tr(
    "What the model believes stands at hidden places appears here: click a guess to fill it in."
)


@dataclass(frozen=True, slots=True)
class Met:
    """The guess at a point.

    Attributes:
        place: what it is for.
        number: which one, from 0.
        named: whether it can be read there what it is.
    """

    place: Place
    number: int
    named: bool


class PredictionTier:
    """The most probable guesses that there is room for, each with its probability.

    Beside a column that is too narrow for names the guesses for the chosen place stand in full.
    """

    key = "predictions"
    title = tr("Predictions")
    height = 84.0
    least = 40.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self.board: Board = NOTHING

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        del content
        if self.board.note:
            return Absence(self.board.note)
        return None if self.board.state.hidden else Absence(_HINT)

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        board = self.board
        room = Room(canvas.viewport, canvas.height, canvas.dpr, canvas.fonts.caption)
        lanes = columns(board, content, room)
        for lane in lanes:
            for column in lane:
                paint_column(canvas, board, column)
        label = label_for(board, lanes, room)
        if label is not None:
            paint_label(canvas, board, label)

    def met_at(self, content: TimelineContent, room: Room, x: float, y: float) -> Met | None:
        """The guess at a point; the row's top is 0."""
        lanes = columns(self.board, content, room)
        label = label_for(self.board, lanes, room)
        row = None if label is None else label.row_at(x, y)
        if label is not None and row is not None:
            return Met(label.slot.place, row, named=True)
        for column in (column for lane in lanes for column in lane):
            row = column.row_at(x, y)
            if row is not None:
                named = column.shape in NAMED or column.slot.place == self.board.chosen
                return Met(column.slot.place, row, named)
        return None

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        here = []
        for place in sorted(self.board.slots, key=lambda p: isinstance(p, WordPlace)):
            stretch = stretch_of(content, place)
            if place in self.board.state.hidden and stretch and stretch[0] <= t_s < stretch[1]:
                here.append(_spoken(self.board, self.board.slots[place]))
        return "; ".join(here)


def _spoken(board: Board, slot: Slot) -> str:
    what = (
        tr("word")
        if isinstance(slot.place, WordPlace)
        else tr("clip {value}", value=slot.place + 1)
    )
    said = ", ".join(f"{board.title(one.what)} {percent(one.p)}" for one in slot.guesses[:3])
    return tr("{what} predicted {said}", what=what, said=said)
