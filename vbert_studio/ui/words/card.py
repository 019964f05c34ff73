"""One visual word, looked at closely."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vbert_studio.errors import StudioError
from vbert_studio.project.operations.naming import LONGEST
from vbert_studio.ui.clip.exemplars import ExemplarRows
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import heading, icon_button, label
from vbert_studio.ui.parts.pages import FrontLayout
from vbert_studio.ui.parts.scrolling import ScrollingColumn
from vbert_studio.ui.parts.swatch import Swatch
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words import card_texts as texts
from vbert_studio.ui.words.link import Link
from vbert_studio.ui.words.links import Links
from vbert_studio.ui.words.reader import Card

_NARROWEST = 304  # two exemplars side by side


class WordCard(QWidget):
    """Shows a `Card`; says what a person wants, does nothing itself.

    `named(text)` follows Enter in the name field, and leaving it; `word_wanted(leaf)`,
    `video_wanted(id)`, `said_wanted(text)` and `exemplar_wanted(number)` follow the rows.

    Args:
        export: the button that saves what is shown.
    """

    named = Signal(str)
    word_wanted = Signal(object)
    video_wanted = Signal(object)
    said_wanted = Signal(object)
    exemplar_wanted = Signal(int)

    def __init__(self, export: QWidget) -> None:
        super().__init__()
        self._card: Card | None = None
        self.empty = EmptyPanel(
            "tokens",
            tr("No word chosen"),
            tr("Choose one in the tree or on the map, or double-click a token on the timeline."),
        )
        self.back_button = icon_button("codebook", tr("Back to the words"))
        self._swatch = Swatch()
        self.title = label("", Type.TITLE, wrap=True)
        self.where = label("", Type.CAPTION, tone="muted", wrap=True)
        self.name = QLineEdit(placeholderText=tr("Give it a name"), maxLength=LONGEST)
        self.name.setAccessibleName(tr("Name of the visual word"))
        self.exemplars = ExemplarRows()
        self.note = label("", Type.CAPTION, tone="muted", wrap=True)
        self.said = Links(tr("Said with it"))
        self.videos = Links(tr("Occurs in"))
        self.near = Links(tr("Looks most like"))
        self.before = Links(tr("Comes before it"))
        self.after = Links(tr("Comes after it"))
        self._headings: dict[Links, QLabel] = {}
        self._lay_out(export)
        self._connect()

    def _lay_out(self, export: QWidget) -> None:
        self.setMinimumWidth(_NARROWEST)
        self._scroll = ScrollingColumn()
        column = self._scroll.column
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (self.where, self.name, self.exemplars, self.note):
            column.addWidget(part)
        for rows in (self.said, self.videos, self.near, self.before, self.after):
            self._headings[rows] = heading(rows.accessibleName())
            column.addWidget(self._headings[rows])
            column.addWidget(rows)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.M, 0, Space.S, Space.XS)
        foot.addStretch(1)
        foot.addWidget(export)
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)
        self._stack = FrontLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._name)
        # Behind the name: the field would keep Ctrl+Z to itself, which now means the project.
        self.name.returnPressed.connect(self.setFocus)
        self.exemplars.chosen.connect(self.exemplar_wanted)
        self.said.followed.connect(self.said_wanted)
        self.videos.followed.connect(self.video_wanted)
        for rows in (self.near, self.before, self.after):
            rows.followed.connect(self.word_wanted)

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    @property
    def shown(self) -> QWidget:
        """All of the card, also what is scrolled away."""
        shown = self._scroll.widget()
        assert shown is not None
        return shown

    def clear(self) -> None:
        """No word is chosen."""
        self._card = None
        self.exemplars.clear()
        self._stack.setCurrentWidget(self.empty)

    def show_card(self, card: Card, *, can_name: bool) -> None:
        """Show a word; the same word read again keeps its place, its loops and what is typed."""
        before, self._card = self._card, card
        facts = card.facts
        same = before is not None and before.facts.leaf == facts.leaf
        self.title.setText(facts.name or tr("Visual word {path}", path=facts.path))
        self.where.setText(texts.summary(facts, card.words.codebook.name))
        self.name.setReadOnly(not can_name)
        self.name.setPlaceholderText(tr("Give it a name") if can_name else tr("It has no name"))
        if not (same and self.name.hasFocus() and self.name.isModified()):
            self.name.setText(facts.name)
        self._show_rows(card)
        if not same or before is None or len(before.exemplars) != len(card.exemplars):
            self._play(card)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
        self._swatch.show_word(facts.path, card.words.codebook.branching)
        self._stack.setCurrentWidget(self._page)

    def _play(self, card: Card) -> None:
        if card.exemplars:
            self.say("")
        elif card.facts.exemplars:
            self.say(tr("Its exemplars cannot be shown: the files of their videos are missing."))
        else:
            self.say(tr("No clip of this project shows it."))
        self.exemplars.play([shown.clip for shown in card.exemplars], self._refuse)

    def _show_rows(self, card: Card) -> None:
        facts, branching = card.facts, card.words.codebook.branching
        found: dict[Links, tuple[Link, ...]] = {
            self.said: texts.said_links(facts.said),
            self.videos: texts.video_links(facts.videos),
            self.near: texts.near_links(facts.near),
            self.before: texts.beside_links(facts.before, facts.uses),
            self.after: texts.beside_links(facts.after, facts.uses),
        }
        for rows, links in found.items():
            if links != rows.links:
                rows.show_links(links, branching)
            self._headings[rows].setVisible(bool(links))

    def say(self, text: str) -> None:
        """A remark below the exemplars."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def put_name_back(self) -> None:
        """Forget what was typed and not entered."""
        if self._card is not None:
            self.name.setText(self._card.facts.name)

    def _refuse(self, error: StudioError) -> None:
        self.say(str(error))

    @Slot()
    def _name(self) -> None:
        if self._card is not None and not self.name.isReadOnly():
            text = " ".join(self.name.text().split())
            self.name.setModified(False)
            if text != self._card.facts.name:
                self.named.emit(text)
