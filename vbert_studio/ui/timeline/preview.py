"""The card that shows what is under the pointer: a frame, a visual word, or a text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.parts.swatch import Swatch
from vbert_studio.ui.theme import RADIUS, Space, Type, theme
from vbert_studio.ui.timeline.facts import TokenFacts
from vbert_studio.ui.timeline.loops import Loops
from vbert_studio.ui.translation import tr, trn

FRAME_HEIGHT = 128
_TEXT_WIDTH = 360
_ABOVE = 8


class Preview(QWidget):
    """A card above everything else in the window; the pointer goes through it.

    Not a window of its own: window systems disagree on where those may stand.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._swatch = Swatch(12)
        self._title = label("", Type.DIGITS)
        self._side = label("", Type.CAPTION, tone="muted")
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.loops = Loops()
        self._text = label("", Type.BODY, wrap=True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._swatch)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.S)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addWidget(self._picture)
        layout.addLayout(head)
        layout.addWidget(self.loops)
        layout.addWidget(self._text)

    def show_frame(self, title: str, picture: QImage | None, aspect: float, at: QPoint) -> None:
        """The frame on screen at a time; its place is kept free until it has come."""
        size = QSize(round(FRAME_HEIGHT * aspect), FRAME_HEIGHT)
        self._picture.setPixmap(_framed(picture, size, self.devicePixelRatioF()))
        self._fill(title, "", "")
        self._picture.setVisible(True)
        self._pop_up(at)

    def show_token(self, clip: str, facts: TokenFacts, at: QPoint) -> None:
        """A visual word with what is known about it; its loops come by `loops.add`."""
        times = trn("used {count} time", "used {count} times", facts.uses)
        words = tr("Said with it: {join}", join=", ".join(facts.words)) if facts.words else ""
        self._fill(facts.title, f"{clip}, {times}", words)
        self._swatch.show_word(facts.path, facts.branching)
        self.loops.set_clips(len(facts.exemplars))
        self._pop_up(at)

    def show_text(self, title: str, side: str, text: str, at: QPoint) -> None:
        """A word or a sentence in full."""
        self._fill(title, side, text)
        self._pop_up(at)

    def _fill(self, title: str, side: str, text: str) -> None:
        self._title.setText(title)
        self._side.setText(side)
        self._side.setVisible(bool(side))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._text.setFixedWidth(
            min(_TEXT_WIDTH, self._text.fontMetrics().size(0, text).width() + 4)
        )
        self._swatch.show_word(None)
        self._picture.setVisible(False)
        self.loops.set_clips(0)

    def _pop_up(self, at: QPoint) -> None:
        """Above a point of the screen, in the middle, but never beyond the window's borders."""
        window = self._over.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.adjustSize()
        below = window.mapFromGlobal(at)
        above = below.y() - self.height() - _ABOVE
        left = max(0, min(below.x() - self.width() // 2, window.width() - self.width()))
        self.move(left, above if above >= 0 else below.y() + 3 * _ABOVE)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A card with round corners and a hairline."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().scheme.outline, 1))
        painter.setBrush(theme().scheme.raised)
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS
        )


def _framed(picture: QImage | None, size: QSize, dpr: float) -> QPixmap:
    if picture is None:
        shown = QPixmap(size * dpr)
        shown.fill(theme().scheme.gap)
    else:
        mode = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(picture.scaled(size * dpr, mode, smooth))
    shown.setDevicePixelRatio(dpr)
    return shown
