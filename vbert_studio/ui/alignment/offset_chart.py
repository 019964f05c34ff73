"""How well the transcript fits when all of it is shifted: one bar per shift that was tried."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.jobs.requests import AlignmentAnswer, OffsetTried
from vbert_studio.ui.filmstrip.board import per_cent
from vbert_studio.ui.theme import Space, Type, font, theme
from vbert_studio.ui.translation import number_text, tr

_HEIGHT = 60
_LABELS = 16


class OffsetChart(QWidget):
    """The bars of one answer; the best is filled, the present one says so."""

    def __init__(self) -> None:
        super().__init__()
        self._answer: AlignmentAnswer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: AlignmentAnswer) -> None:
        """Show the shifts that were tried."""
        self._answer = answer
        self.setAccessibleName(tr("Fit of the transcript by shift"))
        told = (
            f"{number_text(one.seconds, '+.1f')} s {per_cent(one.mean_p)}" for one in answer.offsets
        )
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Low and wide."""
        return QSize(280, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Bars become narrow before they go."""
        return QSize(160, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Every bar with its shift below."""
        if self._answer is None or not self._answer.offsets:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.CAPTION))
        wide = self.width() / len(self._answer.offsets)
        every = max(1, round(44 / wide))
        for number, one in enumerate(self._answer.offsets):
            place = QRectF(number * wide, 0, wide, self.height())
            self._paint(painter, one, place, labelled=one.clips % every == 0)
        painter.end()

    def _paint(self, painter: QPainter, one: OffsetTried, place: QRectF, *, labelled: bool) -> None:
        assert self._answer is not None
        scheme = theme().scheme
        room = place.adjusted(Space.HAIR, 0, -Space.HAIR, -_LABELS)
        bar = QRectF(room)
        bar.setTop(room.bottom() - max(2.0, room.height() * one.mean_p))
        is_best = one == self._answer.best
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.accent if is_best else scheme.outline)
        painter.drawRect(bar)
        below = QRectF(place.left() - 30, room.bottom(), place.width() + 60, _LABELS)
        painter.setPen(scheme.text if is_best else scheme.text_muted)
        if one.clips == 0:
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, tr("now"))
        elif labelled:
            painter.drawText(
                below, Qt.AlignmentFlag.AlignCenter, f"{number_text(one.seconds, '+g')} s"
            )
