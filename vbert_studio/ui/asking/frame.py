"""The frame of a panel that asks: its controls, its answer or why there is none, who answered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import Tone, hairline, label, set_tone
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr

_NARROWEST = 300


@dataclass(frozen=True, slots=True)
class Empty:
    """Why there is no answer, and the button that changes that; `does` names what it does."""

    heading: str
    text: str
    action: str = ""
    does: str = ""


NO_VIDEO = Empty(tr("No video open"), tr("Choose a video in the library to ask about it."))
NO_TOKENS = Empty(
    tr("No visual tokens yet"),
    tr("The model reads a video as visual words. Reading the videos computes them."),
    tr("Read these videos"),
    "videos.read",
)


class QuestionFrame(QWidget):
    """Controls above, the body in the middle, a line below with the model and the export button.

    `seen` follows each time the panel comes into view, `action_wanted` the button of an empty
    panel, with the name of the command it stands for.
    """

    seen = Signal()
    action_wanted = Signal(str)

    def __init__(self, icon: str, first: Empty) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._empty_now = first
        self._focus_before: QWidget | None = None
        self.empty = EmptyPanel(icon, first.heading, first.text, first.action)
        self.empty.pressed.connect(lambda: self.action_wanted.emit(self._empty_now.does))
        self.note = label("", tone="muted", wrap=True)
        self.model_line = label("", Type.CAPTION, tone="muted", wrap=True)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.S)

    def lay_out(self, controls: QLayout, export: QWidget) -> None:
        """Put everything in its place; the body was filled before."""
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.body)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.model_line, 1)
        foot.addWidget(export, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        layout.setSpacing(Space.S)
        layout.addLayout(controls)
        layout.addWidget(hairline())
        layout.addWidget(pages, 1)
        layout.addWidget(self.note)
        layout.addLayout(foot)
        self.say("")
        self.show_model("", "")

    @property
    def is_empty(self) -> bool:
        """Whether the panel says why there is no answer."""
        return self._pages.currentWidget() is self.empty

    def show_empty(self, empty: Empty) -> None:
        """Say why there is no answer."""
        self._empty_now = empty
        self.empty.say(empty.heading, empty.text, empty.action)
        self._pages.setCurrentWidget(self.empty)
        self.say("")

    def show_body(self) -> None:
        """There is an answer."""
        self._pages.setCurrentWidget(self.body)
        before, self._focus_before = self._focus_before, None
        proxy = self.focusProxy()
        # What could not take the focus while it was hidden gets it now, unless the person went on.
        if before is not None and before is QApplication.focusWidget() and proxy is not None:
            proxy.setFocus()

    def take_focus(self) -> None:
        """Bring the keyboard here, at the latest when there is an answer."""
        self.setFocus()
        proxy = self.focusProxy()
        hidden = proxy is not None and not proxy.isVisible()
        self._focus_before = QApplication.focusWidget() if hidden else None

    def say(self, text: str, tone: Tone = "muted") -> None:
        """A sentence about the answer, or about what goes on; an empty one takes no room."""
        set_tone(self.note, tone)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_model(self, text: str, limits: str) -> None:
        """Who answered, and what it cannot know, which is longer."""
        self.model_line.setText(text)
        self.model_line.setToolTip(limits)
        self.model_line.setAccessibleDescription(limits)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask, if that was left because nobody looked."""
        super().showEvent(event)
        self.seen.emit()
