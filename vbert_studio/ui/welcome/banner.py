"""A quiet picture of what the program does: a row of clips, each with the colour of its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.theme import blend, theme, token_colour

# A made-up sentence of visual words; neighbours repeat, as they do in films.
_SENTENCE = ("51", "51", "53", "84", "84", "86", "1a", "1a", "12", "98", "98", "40", "a5", "a5")
_GAP = 4
_HEIGHT = 40


class Banner(QWidget):
    """Decoration only."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sentence, fading into the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scheme = theme().scheme
        width = (self.width() - _GAP * (len(_SENTENCE) - 1)) / len(_SENTENCE)
        for number, path in enumerate(_SENTENCE):
            fading = 1 - 0.75 * number / (len(_SENTENCE) - 1)
            painter.setBrush(blend(scheme.window, token_colour(path, scheme), fading))
            painter.drawRoundedRect(QRectF(number * (width + _GAP), 4, width, _HEIGHT - 8), 5, 5)
        painter.end()
