"""Measured and laid-out texts, kept: a timeline draws the same few words again and again."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText

_KEPT = 4096
_LEAST = 2  # a letter and its ellipsis tell nothing


class Lettering:
    """One font of the timeline, with what it costs to measure and lay out texts remembered."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self.line_height = self.metrics.height()
        self._static = lru_cache(_KEPT)(self._lay_out)
        self._width = lru_cache(_KEPT)(self._measure)
        self._begun = lru_cache(_KEPT)(self._begin)
        self._lines = lru_cache(_KEPT)(self._wrap)

    def _measure(self, text: str) -> float:
        # A method of Qt's given to `lru_cache` would have its documentation looked up, which PySide
        # takes 60 ms to get ready for.
        return self.metrics.horizontalAdvance(text)

    def width(self, text: str) -> float:
        """The width of a text in logical pixels."""
        return self._width(text)

    def draw(self, painter: QPainter, x: float, top: float, text: str, colour: QColor) -> None:
        """Draw one line whose upper left corner is at (x, top)."""
        self.begin(painter, colour)
        self.write(painter, x, top, text)

    def begin(self, painter: QPainter, colour: QColor) -> None:
        """Have the next `write` use this font and colour: worth it before many short texts."""
        painter.setFont(self.font)
        painter.setPen(colour)

    def write(self, painter: QPainter, x: float, top: float, text: str) -> None:
        """Draw one line as `begin` said."""
        painter.drawStaticText(QPointF(x, top), self._static(text))

    def middle(self, height: float, lines: int = 1) -> float:
        """Where lines of text begin that stand in the middle of a height."""
        return round((height - lines * self.line_height) / 2)

    def elided(self, text: str, width: float) -> str:
        """The text, shortened with an ellipsis when it is wider than `width`."""
        if self.width(text) <= width:
            return text
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def begun(self, text: str, width: float) -> str:
        """As many first letters as there is room for, with an ellipsis; "" instead of only one."""
        return self._begun(text, int(width))

    def _begin(self, text: str, width: int) -> str:
        shown = self.elided(text, width)
        return shown if len(shown) > _LEAST else ""

    def wrapped(self, text: str, width: float, lines: int) -> tuple[str, ...]:
        """The text in at most so many lines, the last one shortened if it must be."""
        return self._lines(text, int(width), lines)

    def _wrap(self, text: str, width: int, lines: int) -> tuple[str, ...]:
        done: list[str] = []
        rest = text.split()
        while rest and len(done) < lines - 1:
            count = 1
            while count < len(rest) and self.width(" ".join(rest[: count + 1])) <= width:
                count += 1
            done.append(self.elided(" ".join(rest[:count]), width))
            rest = rest[count:]
        return (*done, self.elided(" ".join(rest), width)) if rest else tuple(done)

    def _lay_out(self, text: str) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(font=self.font)
        return static
