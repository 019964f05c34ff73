"""What moves over the still picture: selection, pointer line, guide line and playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.headers import paint_headers
from vbert_studio.ui.timeline.layout import OVERVIEW_HEIGHT, RULER_HEIGHT, Row
from vbert_studio.ui.timeline.spots import ITEM_TIERS
from vbert_studio.ui.timeline.stage import Marks, Stage
from vbert_studio.ui.timeline.still import LABEL_APART
from vbert_studio.ui.timeline.ticks import length_text, ticks_for, time_text
from vbert_studio.ui.timeline.tiers.masks import paint_what_if
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.viewport import Viewport

PLAYHEAD_REACH = 8  # pixels to either side of the playhead that it may paint
_HEAD = 5.0  # half the width of the playhead's head


def paint_moving(painter: QPainter, stage: Stage, marks: Marks, width: float) -> None:
    """Paint the marks over the still picture."""
    # At the very start half of the playhead's head stands over the header column.
    left = stage.header - _HEAD
    area = QRectF(left, 0, width - left, stage.layout.overview_top)
    painter.save()
    painter.setClipRect(area)
    painter.translate(stage.header, 0)
    canvas = stage.canvas(painter, stage.layout.overview_top)
    if not marks.board.state.is_empty:
        _what_if(painter, stage, marks)
    if marks.word is not None:
        _same_word(painter, stage, marks.word)
    if marks.selection is not None:
        _selection(canvas, *marks.selection)
    if marks.begun_s is not None:
        _begun(canvas, marks.begun_s, marks.playhead_s)
    if marks.selection is not None and marks.guide is None:
        _length(canvas, *marks.selection)
    if marks.hover_s is not None and marks.guide is None:
        _hover(canvas, marks.hover_s)
    _playhead(canvas, marks.playhead_s)
    if marks.guide is not None:
        _guide(canvas, marks)
    painter.restore()
    paint_headers(painter, stage, marks, width)
    _strip_marks(painter, stage, marks)
    _clock(painter, stage, marks)
    if marks.focused:
        _focus(painter, stage, width)


def _selection(canvas: Canvas, start_s: float, end_s: float) -> None:
    left, right = canvas.x_of(start_s), canvas.x_of(end_s)
    tint = QColor(canvas.scheme.accent)
    tint.setAlpha(56 if canvas.scheme.dark else 40)
    canvas.fill(left, RULER_HEIGHT, right - left, canvas.height - RULER_HEIGHT, tint)
    accent = canvas.scheme.accent
    thick = max(1, round(1.5 * canvas.dpr)) / canvas.dpr
    for x in (left, right - thick):
        canvas.fill(x, RULER_HEIGHT - 4, thick, canvas.height - RULER_HEIGHT + 4, accent)
    canvas.fill(left, RULER_HEIGHT - 4, right - left, 4, accent)


def _begun(canvas: Canvas, begun_s: float, playhead_s: float) -> None:
    """A stretch that grows with the playhead: hatched, so that it is no selection."""
    left, right = sorted((canvas.x_of(begun_s), canvas.x_of(playhead_s)))
    area = QRectF(left, RULER_HEIGHT, right - left, canvas.height - RULER_HEIGHT)
    tint = QColor(canvas.scheme.attention)
    tint.setAlpha(70)
    canvas.hatch(area, tint)
    thick = max(1, round(2 * canvas.dpr)) / canvas.dpr
    flag = canvas.scheme.attention
    canvas.fill(canvas.x_of(begun_s), RULER_HEIGHT - 6, thick, canvas.height, flag)
    canvas.fill(canvas.x_of(begun_s), RULER_HEIGHT - 6, 8, 6, flag)
    canvas.fill(left, RULER_HEIGHT - 2, right - left, 2, flag)


def _length(canvas: Canvas, start_s: float, end_s: float) -> None:
    """How long the selection is, on a tab in the ruler, when there is room for it."""
    left = max(canvas.x_of(start_s), 0.0)
    right = min(canvas.x_of(end_s), canvas.viewport.width)
    text = length_text(end_s - start_s)
    lettering = canvas.fonts.digits
    wide = lettering.width(text) + 12
    if wide > right - left:
        return
    x = round((left + right - wide) / 2)
    _tab(canvas, QRectF(x, 2, wide, RULER_HEIGHT - 6), text, canvas.scheme.accent)


def _hover(canvas: Canvas, t_s: float) -> None:
    line = QColor(canvas.scheme.text)
    line.setAlpha(70)
    canvas.upright(canvas.viewport.x_of(t_s), RULER_HEIGHT, canvas.height - RULER_HEIGHT, line)


def _same_word(painter: QPainter, stage: Stage, word: int) -> None:
    row, tier, track = stage.layout.row_of("tokens"), stage.tiers["tokens"], stage.content.tokens
    if row is not None and isinstance(tier, TokenTier) and isinstance(track, TokenTrack):
        _begin_row(painter, stage, row)
        tier.mark_word(stage.canvas(painter, row.height), track, word)
        painter.restore()


def _what_if(painter: QPainter, stage: Stage, marks: Marks) -> None:
    """What is hidden or filled in, over the items themselves."""
    for key in ITEM_TIERS:
        row = stage.layout.row_of(key)
        if row is not None and stage.tiers[key].absence(stage.content) is None:
            _begin_row(painter, stage, row)
            paint_what_if(stage.canvas(painter, row.height), stage.content, marks.board, key)
            painter.restore()


def _begin_row(painter: QPainter, stage: Stage, row: Row) -> None:
    """Paint on a tier from now on, as far as it is not scrolled away; ends with `restore`."""
    painter.save()
    high = stage.layout.overview_top - RULER_HEIGHT
    tiers = QRectF(0, RULER_HEIGHT, stage.viewport.width, high)
    painter.setClipRect(tiers, Qt.ClipOperation.IntersectClip)
    painter.translate(0, row.top)


def _guide(canvas: Canvas, marks: Marks) -> None:
    """Where the border would rest; dashed over the tiers and named when something holds it."""
    assert marks.guide is not None
    x = canvas.x_of(marks.guide.t_s)
    y = RULER_HEIGHT
    while marks.guide.held_by and y < canvas.height:
        canvas.fill(x, y, max(canvas.hairline, 1.0), 4, canvas.scheme.accent)
        y += 7
    start_s, end_s = marks.dragged or marks.selection or (0.0, 0.0)
    parts = (time_text(marks.guide.t_s, 0.001), marks.guide.held_by, length_text(end_s - start_s))
    _tag(canvas, x, "   ".join(filter(None, parts)))


def _tag(canvas: Canvas, x: float, text: str) -> None:
    wide = canvas.fonts.digits.width(text) + 12
    left = min(max(round(x - wide / 2), 0), max(0, round(canvas.viewport.width - wide)))
    _tab(canvas, QRectF(left, 2, wide, RULER_HEIGHT - 6), text, canvas.scheme.accent)


def _tab(canvas: Canvas, box: QRectF, text: str, ground: QColor) -> None:
    """A text on a ground of its own in the ruler; labels that it would cut are taken away."""
    _clear_labels(canvas, box)
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(ground)
    canvas.painter.drawRoundedRect(box, 3, 3)
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    lettering = canvas.fonts.digits
    top = box.top() + lettering.middle(box.height())
    lettering.draw(canvas.painter, box.left() + 6, top, text, canvas.scheme.accent_text)


def _clear_labels(canvas: Canvas, box: QRectF) -> None:
    ticks = ticks_for(canvas.viewport, LABEL_APART)
    lettering = canvas.fonts.digits
    for t_s in ticks.major.tolist():
        wide = lettering.width(time_text(t_s, ticks.step_s))
        label = QRectF(canvas.x_of(t_s) + 3, 1, wide + 2, RULER_HEIGHT - 10)
        if label.intersects(box):
            canvas.painter.fillRect(label, canvas.scheme.panel)


def _playhead(canvas: Canvas, t_s: float) -> None:
    """A line with a head in the ruler, between two hairlines of the background."""
    x = canvas.x_of(t_s)
    thick = max(1, round(canvas.dpr)) / canvas.dpr
    edge = QColor(canvas.scheme.panel)
    edge.setAlpha(170)
    high = canvas.height - RULER_HEIGHT
    canvas.fill(x - thick, RULER_HEIGHT, 3 * thick, high, edge)
    canvas.fill(x, RULER_HEIGHT - 8, thick, high + 8, canvas.scheme.playhead)
    middle = x + thick / 2
    corners = [
        QPointF(middle - _HEAD, RULER_HEIGHT - 11),
        QPointF(middle + _HEAD, RULER_HEIGHT - 11),
        QPointF(middle + _HEAD, RULER_HEIGHT - 7),
        QPointF(middle, RULER_HEIGHT - 1),
        QPointF(middle - _HEAD, RULER_HEIGHT - 7),
    ]
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.scheme.playhead)
    canvas.painter.drawPolygon(QPolygonF(corners))
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _strip_marks(painter: QPainter, stage: Stage, marks: Marks) -> None:
    """Playhead and selection in the overview strip."""
    painter.save()
    painter.translate(stage.header, stage.layout.overview_top)
    whole = Viewport.whole(stage.viewport.duration_s, stage.viewport.width)
    canvas = Canvas(painter, whole, OVERVIEW_HEIGHT, stage.dpr, stage.scheme, stage.fonts)
    if marks.selection is not None:
        left, right = (canvas.x_of(t_s) for t_s in marks.selection)
        canvas.fill(left, OVERVIEW_HEIGHT - 5, max(2.0, right - left), 3, stage.scheme.accent)
    thick = max(1, round(canvas.dpr)) / canvas.dpr
    x = canvas.x_of(marks.playhead_s)
    canvas.fill(x, 3, thick, OVERVIEW_HEIGHT - 6, stage.scheme.playhead)
    painter.restore()


def _clock(painter: QPainter, stage: Stage, marks: Marks) -> None:
    """The playhead's time, in the corner above the tiers' names."""
    lettering = stage.fonts.digits
    top = lettering.middle(RULER_HEIGHT)
    lettering.draw(painter, 12, top, time_text(marks.playhead_s, 0.01), stage.scheme.text)


def _focus(painter: QPainter, stage: Stage, width: float) -> None:
    thick = max(1, round(stage.dpr)) / stage.dpr
    painter.fillRect(QRectF(0, 0, width, thick), stage.scheme.accent)
