"""The still picture: header column, ruler, tiers and overview strip, painted once per view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence
from vbert_studio.ui.timeline.layout import RULER_HEIGHT, Row
from vbert_studio.ui.timeline.overview import Overview
from vbert_studio.ui.timeline.stage import Stage
from vbert_studio.ui.timeline.ticks import ticks_for, time_text

LABEL_APART = 84.0
LABEL_TOP = 2.0
_FRAMES_FROM = 5.0  # frames narrower than this get no tick of their own


def paint_still(painter: QPainter, stage: Stage, overview: Overview, width: float) -> None:
    """Everything that does not move with the playhead."""
    whole = QRectF(0, 0, width, stage.layout.height)
    painter.fillRect(whole, stage.scheme.panel)
    _paint_beyond(painter, stage, width)
    _paint_ruler(painter, stage, width)
    tiers = QRectF(0, RULER_HEIGHT, width, stage.layout.overview_top - RULER_HEIGHT)
    painter.save()
    painter.setClipRect(tiers)
    for row in stage.layout.rows:
        if row.bottom > tiers.top() and row.top < tiers.bottom():
            _paint_row(painter, stage, row, width)
    _paint_header(painter, stage)
    painter.restore()
    overview.paint(painter, stage, width)


def _paint_beyond(painter: QPainter, stage: Stage, width: float) -> None:
    """What lies after the end of the video is no time at all: it has the colour of the window."""
    right = stage.header + stage.viewport.x_of(stage.content.duration_s)
    if right < width:
        area = QRectF(right, RULER_HEIGHT, width - right, stage.layout.overview_top - RULER_HEIGHT)
        painter.fillRect(area, stage.scheme.window)


def _paint_ruler(painter: QPainter, stage: Stage, width: float) -> None:
    area = QRectF(stage.header, 0, width - stage.header, RULER_HEIGHT)
    painter.save()
    painter.setClipRect(area)
    painter.translate(area.topLeft())
    _ruler(stage.canvas(painter, RULER_HEIGHT), stage)
    painter.restore()


def _ruler(canvas: Canvas, stage: Stage) -> None:
    scheme = canvas.scheme
    ticks = ticks_for(canvas.viewport, LABEL_APART)
    _frame_ticks(canvas, stage)
    canvas.uprights(ticks.minor, RULER_HEIGHT - 4, 4, scheme.outline)
    canvas.uprights(ticks.major, RULER_HEIGHT - 9, 9, scheme.text_faint)
    lettering = canvas.fonts.digits
    lettering.begin(canvas.painter, scheme.text_muted)
    for t_s in ticks.major.tolist():
        x, text = canvas.x_of(t_s) + 4, time_text(t_s, ticks.step_s)
        if x + lettering.width(text) + 4 <= canvas.viewport.width:
            lettering.write(canvas.painter, x, LABEL_TOP, text)
    canvas.fill(0, RULER_HEIGHT - canvas.hairline, canvas.viewport.width, 1, scheme.outline)


def _frame_ticks(canvas: Canvas, stage: Stage) -> None:
    """Small ticks where the picture changes, once a frame is wide enough."""
    frames = stage.content.frame_starts
    if len(frames) < 2:
        return
    typical = (frames[-1] - frames[0]) / (len(frames) - 1)
    if typical / canvas.viewport.scale >= _FRAMES_FROM:
        first, last = frames.searchsorted([canvas.viewport.start_s, canvas.viewport.end_s])
        canvas.uprights(frames[first:last], RULER_HEIGHT - 2.5, 2.5, canvas.scheme.text_faint)


def _paint_row(painter: QPainter, stage: Stage, row: Row, width: float) -> None:
    tier = stage.tiers[row.key]
    area = QRectF(stage.header, row.top, width - stage.header, row.height)
    absence = tier.absence(stage.content)
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
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


def _paint_header(painter: QPainter, stage: Stage) -> None:
    """The names of the tiers."""
    hairline = 1 / stage.dpr
    lettering = stage.fonts.caption
    for row in stage.layout.rows:
        title = lettering.elided(stage.tiers[row.key].title, stage.header - 20)
        top = row.top + min(lettering.middle(row.height), 16)
        lettering.draw(painter, 12, top, title, stage.scheme.text_muted)
    line = QRectF(stage.header - hairline, 0, hairline, stage.layout.overview_top)
    painter.fillRect(line, stage.scheme.hairline)
