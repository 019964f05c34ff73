"""A bar that says what went wrong and what to do, without taking the window away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vbert_studio.errors import StudioError
from vbert_studio.ui.parts.labels import button, icon_button, label
from vbert_studio.ui.theme import Space, Type, blend, icon_pixmap, theme
from vbert_studio.ui.translation import tr


class NoticeBar(QWidget):
    """Shows the latest `StudioError`, or a question with one button."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._message = label("", Type.STRONG, wrap=True)
        self._remedy = label("", Type.BODY, "muted", wrap=True)
        self.button = button("")
        self.button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        close = icon_button("close", tr("Hide this message"), self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._message)
        texts.addWidget(self._remedy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.M)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(self.button)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self._paint_picture)
        self._paint_picture()
        self.hide()

    @property
    def text(self) -> str:
        """What is said right now."""
        return f"{self._message.text()} {self._remedy.text()}".strip()

    @Slot(object)
    def say_error(self, error: StudioError) -> None:
        """Show what went wrong and the remedy."""
        self.say(error.message, error.remedy)

    def say(
        self,
        message: str,
        remedy: str = "",
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; with an `action` also a button, which does something about it."""
        self._action = do
        self._message.setText(message)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.show()

    @Slot()
    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    @Slot()
    def _paint_picture(self) -> None:
        colour = theme().scheme.attention
        self._picture.setPixmap(icon_pixmap("attention", colour, 18, self.devicePixelRatioF()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A tint of the attention colour, and a hairline below."""
        scheme = theme().scheme
        painter = QPainter(self)
        painter.fillRect(self.rect(), blend(scheme.panel, scheme.attention, 0.10))
        painter.fillRect(0, self.height() - 1, self.width(), 1, scheme.hairline)
        painter.end()
