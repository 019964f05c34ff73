"""The still picture: header column, ruler, tiers and overview strip, painted once per view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TokenTrack
from vbert_studio.ui.timeline.layout import OVERVIEW_HEIGHT, RULER_HEIGHT, Row
from vbert_studio.ui.timeline.stage import Stage
from vbert_studio.ui.timeline.ticks import ticks_for, time_text
from vbert_studio.ui.timeline.tiers.sound import paint_waveform
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.viewport import Viewport

LABEL_APART = 84.0
LABEL_TOP = 2.0
_FRAMES_FROM = 5.0  # frames narrower than this get no tick of their own
STRIP_PAD = 6.0


def paint_still(painter: QPainter, stage: Stage, width: float) -> None:
    """Everything that does not move with the playhead."""
    whole = QRectF(0, 0, width, stage.layout.height)
    painter.fillRect(whole, stage.scheme.panel)
    _paint_beyond(painter, stage, width)
    _inside(painter, stage, QRectF(stage.header, 0, width - stage.header, RULER_HEIGHT), _ruler)
    for row in stage.layout.rows:
        _paint_row(painter, stage, row, width)
    _paint_header(painter, stage, width)
    _paint_strip(painter, stage, width)


def _inside(
    painter: QPainter, stage: Stage, area: QRectF, paint: Callable[[Canvas, Stage], None]
) -> None:
    painter.save()
    painter.setClipRect(area)
    painter.translate(area.topLeft())
    paint(stage.canvas(painter, area.height()), stage)
    painter.restore()


def _paint_beyond(painter: QPainter, stage: Stage, width: float) -> None:
    """What lies after the end of the video is no time at all: it has the colour of the window."""
    right = stage.header + stage.viewport.x_of(stage.content.duration_s)
    if right < width:
        area = QRectF(right, RULER_HEIGHT, width - right, stage.layout.overview_top - RULER_HEIGHT)
        painter.fillRect(area, stage.scheme.window)


def _ruler(canvas: Canvas, stage: Stage) -> None:
    scheme = canvas.scheme
    ticks = ticks_for(canvas.viewport, LABEL_APART)
    _frame_ticks(canvas, stage)
    for t_s in ticks.minor.tolist():
        canvas.upright(canvas.viewport.x_of(t_s), RULER_HEIGHT - 4, 4, scheme.outline)
    lettering = canvas.fonts.digits
    for t_s in ticks.major.tolist():
        x, text = canvas.x_of(t_s), time_text(t_s, ticks.step_s)
        canvas.upright(x, RULER_HEIGHT - 9, 9, scheme.text_faint)
        if x + 4 + lettering.width(text) <= canvas.viewport.width:
            lettering.draw(canvas.painter, x + 4, LABEL_TOP, text, scheme.text_muted)
    canvas.fill(0, RULER_HEIGHT - canvas.hairline, canvas.viewport.width, 1, scheme.outline)


def _frame_ticks(canvas: Canvas, stage: Stage) -> None:
    frames = stage.content.frame_starts
    if len(frames) < 2:
        return
    typical = (frames[-1] - frames[0]) / (len(frames) - 1)
    if typical / canvas.viewport.scale < _FRAMES_FROM:
        return
    first, last = frames.searchsorted([canvas.viewport.start_s, canvas.viewport.end_s])
    for t_s in frames[first:last].tolist():
        canvas.upright(canvas.viewport.x_of(t_s), RULER_HEIGHT - 2.5, 2.5, canvas.scheme.text_faint)


def _paint_row(painter: QPainter, stage: Stage, row: Row, width: float) -> None:
    tier = stage.tiers[row.key]
    area = QRectF(stage.header, row.top, width - stage.header, row.height)
    absence = tier.absence(stage.content)
    painter.save()
    painter.setClipRect(area)
    painter.translate(area.topLeft())
    canvas = stage.canvas(painter, row.height)
    if absence is None:
        tier.paint(canvas, stage.content)
    else:
        _paint_absence(canvas, absence)
    painter.restore()
    line = QRectF(0, row.bottom - 1 / stage.dpr, width, 1 / stage.dpr)
    painter.fillRect(line, stage.scheme.hairline)


def _paint_absence(canvas: Canvas, absence: Absence) -> None:
    canvas.fill(0, 0, canvas.viewport.width, canvas.height, canvas.scheme.gap)
    canvas.note(absence.text)


def _paint_header(painter: QPainter, stage: Stage, width: float) -> None:
    """The names of the tiers."""
    del width
    hairline = 1 / stage.dpr
    lettering = stage.fonts.caption
    for row in stage.layout.rows:
        title = lettering.elided(stage.tiers[row.key].title, stage.header - 20)
        top = row.top + min(lettering.middle(row.height), 16)
        lettering.draw(painter, 12, top, title, stage.scheme.text_muted)
    line = QRectF(stage.header - hairline, 0, hairline, stage.layout.overview_top)
    painter.fillRect(line, stage.scheme.hairline)


def _paint_strip(painter: QPainter, stage: Stage, width: float) -> None:
    """The overview: all of the video small, with a window around what is in view."""
    top = stage.layout.overview_top
    painter.fillRect(QRectF(0, top, width, stage.layout.height - top), stage.scheme.window)
    painter.fillRect(QRectF(0, top, width, 1 / stage.dpr), stage.scheme.outline)
    lettering = stage.fonts.caption
    lettering.draw(
        painter, 12, top + lettering.middle(OVERVIEW_HEIGHT), "Overview", stage.scheme.text_muted
    )
    area = QRectF(stage.header, top, width - stage.header, OVERVIEW_HEIGHT)
    _inside(painter, stage, area, _strip)


def _strip(canvas: Canvas, stage: Stage) -> None:
    whole = Viewport.whole(stage.content.duration_s, canvas.viewport.width)
    small = Canvas(canvas.painter, whole, canvas.height, canvas.dpr, canvas.scheme, canvas.fonts)
    _strip_content(small, stage)
    left = whole.x_of(stage.viewport.start_s)
    right = min(whole.x_of(stage.viewport.end_s), whole.width)
    if not stage.viewport.is_whole:
        _window(small, left, max(right, left + 6))


def _strip_content(canvas: Canvas, stage: Stage) -> None:
    high = canvas.height - 2 * STRIP_PAD
    tokens, sound = stage.content.tokens, stage.content.sound
    tier = stage.tiers.get("tokens")
    known = isinstance(tokens, TokenTrack) and tokens.waiting < len(tokens.leaves)
    if known and isinstance(tokens, TokenTrack) and isinstance(tier, TokenTier):
        colours = tier.colours(tokens, dark=canvas.scheme.dark)
        canvas.row(colours.columns(canvas.column_edges()), STRIP_PAD, high)
    elif not isinstance(sound, Absence):
        paint_waveform(canvas, sound, STRIP_PAD)
    else:
        canvas.fill(0, STRIP_PAD, canvas.viewport.width, high, canvas.scheme.gap)


def _window(canvas: Canvas, left: float, right: float) -> None:
    """Veil what is out of view and frame what is in view."""
    veil = QColor(canvas.scheme.window)
    veil.setAlpha(150)
    top, high = STRIP_PAD - 3, canvas.height - 2 * STRIP_PAD + 6
    left, right = canvas.aligned(left), canvas.aligned(right)
    canvas.fill(0, top, left, high, veil)
    canvas.fill(right, top, canvas.viewport.width - right, high, veil)
    edge = canvas.scheme.text_muted
    thick = max(1, round(1.5 * canvas.dpr)) / canvas.dpr
    canvas.fill(left, top, right - left, thick, edge)
    canvas.fill(left, top + high - thick, right - left, thick, edge)
    canvas.fill(left, top, thick, high, edge)
    canvas.fill(right - thick, top, thick, high, edge)
