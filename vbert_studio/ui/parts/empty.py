"""What a panel shows while it has nothing to show: what it is for, and the button that fills it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.theme import Space, Type, icon_pixmap, theme

_PICTURE = 28
_WIDEST = 300


class EmptyPanel(QWidget):
    """An icon, a heading, one or two sentences and at most one button, in the middle."""

    pressed = Signal()

    def __init__(self, icon: str, heading: str, text: str, action: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._heading = label(heading, Type.STRONG)
        self._text = label(text, tone="muted", wrap=True)
        self.button = button(action, primary=True)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.pressed)
        self._lay_out()
        self._paint_picture()
        theme().changed.connect(self._paint_picture)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        layout.setSpacing(Space.XS)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addSpacing(Space.S)
        for part in (self._heading, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setMaximumWidth(_WIDEST)
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text.setMinimumWidth(180)
        layout.addSpacing(Space.M)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, heading: str, text: str, action: str = "") -> None:
        """Change what is said; an empty `action` takes the button away."""
        self._heading.setText(heading)
        self._text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _paint_picture(self) -> None:
        colour: QColor = theme().scheme.text_faint
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap(self._icon, colour, _PICTURE, ratio))
        self._picture.setFixedHeight(QSize(_PICTURE, _PICTURE).height())
