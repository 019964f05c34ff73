"""What the model believes stands at each hidden place, in place: a column of guesses."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.masking.board import NOTHING, Board, Guess, Slot, percent
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.theme import blend, token_colour
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.timeline.spots import Spot, spots, stretch_of
from vbert_studio.ui.timeline.tiers.masks import lanes
from vbert_studio.ui.timeline.viewport import Viewport
from vbert_studio.ui.translation import tr

_ROW = 16.0
_PAD = 2.0
_TEXT_FROM = 34.0  # columns narrower than this are colours without words
_KEYS_FROM = 92.0  # and from here on there is room for the key that fills
_SWATCH = 7.0
_HINT = tr(
    "What the model believes stands at hidden places appears here: click a guess to fill it in."
)


@dataclass(frozen=True, slots=True)
class Column:
    """The guesses for one place: `rows` of them from `top` down."""

    slot: Slot
    spot: Spot
    top: float
    rows: int

    def area(self, row: int) -> QRectF:
        """Where a guess is painted."""
        return QRectF(self.spot.left, self.top + row * _ROW, self.spot.width - 1, _ROW - 1)


class PredictionTier:
    """The most probable guesses that there is room for."""

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
        for column in columns(self.board, content, canvas.viewport, canvas.height, canvas.dpr):
            for row in range(column.rows):
                _paint_guess(canvas, self.board, column, row)
            if column.slot.place == self.board.chosen:
                _paint_chosen(canvas, column)

    def guess_at(
        self, content: TimelineContent, view: Viewport, height: float, x: float, y: float
    ) -> tuple[Place, int] | None:
        """The place and the number of the guess at a point; the row's top is 0."""
        for column in columns(self.board, content, view, height, 1.0):
            row = int((y - column.top) // _ROW)
            if column.spot.left <= x < column.spot.right and 0 <= row < column.rows:
                return column.slot.place, row
        return None

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        here = []
        for place in sorted(self.board.slots, key=lambda p: isinstance(p, WordPlace)):
            stretch = stretch_of(content, place)
            if place in self.board.state.hidden and stretch and stretch[0] <= t_s < stretch[1]:
                here.append(_spoken(self.board, self.board.slots[place]))
        return "; ".join(here)


def columns(
    board: Board, content: TimelineContent, view: Viewport, height: float, dpr: float
) -> list[Column]:
    """What is in view, clips above words."""
    found = []
    for top, tall, places in lanes(board, height):
        answered = [p for p in places if p in board.state.hidden and p in board.slots]
        most = max(1, int((tall - 2 * _PAD) // _ROW))
        for spot in spots(content, view, answered, dpr):
            slot = board.slots[spot.place]
            found.append(Column(slot, spot, top + _PAD, min(most, len(slot.guesses))))
    return found


def _paint_guess(canvas: Canvas, board: Board, column: Column, row: int) -> None:
    guess, area = column.slot.guesses[row], column.area(row)
    path = board.path(guess.what)
    colour = (
        token_colour(path, canvas.scheme, board.lexicon.branching) if path else canvas.scheme.accent
    )
    if area.width() < _TEXT_FROM:
        canvas.painter.fillRect(area, blend(canvas.scheme.panel, colour, 0.15 + 0.85 * guess.p))
        return
    _paint_bar(canvas, area, guess.p)
    left = area.left() + 4
    if column.slot.place == board.chosen and area.width() >= _KEYS_FROM:
        left = _paint_key(canvas, left, area, row)
    if path:
        canvas.fill(left, area.center().y() - _SWATCH / 2, _SWATCH, _SWATCH, colour)
        left += _SWATCH + 4
    _write(canvas, board, guess, QRectF(left, area.top(), area.right() - left - 3, area.height()))


def _paint_bar(canvas: Canvas, area: QRectF, p: float) -> None:
    scheme = canvas.scheme
    canvas.painter.fillRect(area, scheme.gap)
    filled = QRectF(area)
    filled.setWidth(max(1.0, area.width() * p))
    canvas.painter.fillRect(filled, scheme.selection)


def _write(canvas: Canvas, board: Board, guess: Guess, area: QRectF) -> None:
    """The name, and the probability where there is room for both; a tick says that it is true."""
    lettering, scheme = canvas.fonts.caption, canvas.scheme
    top = area.top() + lettering.middle(area.height())
    figure, title = percent(guess.p), board.title(guess.what)
    tick = 10.0 if guess.is_true else 0.0
    wide = lettering.width(figure) + 4
    both = lettering.width(title) + tick + wide <= area.width()
    room = area.width() - tick - (wide if both else 0)
    shown = lettering.elided(title, room)
    lettering.draw(canvas.painter, area.left(), top, shown, scheme.text)
    if both:
        x = area.right() - lettering.width(figure)
        lettering.draw(canvas.painter, x, top, figure, scheme.text_muted)
    if guess.is_true:
        _tick(canvas, area.left() + lettering.width(shown) + 3, area.center().y(), scheme.good)


def _tick(canvas: Canvas, x: float, y: float, colour: QColor) -> None:
    painter = canvas.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.drawPolyline(
        QPolygonF([QPointF(x, y), QPointF(x + 2.5, y + 3), QPointF(x + 7, y - 3.5)])
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_key(canvas: Canvas, left: float, area: QRectF, row: int) -> float:
    """The key that fills this guess in, before it; returns where the guess itself begins."""
    lettering = canvas.fonts.caption
    top = area.top() + lettering.middle(area.height())
    lettering.draw(canvas.painter, left, top, str(row + 1), canvas.scheme.text_muted)
    return left + lettering.width("0") + 4


def _paint_chosen(canvas: Canvas, column: Column) -> None:
    whole = column.area(0).united(column.area(column.rows - 1))
    accent = canvas.scheme.accent
    canvas.fill(whole.left(), whole.top(), whole.width(), 1, accent)
    canvas.fill(whole.left(), whole.bottom() - 1, whole.width(), 1, accent)
    canvas.fill(whole.left(), whole.top(), 1, whole.height(), accent)
    canvas.fill(whole.right() - 1, whole.top(), 1, whole.height(), accent)


def _spoken(board: Board, slot: Slot) -> str:
    what = (
        tr("word")
        if isinstance(slot.place, WordPlace)
        else tr("clip {value}", value=slot.place + 1)
    )
    said = ", ".join(f"{board.title(one.what)} {percent(one.p)}" for one in slot.guesses[:3])
    return tr("{what} predicted {said}", what=what, said=said)
