"""The waveform, painted as an image: one pass of numpy, whatever the length of the sound."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, Sound, TimelineContent
from vbert_studio.ui.translation import tr

_PAD = 2.0


class SoundTier:
    """Lowest to highest sample of every column, around a middle line."""

    key = "sound"
    title = tr("Sound")
    height = 48.0
    least = 20.0
    grows = True
    at_first = True

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return content.sound if isinstance(content.sound, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        assert not isinstance(content.sound, Absence)
        there = QRectF(0, 0, canvas.x_of(content.duration_s), canvas.height)
        canvas.painter.setClipRect(there, Qt.ClipOperation.IntersectClip)
        paint_waveform(canvas, content.sound, _PAD)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`; a waveform has nothing to say in words."""
        del content, t_s
        return ""


def paint_waveform(canvas: Canvas, sound: Sound, pad: float) -> None:
    """Fill the canvas, less `pad` above and below, with the waveform of what is in view."""
    view = canvas.viewport
    lows, highs = sound.columns(view.start_s, view.scale / canvas.dpr, canvas.column_count)
    high = max(1, round((canvas.height - 2 * pad) * canvas.dpr))
    middle = (high - 1) / 2
    # At least the pixel of the middle line, so that silence is seen to be silence.
    top = np.minimum(np.floor(middle - highs * middle), middle // 1).astype(np.int16)  # (W,)
    bottom = np.maximum(np.ceil(middle - lows * middle), middle // 1).astype(np.int16)  # (W,)
    rows = np.arange(high, dtype=np.int16)[:, None]  # (H, 1)
    inked = (rows >= top) & (rows <= bottom)  # (H, W)
    argb = inked * np.uint32(canvas.scheme.waveform.rgba())
    area = QRectF(0, pad, canvas.column_count / canvas.dpr, high / canvas.dpr)
    canvas.picture(argb, area)
