"""What a panel shows while it has nothing to show: what it is for, and the button that fills it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.theme import Space, Type, icon_pixmap, theme

_PICTURE = 28
_WIDEST = 300
_ROOMY = 180


class EmptyPanel(QWidget):
    """An icon, a heading, one or two sentences and at most one button, in the middle."""

    pressed = Signal()

    def __init__(
        self, icon: str, heading: str, text: str, action: str = "", *, primary: bool = True
    ) -> None:
        super().__init__()
        self._icon = icon
        self._heading = label(heading, Type.STRONG)
        self._text = label(text, tone="muted", wrap=True)
        self.button = button(action, primary=primary)
        self._below = QWidget()
        self._below.setVisible(bool(action))
        self.button.clicked.connect(self.pressed)
        self._lay_out()
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addStretch(2)
        for part in (self._heading, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        below = QVBoxLayout(self._below)  # what is hidden takes its distance with it
        below.setContentsMargins(0, Space.M, 0, 0)
        below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._below)
        column.addStretch(3)
        # A holder of limited width: a wrapped label that is itself aligned gets too little height.
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(_WIDEST)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        layout.addStretch(1)
        layout.addWidget(holder, 1000)
        layout.addStretch(1)

    @property
    def heading(self) -> str:
        """The heading that is shown."""
        return self._heading.text()

    @property
    def text(self) -> str:
        """The sentences below it."""
        return self._text.text()

    def say(self, heading: str, text: str, action: str = "") -> None:
        """Change what is said; an empty `action` takes the button away."""
        self._heading.setText(heading)
        self._text.setText(text)
        self.button.setText(action)
        self._below.setVisible(bool(action))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture above the words, where there is room; so it never asks for any."""
        super().paintEvent(event)
        words = self._heading.mapTo(self, QPoint(0, 0)).y()
        top = words - _PICTURE - Space.S
        if self.height() >= _ROOMY and top >= 0:
            colour, ratio = theme().scheme.text_faint, self.devicePixelRatioF()
            picture = icon_pixmap(self._icon, colour, _PICTURE, ratio)
            QPainter(self).drawPixmap((self.width() - _PICTURE) // 2, top, picture)
