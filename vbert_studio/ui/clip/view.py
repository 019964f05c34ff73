"""The panel of one clip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.clip.bars import Bar, Bars
from vbert_studio.ui.clip.exemplars import ExemplarRows
from vbert_studio.ui.clip.facts import ClipFacts
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.theme import Space, Type, theme, token_colour
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import tr

_SWATCH = 14
_NARROWEST = 304  # two exemplars side by side


class ClipView(QWidget):
    """A visual word with its exemplars, and the classes that the network itself sees."""

    def __init__(self) -> None:
        super().__init__()
        self._path: str | None = None
        self.empty = EmptyPanel(
            "tokens",
            tr("No clip open"),
            tr("Double-click a visual token on the timeline to look at it closely."),
        )
        self._swatch = QLabel()
        self.title = label("", Type.STRONG)
        self.where = label("", Type.CAPTION, tone="muted", wrap=True)
        self.exemplars = ExemplarRows()
        self.words = label("", wrap=True)
        self.bars = Bars()
        self.note = label("", tone="muted", wrap=True)
        self._source = label("", Type.CAPTION, tone="muted", wrap=True)
        self._looks = _heading(tr("Looks like"))
        self._said = _heading(tr("Said with it"))
        self._lay_out()
        theme().changed.connect(self._paint_swatch)

    def _lay_out(self) -> None:
        self.setMinimumWidth(_NARROWEST)
        content = QWidget()
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.L)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._swatch)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        seen = _heading(tr("What the network sees"))
        parts: tuple[QWidget, ...] = (self.where, self._looks, self.exemplars, self._said)
        for part in (*parts, self.words, seen, self.note, self.bars, self._source):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)

    def clear(self) -> None:
        """No clip is open."""
        self._stack.setCurrentWidget(self.empty)
        self.exemplars.clear()

    def show_facts(self, facts: ClipFacts) -> None:
        """Everything but the classes, which come later."""
        token = facts.token
        self._path = None if token is None else token.path
        self.title.setText(tr("No visual token yet") if token is None else token.title)
        self.where.setText(_where(facts))
        self._looks.setVisible(token is not None and bool(token.exemplars))
        words = ", ".join(token.words) if token else ""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._said.setVisible(bool(words))
        self._source.setText("")
        self.say(tr("Looking…"))
        self._paint_swatch()
        self._stack.setCurrentWidget(self._scroll)

    def show_classes(self, bars: tuple[Bar, ...], source: str) -> None:
        """The classes, with a line that says whose they are."""
        self.bars.show_bars(bars)
        self.note.setVisible(False)
        self._source.setText(source)

    def say(self, text: str) -> None:
        """A sentence in place of the classes."""
        self.bars.show_bars(())
        self.note.setText(text)
        self.note.setVisible(True)

    def _paint_swatch(self) -> None:
        self._swatch.setVisible(self._path is not None)
        if self._path is None:
            return
        ratio = self.devicePixelRatioF()
        side = round(_SWATCH * ratio)
        shown = QPixmap(side, side)
        shown.fill(token_colour(self._path, theme().scheme))
        shown.setDevicePixelRatio(ratio)
        self._swatch.setPixmap(shown)


def _heading(text: str) -> QLabel:
    result = label(text, Type.CAPTION, tone="muted")
    result.setContentsMargins(0, Space.S, 0, 0)
    return result


def _where(facts: ClipFacts) -> str:
    span = f"{time_text(facts.start_s, 0.1)} to {time_text(facts.end_s, 0.1)}"
    parts = [
        tr("{stem}, clip {value}, {span}", stem=facts.video.stem, value=facts.index + 1, span=span)
    ]
    if facts.partial:
        parts.append(tr("padded at the end"))
    if facts.token is not None:
        uses = facts.token.uses
        parts.append(
            tr("this word is used once")
            if uses == 1
            else tr("this word is used {uses} times", uses=uses)
        )
    return "; ".join(parts)
