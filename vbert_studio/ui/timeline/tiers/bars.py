"""Bars from the foot of a tier, a column of device pixels each: one image, however many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from vbert_studio.ui.timeline.canvas import Canvas


def paint_bars(
    canvas: Canvas, share: npt.NDArray[np.float32], shades: Sequence[QColor], pad: float
) -> None:
    """Paint columns up to their share of the height, in the shade for it.

    Args:
        canvas: the tier.
        share: float32 (W,), 0 to 1 for each column; NaN is none.
        shades: from low to high.
        pad: logical pixels that stay free above and below.
    """
    table = np.array([shade.rgba() for shade in shades], np.uint32)
    known = ~np.isnan(share)
    level = np.where(known, share, 0.0)
    argb = table[np.minimum((level * len(table)).astype(np.int64), len(table) - 1)]  # (W,)
    high = max(1, round((canvas.height - 2 * pad) * canvas.dpr))
    rows = np.arange(high, 0, -1)[:, None]  # (H, 1)
    inked = known & (rows <= np.maximum(1, np.rint(level * high)))  # (H, W)
    area = QRectF(0, pad, canvas.column_count / canvas.dpr, high / canvas.dpr)
    canvas.picture(np.where(inked, argb, np.uint32(0)), area)
