"""What moves over the names of the tiers: which one is chosen, and where a carried one would go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from vbert_studio.ui.timeline.layout import RULER_HEIGHT, Row
from vbert_studio.ui.timeline.stage import Marks, Stage

_BAR = 3.0  # width of the sign of the chosen tier
_LINE = 2.0  # height of the line where a carried tier would go
_DOT = 1.5
_GRIP = 12.0  # pixels from the right border of the names to the dots that say "carry me"


def paint_headers(painter: QPainter, stage: Stage, marks: Marks, width: float) -> None:
    """Paint over the still picture."""
    painter.save()
    high = stage.layout.overview_top - RULER_HEIGHT
    painter.setClipRect(QRectF(0, RULER_HEIGHT, width, high), Qt.ClipOperation.IntersectClip)
    chosen = None if marks.tier is None else stage.layout.row_of(marks.tier)
    if chosen is not None:
        _paint_chosen(painter, stage, chosen, focused=marks.focused)
    over = None if marks.header is None else stage.layout.row_of(marks.header)
    if over is not None:
        _paint_grip(painter, stage, over)
    if marks.carried is not None and chosen is not None:
        _paint_carried(painter, stage, chosen, marks.carried, width)
    painter.restore()


def _paint_chosen(painter: QPainter, stage: Stage, row: Row, *, focused: bool) -> None:
    colour = stage.scheme.accent if focused else stage.scheme.text_faint
    tint = QColor(colour)
    tint.setAlpha(36)
    painter.fillRect(QRectF(0, row.top, stage.header, row.height), tint)
    painter.fillRect(QRectF(0, row.top, _BAR, row.height - 1 / stage.dpr), colour)


def _paint_grip(painter: QPainter, stage: Stage, row: Row) -> None:
    """Six dots: this can be carried."""
    left = stage.header - _GRIP
    top = round(row.top + row.height / 2 - 2.5 * _DOT * 2)
    for column in range(2):
        for line in range(3):
            dot = QRectF(left + column * 4, top + line * 4, 2 * _DOT, 2 * _DOT)
            painter.fillRect(dot.adjusted(0.5, 0.5, -0.5, -0.5), stage.scheme.text_faint)


def _paint_carried(painter: QPainter, stage: Stage, row: Row, gap: int, width: float) -> None:
    veil = QColor(stage.scheme.panel)
    veil.setAlpha(150)
    painter.fillRect(QRectF(0, row.top, width, row.height), veil)
    rows = stage.layout.rows
    y = rows[gap].top if gap < len(rows) else rows[-1].bottom
    # Where the rows end the line would be cut in half.
    y = min(max(y - _LINE / 2, RULER_HEIGHT), stage.layout.overview_top - _LINE)
    painter.fillRect(QRectF(0, y, width, _LINE), stage.scheme.accent)
