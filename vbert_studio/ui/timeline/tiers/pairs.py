"""Pairs: coloured by their judgement, and told apart by sign and shape without the colour."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from vbert_studio.project.pairs import JUDGEMENTS, Judgement
from vbert_studio.ui.pairs.signs import colour_of, sign_of
from vbert_studio.ui.theme import blend, icon_pixmap
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.columns import picked
from vbert_studio.ui.timeline.content import Absence, PairLane, PairTrack, TimelineContent
from vbert_studio.ui.timeline.tiers.blocks import BlockTier, frame_block, lanes_of
from vbert_studio.ui.translation import tr

_SIGN = 12  # of an icon
_SIGNED_FROM = 15.0  # blocks narrower than this have room for their shape only
_TEXT_FROM = 60.0
_LOW = 10.0  # lanes lower than this have no room for a sign
_WRITTEN = 15.0  # and those lower than this none for a text
# Where in a lane a narrow block stands, from its top, as shares of its height.
_SHAPES = {
    Judgement.ALIGNED: (0.0, 1.0),
    Judgement.NOT_ALIGNED: (0.55, 1.0),
    Judgement.UNSURE: (0.0, 0.45),
    Judgement.NONE: (0.4, 0.6),
}


class PairTier(BlockTier):
    """Each pair of the open video; the one that is chosen in the table has a frame."""

    key = "pairs"
    title = tr("Pairs")
    height = 38.0
    least = 18.0
    grows = False
    at_first = True

    def track(self, content: TimelineContent) -> PairTrack | Absence:
        """See `BlockTier`."""
        return content.pairs

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        track = content.pairs
        assert isinstance(track, PairTrack)
        for number, top, high in lanes_of(canvas.height, len(track.lanes)):
            _lane(canvas, track.lanes[number], top, high, self.chosen)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        if not isinstance(content.pairs, PairTrack):
            return ""
        said = []
        for lane in content.pairs.lanes:
            index = lane.spans.at(t_s)
            if index is not None:
                title = sign_of(JUDGEMENTS[lane.judgements[index]]).title.lower()
                said.append(tr("pair “{text}”, {judged}", text=lane.texts[index], judged=title))
        return ", ".join(said)


def _lane(canvas: Canvas, lane: PairLane, top: float, high: float, chosen: int | None) -> None:
    edges = canvas.column_edges()
    inside = lane.spans.within(float(edges[0]), float(edges[-1]))
    if (inside.stop - inside.start) * _SIGNED_FROM > canvas.viewport.width or high < _LOW:
        _shapes(canvas, lane, inside, top, high)
    else:
        for index, left, right in canvas.extents(lane.spans, inside):
            _block(canvas, lane, index, QRectF(left, top, right - left, high - 1))
    if chosen is not None:
        frame_block(canvas, lane, chosen, top, high)


def _shapes(canvas: Canvas, lane: PairLane, inside: slice, top: float, high: float) -> None:
    """All blocks of a judgement as one image: a long video has thousands in view."""
    edges, spans = canvas.column_edges(), lane.spans.cut(inside)
    for judgement, (begin, end) in _SHAPES.items():
        ink = np.uint32(colour_of(judgement, canvas.scheme).rgba())
        these = lane.judgements[inside] == judgement.number
        argb = picked(spans, edges, np.where(these, ink, np.uint32(0)))
        canvas.carve(argb, spans.starts)
        canvas.row(argb, top + begin * (high - 1), max(2.0, (end - begin) * (high - 1)))


def _block(canvas: Canvas, lane: PairLane, index: int, area: QRectF) -> None:
    judgement = JUDGEMENTS[lane.judgements[index]]
    colour = colour_of(judgement, canvas.scheme)
    canvas.painter.fillRect(area, blend(canvas.scheme.panel, colour, 0.22))
    canvas.fill(area.left(), area.top(), min(2.0, area.width()), area.height(), colour)
    if area.width() < _SIGNED_FROM:
        begin, end = _SHAPES[judgement]
        shape = QRectF(area)
        shape.setTop(area.top() + begin * area.height())
        shape.setBottom(area.top() + end * area.height())
        canvas.painter.fillRect(shape, colour)
        return
    size = min(_SIGN, int(area.height()))
    y = canvas.aligned(area.center().y() - size / 2)
    sign = icon_pixmap(sign_of(judgement).icon, colour, size, canvas.dpr)
    canvas.painter.drawPixmap(QPointF(canvas.aligned(area.left() + 3), y), sign)
    _write(canvas, lane.texts[index], area.adjusted(_SIGN + 6, 0, -3, 0))


def _write(canvas: Canvas, text: str, room: QRectF) -> None:
    lettering = canvas.fonts.caption
    if room.height() < _WRITTEN - 1 or room.width() < min(_TEXT_FROM, lettering.width(text)):
        return
    top = room.top() + lettering.middle(room.height())
    shown = lettering.elided(text, room.width())
    lettering.draw(canvas.painter, room.left(), top, shown, canvas.scheme.text)
