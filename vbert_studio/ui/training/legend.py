"""What each line of a plot stands for, in as many rows as it takes: never over the curves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.ui.theme import Space, Type, font, theme

_SAMPLE = 22.0  # pixels of line in front of a name
_ROW = 16.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the plot: its name, how it is drawn, and the role of its colour."""

    title: str
    style: Qt.PenStyle
    role: str


class Legend(QWidget):
    """As wide as it may be, and as high as it then has to be; read out as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is explained."""
        return self._entries

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Explain these, in this order."""
        self._entries = entries
        self.setAccessibleName(", ".join(entry.title for entry in entries))
        self._take_height()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows at its present width."""
        places = self.places
        return QSize(0, round(places[-1].bottom()) if places else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the rows anew."""
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    @property
    def places(self) -> list[QRectF]:
        """Where each entry is."""
        metrics, left, top, found = QFontMetricsF(font(Type.CAPTION)), 0.0, 0.0, []
        for entry in self._entries:
            wide = _SAMPLE + Space.XS + metrics.horizontalAdvance(entry.title)
            if left and left + wide > self.width():
                left, top = 0.0, top + _ROW
            found.append(QRectF(left, top, wide, _ROW))
            left += wide + Space.M
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Every line with its name."""
        scheme, painter = theme().scheme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.CAPTION))
        for entry, place in zip(self._entries, self.places, strict=True):
            pen = QPen(getattr(scheme, entry.role), 1.6)
            pen.setStyle(entry.style)
            painter.setPen(pen)
            middle = place.center().y()
            painter.drawLine(QPointF(place.left(), middle), QPointF(place.left() + _SAMPLE, middle))
            painter.setPen(scheme.text_muted)
            name = place.adjusted(_SAMPLE + Space.XS, 0, 1, 0)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, entry.title)
