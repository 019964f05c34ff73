"""What is hidden, and what truly stands there; a tier, and signs over the items themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.masking.board import NOTHING, Board, percent
from vbert_studio.ui.masking.whatif import Place, order_of
from vbert_studio.ui.theme import blend, token_colour
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.spots import Spot, spots, stretch_of
from vbert_studio.ui.translation import tr

MASK = "[MASK]"
_HINT = tr(
    "Drag over visual tokens or words, or select and press M: they are hidden from the model."
)
_PAD = 3.0
_ROOM = 6.0  # pixels a text needs beside itself
_NAME_FROM = 42.0  # in less, a name that is cut off tells nothing


class MaskTier:
    """Every hidden or filled place, with what truly stands there and how probable that was."""

    key = "masks"
    title = tr("Masks")
    height = 34.0
    least = 22.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self.board: Board = NOTHING

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        del content
        return Absence(_HINT) if self.board.state.is_empty else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        board = self.board
        found = lanes(board, canvas.height)
        pad = _PAD / len(found)
        for top, height, places in found:
            for spot in spots(content, canvas.viewport, places, canvas.dpr):
                area = QRectF(spot.left, top + pad, spot.width - 1, height - 2 * pad)
                _frame(canvas, area, filled=spot.place not in board.state.hidden)
                _write(canvas, area, *_truth(board, spot.place))

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        return "; ".join(_spoken(self.board, place) for place in self._at(content, t_s))

    def _at(self, content: TimelineContent, t_s: float) -> list[Place]:
        found = ((place, stretch_of(content, place)) for place in self.board.state.places)
        there = [p for p, stretch in found if stretch and stretch[0] <= t_s < stretch[1]]
        return sorted(there, key=order_of)


def lanes(board: Board, height: float) -> list[tuple[float, float, list[Place]]]:
    """Clips above, words below, each with its top and height; one of both has all the room."""
    places = sorted(board.state.places, key=order_of)
    clips: list[Place] = [place for place in places if not isinstance(place, WordPlace)]
    words: list[Place] = [place for place in places if isinstance(place, WordPlace)]
    used = [kind for kind in (clips, words) if kind]
    tall = height / max(1, len(used))
    return [(number * tall, tall, kind) for number, kind in enumerate(used)]


def truth_of(board: Board, place: Place) -> str:
    """What truly stands at a place, and how probable the model thought it."""
    return " ".join(filter(None, _truth(board, place)))


def _truth(board: Board, place: Place) -> tuple[str, str]:
    """The name of what truly stands there, and its probability; "" where it is not known."""
    fill = board.state.fill_at(place)
    if fill is not None:
        return tr("as if {word}", word=board.title(fill)), ""
    slot = board.slots.get(place)
    if slot is None or slot.truth is None:
        return "", ""
    return board.title(slot.truth), "" if slot.truth_p is None else percent(slot.truth_p)


def paint_what_if(canvas: Canvas, content: TimelineContent, board: Board, key: str) -> None:
    """Signs over the items of a tier: ``[MASK]`` for what is hidden, and what was put in."""
    words = key == "words"
    places = [p for p in board.state.places if isinstance(p, WordPlace) is words]
    for spot in spots(content, canvas.viewport, places, canvas.dpr):
        pad = _PAD if words else _PAD + 1
        area = QRectF(spot.left, pad, max(1.0, spot.width - 1), canvas.height - 2 * pad)
        if spot.place in board.state.hidden:
            _paint_mask(canvas, area, spot, chosen=spot.place == board.chosen)
        else:
            _paint_fill(canvas, area, board, spot)


def _paint_mask(canvas: Canvas, area: QRectF, spot: Spot, *, chosen: bool) -> None:
    scheme = canvas.scheme
    canvas.painter.fillRect(area, blend(scheme.panel, scheme.accent, 0.16 if chosen else 0.06))
    _outline(canvas, area, thick=2.0 if chosen else 1.0)
    lettering = canvas.fonts.digits
    for text in (MASK, "[M]", "?"):
        if lettering.width(text) + _ROOM <= spot.width:
            x = round(area.left() + (area.width() - lettering.width(text)) / 2)
            lettering.draw(canvas.painter, x, _middle(lettering, area), text, scheme.link)
            return


def _paint_fill(canvas: Canvas, area: QRectF, board: Board, spot: Spot) -> None:
    """What was put there, as if it were true, framed because it is not."""
    fill = board.state.fill_at(spot.place)
    path = board.path(fill)
    scheme = canvas.scheme
    ground = token_colour(path, scheme, board.lexicon.branching) if path else scheme.word
    canvas.painter.fillRect(area, ground)
    _outline(canvas, area, thick=2.0)
    lettering = canvas.fonts.caption
    text = board.title(fill)
    if lettering.width(text) + _ROOM <= spot.width:
        x = round(area.left() + (area.width() - lettering.width(text)) / 2)
        ink = scheme.token_text if path else scheme.word_text
        lettering.draw(canvas.painter, x, _middle(lettering, area), text, ink)


def _frame(canvas: Canvas, area: QRectF, *, filled: bool) -> None:
    scheme = canvas.scheme
    canvas.painter.fillRect(area, blend(scheme.panel, scheme.accent, 0.22 if filled else 0.10))
    canvas.fill(area.left(), area.top(), 2.0, area.height(), scheme.accent)


def _write(canvas: Canvas, area: QRectF, name: str, figure: str) -> None:
    """The name with its probability; where there is little room the probability alone."""
    lettering = canvas.fonts.caption
    if area.height() < lettering.line_height - 2:
        return
    room = area.width() - 2 - _ROOM
    is_tall = area.height() >= 2 * lettering.line_height
    if is_tall and figure and lettering.width(f"{name} {figure}") > room >= lettering.width(name):
        _write_below(canvas, area, name, figure)
        return
    left = room - (lettering.width(f" {figure}") if figure else 0.0)
    if lettering.width(name) > left:
        name = lettering.elided(name, left) if left >= _NAME_FROM else ""
    text = " ".join(filter(None, (name, figure)))
    if lettering.width(text) <= room:
        top = _middle(lettering, area)
        lettering.draw(canvas.painter, area.left() + 5, top, text, canvas.scheme.text)


def _write_below(canvas: Canvas, area: QRectF, name: str, figure: str) -> None:
    lettering = canvas.fonts.caption
    top = area.top() + lettering.middle(area.height(), 2)
    for line, ink in ((name, canvas.scheme.text), (figure, canvas.scheme.text_muted)):
        lettering.draw(canvas.painter, area.left() + 5, top, line, ink)
        top += lettering.line_height


def _outline(canvas: Canvas, area: QRectF, thick: float) -> None:
    accent, wide = canvas.scheme.accent, max(1, round(thick * canvas.dpr)) / canvas.dpr
    if area.width() <= 2 * wide:
        canvas.painter.fillRect(area, accent)
        return
    canvas.fill(area.left(), area.top(), area.width(), wide, accent)
    canvas.fill(area.left(), area.bottom() - wide, area.width(), wide, accent)
    canvas.fill(area.left(), area.top(), wide, area.height(), accent)
    canvas.fill(area.right() - wide, area.top(), wide, area.height(), accent)


def _middle(lettering: Lettering, area: QRectF) -> float:
    return area.top() + lettering.middle(area.height())


def _spoken(board: Board, place: Place) -> str:
    what = tr("word") if isinstance(place, WordPlace) else tr("clip {value}", value=place + 1)
    fill = board.state.fill_at(place)
    if fill is not None:
        return tr("{what} filled with {title}", what=what, title=board.title(fill))
    truth = truth_of(board, place)
    return tr("{what} hidden", what=what) + (tr(", truly {truth}", truth=truth) if truth else "")
