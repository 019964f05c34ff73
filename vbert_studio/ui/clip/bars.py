"""Names with their probabilities, as quiet bars."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.ui.theme import RADIUS_SMALL, Space, Type, font, theme

_ROW = 26
_PERCENT = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `share` is from 0 to 1, and told in per cent unless `figure` says something else."""

    name: str
    share: float
    figure: str = ""

    @property
    def percent(self) -> str:
        """The share in whole per cent; what is more than nothing never reads as 0."""
        if self.figure:
            return self.figure
        whole = round(100 * self.share)
        return f"{whole} %" if whole or not self.share else "< 1 %"


class Bars(QWidget):
    """Rows of a name over a bar with the figure at its right; read out as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these, in this order."""
        self._bars = bars
        self.setAccessibleName(", ".join(f"{bar.name} {bar.percent}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row for each."""
        return QSize(220, _ROW * len(self._bars))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Names give way, rows do not."""
        return QSize(140, _ROW * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Every row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.BODY))
        for number, bar in enumerate(self._bars):
            self._paint(painter, bar, QRectF(0, number * _ROW, self.width(), _ROW - Space.XS))

    def _paint(self, painter: QPainter, bar: Bar, row: QRectF) -> None:
        scheme = theme().scheme
        track = row.adjusted(0, 0, -_PERCENT, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.sunken)
        painter.drawRoundedRect(track, RADIUS_SMALL, RADIUS_SMALL)
        filled = QRectF(track)
        filled.setWidth(max(3.0, track.width() * bar.share))
        painter.setBrush(scheme.selection)
        painter.drawRoundedRect(filled, RADIUS_SMALL, RADIUS_SMALL)
        inside = track.adjusted(Space.S, 0, -Space.S, 0)
        name = painter.fontMetrics().elidedText(
            bar.name, Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.setPen(scheme.text)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(scheme.text_muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, right, bar.percent)
