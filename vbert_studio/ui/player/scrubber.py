"""The thin bar that shows how far the film is, and that the person drags along."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.timecode import timecode
from vbert_studio.ui.theme import Space, theme
from vbert_studio.ui.translation import tr

_HEIGHT = 16
_TRACK = 3
_KNOB = 10


class Scrubber(QWidget):
    """The whole film from left to right; every pixel of a drag is a seek, the latest wins."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._hovered = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Position in the film"))
        for signal in (
            player.position_changed,
            player.loop_changed,
            player.opened,
            player.closed,
        ):
            signal.connect(self._refresh)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(200, _HEIGHT)

    def _refresh(self) -> None:
        self.setEnabled(self._player.is_open)
        self.update()

    def x_of(self, t_s: float) -> float:
        """Where a moment lies."""
        share = t_s / self._player.duration_s if self._player.duration_s else 0.0
        return Space.S + share * self._length()

    def time_at(self, x: float) -> float:
        """The moment that lies there, within the film."""
        share = (x - Space.S) / self._length()
        return min(max(0.0, share), 1.0) * self._player.duration_s

    def _length(self) -> float:
        return max(1.0, self.width() - 2 * Space.S)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._player.seek(self.time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go along, or tell the time under the pointer."""
        t_s = self.time_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._player.seek(t_s)
        QToolTip.showText(event.globalPosition().toPoint(), timecode(t_s), self)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the knob larger."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Show the knob smaller."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The track, the loop, what was played, and the knob."""
        del event
        scheme = theme().scheme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._bar(painter, Space.S, Space.S + self._length(), _TRACK, scheme.pressed)
        if self._player.is_open:
            here = self.x_of(self._player.position)
            self._bar(painter, Space.S, here, _TRACK, scheme.accent)
            if self._player.loop is not None:
                start, end = (self.x_of(t) for t in self._player.loop)
                self._bar(painter, start, end, 3 * _TRACK, _clear(scheme.accent))
            size = _KNOB if self._hovered else _KNOB * 0.8
            painter.setBrush(scheme.accent)
            painter.drawEllipse(QRectF(here - size / 2, (_HEIGHT - size) / 2, size, size))
        painter.end()

    @staticmethod
    def _bar(painter: QPainter, left: float, right: float, thick: float, colour: QColor) -> None:
        painter.setBrush(colour)
        area = QRectF(left, (_HEIGHT - thick) / 2, max(0.0, right - left), thick)
        painter.drawRoundedRect(area, thick / 2, thick / 2)


def _clear(colour: QColor) -> QColor:
    """The same colour, to see through."""
    result = QColor(colour)
    result.setAlphaF(0.35)
    return result
