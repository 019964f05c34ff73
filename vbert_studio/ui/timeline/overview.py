"""The overview strip: all of the video small, with a window around what is in view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.layout import OVERVIEW_HEIGHT
from vbert_studio.ui.timeline.stage import Stage
from vbert_studio.ui.timeline.tiers.sound import paint_waveform
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.viewport import Viewport
from vbert_studio.ui.translation import tr

_PAD = 6.0
_FRAME = 3.0  # how far the window reaches beyond the strip, above and below


class Overview:
    """Paints the strip. Its picture depends on no view, so it is kept until the video changes."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._made_of: tuple[TimelineContent, float, float, float, str] | None = None

    def paint(self, painter: QPainter, stage: Stage, width: float) -> None:
        """Paint the strip at the foot of the timeline."""
        top = stage.layout.overview_top
        scheme = stage.scheme
        painter.fillRect(QRectF(0, top, width, stage.layout.height - top), scheme.window)
        painter.fillRect(QRectF(0, top, width, 1 / stage.dpr), scheme.outline)
        caption = stage.fonts.caption
        y = top + caption.middle(OVERVIEW_HEIGHT)
        caption.draw(painter, 12, y, tr("Overview"), scheme.text_muted)
        painter.drawPixmap(QPointF(stage.header, top), self._strip(stage))
        if not stage.viewport.is_whole:
            painter.save()
            painter.translate(stage.header, top)
            _window(stage, stage.canvas(painter, OVERVIEW_HEIGHT))
            painter.restore()

    def _strip(self, stage: Stage) -> QPixmap:
        view = stage.viewport
        made_of = (stage.content, view.width, view.duration_s, stage.dpr, stage.scheme.name)
        if self._made_of is None or self._made_of[0] is not made_of[0]:
            self._made_of = None
        if self._made_of is None or self._made_of[1:] != made_of[1:]:
            self._picture, self._made_of = _strip(stage), made_of
        return self._picture


def _strip(stage: Stage) -> QPixmap:
    wide, high = stage.viewport.width * stage.dpr, OVERVIEW_HEIGHT * stage.dpr
    picture = QPixmap(round(wide), round(high))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(stage.dpr)
    painter = QPainter(picture)
    whole = Viewport.whole(stage.viewport.duration_s, stage.viewport.width)
    _content(stage.canvas(painter, OVERVIEW_HEIGHT, whole), stage)
    painter.end()
    return picture


def _content(canvas: Canvas, stage: Stage) -> None:
    """The tokens if there are any, else the sound, else nothing."""
    high = canvas.height - 2 * _PAD
    tokens, sound = stage.content.tokens, stage.content.sound
    tier = stage.tiers.get("tokens")
    if isinstance(tokens, TokenTrack) and tokens.known and isinstance(tier, TokenTier):
        colours = tier.colours(tokens, dark=canvas.scheme.dark)
        canvas.row(colours.columns(canvas.column_edges()), _PAD, high)
    elif not isinstance(sound, Absence):
        paint_waveform(canvas, sound, _PAD)
    else:
        canvas.fill(0, _PAD, canvas.viewport.width, high, canvas.scheme.gap)


def _window(stage: Stage, canvas: Canvas) -> None:
    """Veil what is out of view and frame what is in view."""
    whole = Viewport.whole(stage.viewport.duration_s, stage.viewport.width)
    left = canvas.aligned(whole.x_of(stage.viewport.start_s))
    right = canvas.aligned(min(whole.x_of(stage.viewport.end_s), whole.width))
    right = max(right, left + 6)
    veil = QColor(canvas.scheme.window)
    veil.setAlpha(150)
    top, high = _PAD - _FRAME, canvas.height - 2 * (_PAD - _FRAME)
    canvas.fill(0, top, left, high, veil)
    canvas.fill(right, top, whole.width - right, high, veil)
    edge = canvas.scheme.text_muted
    thick = max(1, round(1.5 * canvas.dpr)) / canvas.dpr
    canvas.fill(left, top, right - left, thick, edge)
    canvas.fill(left, top + high - thick, right - left, thick, edge)
    canvas.fill(left, top, thick, high, edge)
    canvas.fill(right - thick, top, thick, high, edge)
