"""The panel of one clip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vbert_studio.ui.clip.bars import Bar, Bars
from vbert_studio.ui.clip.exemplars import ExemplarRows
from vbert_studio.ui.clip.facts import ClipFacts
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import heading, label
from vbert_studio.ui.parts.pages import FrontLayout
from vbert_studio.ui.parts.scrolling import ScrollingColumn
from vbert_studio.ui.parts.swatch import Swatch
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import tr

_NARROWEST = 304  # two exemplars side by side


class ClipView(QWidget):
    """A visual word with its exemplars, and the classes that the network itself sees.

    Args:
        export: the button that saves what is shown.
    """

    def __init__(self, export: QWidget) -> None:
        super().__init__()
        self.empty = EmptyPanel(
            "tokens",
            tr("No clip open"),
            tr("Double-click a visual token on the timeline to look at it closely."),
        )
        self._swatch = Swatch()
        self.title = label("", Type.STRONG)
        self.where = label("", Type.CAPTION, tone="muted", wrap=True)
        self.exemplars = ExemplarRows()
        self.words = label("", wrap=True)
        self.bars = Bars()
        self.note = label("", tone="muted", wrap=True)
        self._source = label("", Type.CAPTION, tone="muted", wrap=True)
        self._looks = heading(tr("Looks like"))
        self._said = heading(tr("Said with it"))
        self._lay_out(export)

    def _lay_out(self, export: QWidget) -> None:
        self.setMinimumWidth(_NARROWEST)
        self._scroll = ScrollingColumn()
        column = self._scroll.column
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._swatch)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        seen = heading(tr("What the network sees"))
        parts: tuple[QWidget, ...] = (self.where, self._looks, self.exemplars, self._said)
        for part in (*parts, self.words, seen, self.note, self.bars):
            column.addWidget(part)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.M, Space.XS, Space.S, Space.XS)
        foot.addWidget(self._source, 1)
        foot.addWidget(export, 0, Qt.AlignmentFlag.AlignBottom)
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)
        self._stack = FrontLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)

    @property
    def shown(self) -> QWidget:
        """All of it, also what is scrolled away."""
        shown = self._scroll.widget()
        assert shown is not None
        return shown

    def clear(self) -> None:
        """No clip is open."""
        self._stack.setCurrentWidget(self.empty)
        self.exemplars.clear()

    def show_facts(self, facts: ClipFacts) -> None:
        """Everything but the classes, which come later."""
        token = facts.token
        if token is None:
            self._swatch.show_word(None)
        else:
            self._swatch.show_word(token.path, token.branching)
        self.title.setText(tr("No visual token yet") if token is None else token.title)
        self.where.setText(_where(facts))
        self._looks.setVisible(token is not None and bool(token.exemplars))
        words = ", ".join(token.words) if token else ""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._said.setVisible(bool(words))
        self._source.setText("")
        self.say(tr("Looking…"))
        self._stack.setCurrentWidget(self._page)

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


def _where(facts: ClipFacts) -> str:
    span = tr(
        "{start} to {end}",
        start=time_text(facts.start_s, 0.1),
        end=time_text(facts.end_s, 0.1),
    )
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
