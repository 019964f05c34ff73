"""Futures on the timeline, from where they were foreseen on: one lane each, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from vbert_studio.ui.filmstrip.board import Cell, Strip
from vbert_studio.ui.filmstrip.painting import paint_sign
from vbert_studio.ui.theme import token_colour
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.translation import tr

_HINT = tr("How it may go on appears here: F6 asks from the playhead, or from the selection.")
_PAD = 2.0
_NAME_FROM = 42.0  # in less room, a name that is cut off tells nothing: the colour stands alone
_SIGN = 12.0
_MOST = 3
_LANE = 15.0  # pixels that a future takes at least, so that it can be read


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The futures of a video.

    Attributes:
        video_id: the video.
        strips: the futures, most probable first.
        spans: from when to when each of their cells lasts, in seconds.
        branching: of the codebook, for the colours.
    """

    video_id: int
    strips: tuple[Strip, ...]
    spans: tuple[tuple[float, float], ...]
    branching: int

    @property
    def end_s(self) -> float:
        """Until when something is foreseen."""
        return max((end_s for _, end_s in self.spans), default=0.0)


class ForecastTier:
    """The likeliest futures; a sign on each cell says how it came out."""

    key = "forecast"
    title = tr("Forecast")
    height = 48.0
    least = 22.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self.foreseen: Foreseen | None = None
        self._why = Absence(_HINT)

    def show(self, foreseen: Foreseen | Absence | None) -> None:
        """Show these futures; or say why there are none, or how to get some."""
        self.foreseen = foreseen if isinstance(foreseen, Foreseen) else None
        self._why = foreseen if isinstance(foreseen, Absence) else Absence(_HINT)

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        foreseen = self.foreseen
        there = foreseen is not None and foreseen.video_id == content.video_id
        return None if there else self._why

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        del content
        foreseen = self.foreseen
        if foreseen is None:
            return
        strips = foreseen.strips[: _lanes(canvas.height)]
        high = (canvas.height - 2 * _PAD) / max(1, len(strips))
        for number, strip in enumerate(strips):
            for cell, span in zip(strip.cells, foreseen.spans, strict=True):
                left, right = (canvas.x_of(t_s) for t_s in span)
                if right > 0 and left < canvas.viewport.width:
                    area = QRectF(left, _PAD + number * high, right - left - 1, high - 1)
                    _paint(canvas, cell, area, foreseen.branching)

    def told_at(
        self, content: TimelineContent, t_s: float, height: float, y: float
    ) -> tuple[Strip, Cell] | None:
        """The future and its step at a point of the row, whose top is 0."""
        foreseen = self.foreseen
        if foreseen is None or self.absence(content) is not None or not foreseen.strips:
            return None
        strips = foreseen.strips[: _lanes(height)]
        number = int((y - _PAD) // ((height - 2 * _PAD) / len(strips)))
        strip = strips[min(max(number, 0), len(strips) - 1)]
        for cell, (start_s, end_s) in zip(strip.cells, foreseen.spans, strict=True):
            if start_s <= t_s < end_s:
                return strip, cell
        return None

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        foreseen = self.foreseen
        if foreseen is None or foreseen.video_id != content.video_id or not foreseen.strips:
            return ""
        for cell, (start_s, end_s) in zip(foreseen.strips[0].cells, foreseen.spans, strict=True):
            if start_s <= t_s < end_s:
                return tr("foreseen {said}", said=cell.said)
        return ""


def _lanes(height: float) -> int:
    """How many futures there is room for."""
    return min(max(int((height - 2 * _PAD) // _LANE), 1), _MOST)


def _paint(canvas: Canvas, cell: Cell, area: QRectF, branching: int) -> None:
    canvas.painter.fillRect(area, token_colour(cell.path, canvas.scheme, branching))
    lettering = canvas.fonts.caption
    signed = bool(cell.sign) and area.height() >= _SIGN and area.width() >= _SIGN + 4
    room = area.width() - 8 - (_SIGN + 2 if signed else 0)
    fits = room >= min(lettering.width(cell.title), _NAME_FROM)
    if fits and area.height() >= lettering.line_height - 2:
        top = area.top() + lettering.middle(area.height())
        shown = lettering.elided(cell.title, room)
        lettering.draw(canvas.painter, area.left() + 4, top, shown, canvas.scheme.token_text)
    if signed:
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(area.right() - _SIGN - 2, area.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_sign(canvas.painter, cell.sign, disc)
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
