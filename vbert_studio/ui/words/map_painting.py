"""Paints the map: the discs as one picture, what changes with the pointer on top of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from vbert_studio.ui.theme import Scheme, Space, Type, font
from vbert_studio.ui.words.chart import Chart, Mask
from vbert_studio.ui.words.map_items import Bytes, Floats, MapItems
from vbert_studio.ui.words.splat import splat

_FAINT = 0.82  # how much of the ground is mixed into words that are not meant
_PALE = 0.35  # and into words that nobody uses
_MOST_LABELS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Emphasis:
    """Which words are meant.

    Attributes:
        shown: bool (L,), those that the filter leaves.
        marked: bool (L,), those that are selected in the tree; None for no selection.
    """

    shown: Mask
    marked: Mask | None = None

    @property
    def meant(self) -> Mask:
        """Those that stand out."""
        return self.shown if self.marked is None else self.shown & self.marked


def discs(
    items: MapItems, emphasis: Emphasis, colours: Bytes, chart: Chart, scheme: Scheme, dpr: float
) -> QImage:
    """All words as a picture of the chart's size."""
    panel = scheme.panel
    ground = np.array([panel.red(), panel.green(), panel.blue()], np.uint8)
    meant = emphasis.meant
    fade = np.where(meant, np.where(items.uses > 0, 0.0, _PALE), _FAINT)[:, None]  # (L, 1)
    mixed = np.rint(colours * (1 - fade) + ground * fade).astype(np.uint8)
    size = (max(1, round(chart.height * dpr)), max(1, round(chart.width * dpr)))
    places, radii = chart.pixels(items.points) * dpr, items.radii(chart.depth) * dpr
    pixels = splat(size, places, radii, mixed, ground, ~meant)
    return _image(pixels, dpr)


def _image(pixels: NDArray[np.uint32], dpr: float) -> QImage:
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(dpr)
    return image


def ring(painter: QPainter, at: Floats, radius: float, colour: QColor, width: float) -> None:
    """A circle around a word, (x, y)."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(float(at[0]), float(at[1])), radius + 2.5, radius + 2.5)


def names(
    painter: QPainter, items: MapItems, emphasis: Emphasis, chart: Chart, scheme: Scheme
) -> None:
    """The names that have room beside their words, those used most first."""
    painter.setFont(font(Type.CAPTION))
    metrics = painter.fontMetrics()
    taken: list[QRectF] = []
    wanted = [place for place in items.labelled if emphasis.meant[place]]
    pixels, radii = chart.pixels(items.points[wanted]), items.radii(chart.depth)
    whole = QRectF(0, 0, chart.width, chart.height)
    for place, (x, y) in zip(wanted, pixels.tolist(), strict=True):
        text = items.names[place]
        room = QRectF(x + radii[place] + 6, y - metrics.height() / 2, 0, metrics.height())
        room.setWidth(metrics.horizontalAdvance(text) + 2)
        if not whole.contains(room) or any(room.intersects(other) for other in taken):
            continue
        taken.append(room.adjusted(-2, 0, 2, 0))
        _outlined(painter, room, text, scheme)
        if len(taken) >= _MOST_LABELS:
            return


def _outlined(painter: QPainter, room: QRectF, text: str, scheme: Scheme) -> None:
    """Readable on any disc: a veil of the ground behind the letters."""
    veil = QColor(scheme.panel)
    veil.setAlpha(150)
    painter.fillRect(room, veil)
    painter.setPen(scheme.text)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def lasso(painter: QPainter, loop: list[QPointF], scheme: Scheme) -> None:
    """The line that is being drawn around words."""
    inside = QColor(scheme.accent)
    inside.setAlpha(28)
    painter.setPen(QPen(scheme.accent, 1.5))
    painter.setBrush(inside)
    painter.drawPolygon(QPolygonF(loop))


def note(painter: QPainter, text: str, chart: Chart, scheme: Scheme) -> None:
    """What the plane is, in the corner."""
    painter.setFont(font(Type.CAPTION))
    room = QRectF(Space.S, chart.height - Space.XL, chart.width - 2 * Space.S, Space.L)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    veil = QColor(scheme.panel)
    veil.setAlpha(200)
    room.setWidth(painter.fontMetrics().horizontalAdvance(shown) + 2)
    painter.fillRect(room, veil)
    painter.setPen(scheme.text_muted)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
