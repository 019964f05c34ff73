"""Keeps the panel of visual words in step with the project, and does what a person wants there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.book_choice import BookChoice
from vbert_studio.ui.words.chart import Mask
from vbert_studio.ui.words.choice import SORTINGS, Choice, counted, tree_of
from vbert_studio.ui.words.figure import card_figure, figure_of
from vbert_studio.ui.words.map_painting import Emphasis
from vbert_studio.ui.words.reader import Card, WordBook, WordReader
from vbert_studio.ui.words.tips import MapTips
from vbert_studio.ui.words.trail import Trail, place_after
from vbert_studio.ui.words.tree_delegate import TreeDelegate
from vbert_studio.ui.words.tree_model import TreeModel
from vbert_studio.ui.words.view import WordsView

if TYPE_CHECKING:
    from vbert_studio.jobs.words import WordList
    from vbert_studio.project import Project

_SHOWN = ("videos", "codebooks", "tokens", "exemplars", "clips", "word_names")
_SPOKEN = ("videos", "codebooks", "tokens", "clips", "transcripts", "sentences", "words")
_TOGETHER_MS = 250  # changes closer together than this are read once
_SHARE = 8  # and a large project, slow to read, is read for an eighth of the time at most
Here = Callable[[], tuple[int | None, float]]


class WordsPanel(QObject):
    """Controller of the words; `view` is its widget.

    `place_wanted(video, time)` follows whatever leads into a video, `shown` a word on the card,
    `said` tells what was done.
    """

    said = Signal(str)
    all_listed = Signal()  # there was nothing to clear
    place_wanted = Signal(int, float)
    loaded = Signal()
    shown = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = WordReader()
        self._book: WordBook | None = None
        self._choice = Choice()
        self._mask: Mask | None = None
        self._wanted: int | None = None
        self._trail = Trail()
        self._stale = True
        self._heard, self._counted = 0, -1  # changes of what is said, and those that are counted
        self._here: Here = lambda: (None, 0.0)
        self.model = TreeModel()
        self.figure = FigureButton(self._figure, self)
        self.card_figure = FigureButton(self._card_figure, self)
        self.view = WordsView(self.model, [self.figure.button], self.card_figure.button)
        self.books = BookChoice(session, self.view.browser.books, self)
        self._tips = MapTips(self.view.browser.map, self)
        self._again = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._connect()

    def _connect(self) -> None:
        session, browser, card = self._session, self.view.browser, self.view.card
        session.opened.connect(self._begin)
        session.closing.connect(self._empty)
        session.changed.connect(self._on_changed)
        self.figure.failed.connect(session.failed)
        self.card_figure.failed.connect(session.failed)
        self._again.timeout.connect(self.refresh)
        self.view.seen.connect(self._on_seen)
        self.view.unseen.connect(self._on_unseen)
        self.books.used.connect(self._show_at_once)
        self.books.said.connect(self.said)
        browser.changed.connect(self._choose_words)
        browser.chosen.connect(self._choose_place)
        browser.marked.connect(self._mark)
        browser.cleared.connect(self.clear_choice)
        browser.map.circled.connect(self._circle)
        card.named.connect(self._name)
        card.word_wanted.connect(self.choose)
        card.video_wanted.connect(self._go_to_video)
        card.said_wanted.connect(self._filter_said)
        card.exemplar_wanted.connect(self._go_to_exemplar)

    def follow(self, here: Here) -> None:
        """Who says which video is open, and where its playhead is."""
        self._here = here

    @property
    def words(self) -> WordList | None:
        """What there is to list."""
        return None if self._book is None else self._book.words

    # Reading

    @Slot()
    def _begin(self) -> None:
        self._stale = True
        self._heard += 1
        self._on_seen()

    @Slot()
    def _on_seen(self) -> None:
        if self._stale and self.view.isVisible() and self._session.is_open:
            self.refresh()

    @Slot()
    def _on_unseen(self) -> None:
        self._tips.hide()
        self._reader.forget()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._heard += changes.concerns(*_SPOKEN)
        if changes.concerns(*_SHOWN, *_SPOKEN):
            self._stale = True
            if self.view.isVisible() and not self._again.isActive():
                self._again.start()

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        if not self._session.is_open:
            return
        heard = self._heard
        known = self._book if heard == self._counted else None
        said = None if known is None else known.words.said
        self._stale = False

        def work(project: Project) -> tuple[WordBook | None, float, int]:
            began = time.monotonic()
            return self._reader.read_book(project, said), time.monotonic() - began, heard

        self._session.read("words", work, self._show, self._refuse)

    def _show(self, read: tuple[WordBook | None, float, int]) -> None:
        book, took_s, self._counted = read
        self._again.setInterval(max(_TOGETHER_MS, round(1000 * _SHARE * took_s)))
        before, self._book = self._book, book
        if book is None:
            self._say_what_is_next()
            return
        if before is None or before.words.codebook.id != book.words.codebook.id:
            self._choice = replace(self._choice, circled=None)
            self._trail = Trail()
            self.view.card.clear()
        self.books.show_books(book.codebooks)
        self._show_map(book)
        self._tips.use(self._session.project, book.words, self._reader)
        self.view.show_words()
        self._choose_words()
        self._open_wanted()
        self.loaded.emit()

    def _show_map(self, book: WordBook) -> None:
        delegate = self.view.browser.tree.itemDelegate()
        assert isinstance(delegate, TreeDelegate)
        delegate.branching = book.words.codebook.branching
        if book.map is not None:
            self.view.browser.map.show_items(book.map)
        elif book.no_map is not None:
            self._session.failed.emit(book.no_map)

    def _say_what_is_next(self) -> None:
        if self._session.read_only:
            self.view.show_empty(
                tr("No visual words yet"), tr("This project has not been read so far.")
            )
        else:
            self.view.show_empty(
                tr("No visual words yet"),
                tr(
                    "Reading the videos learns what this project's clips look like, and"
                    " lists it here."
                ),
                tr("Read these videos"),
            )
        self.loaded.emit()

    def _refuse(self, error: StudioError) -> None:
        self.view.show_empty(error.message, error.remedy)

    @Slot()
    def _show_at_once(self) -> None:
        """Somebody waits for the words of another codebook."""
        self._again.stop()
        self.refresh()

    @Slot()
    def _empty(self) -> None:
        """Be done with the project."""
        self._again.stop()
        self._tips.stop()
        self.view.card.exemplars.stop()
        self.view.card.clear()
        self._book, self._mask, self._wanted = None, None, None
        self._choice, self._trail, self._reader = Choice(), Trail(), WordReader()
        self.view.show_empty(tr("No project open"), "")

    # Which words are listed

    @Slot()
    def _choose_words(self) -> None:
        if self._book is None:
            return
        browser, words = self.view.browser, self._book.words
        choice = replace(
            self._choice,
            text=browser.filter.text(),
            kind=browser.kinds.currentText(),
            sorting=SORTINGS[browser.sortings.currentText()],
        )
        try:
            mask = choice.mask(words)
        except StudioError as error:
            browser.say(str(error), bad=True)
            return
        self._choice, self._mask = choice, mask
        self.model.show(words, tree_of(words, mask, choice.sorting))
        browser.listed(int(mask.sum()), counted(words, mask, choice), all_=choice.is_everything)
        browser.map.emphasise(Emphasis(mask))
        browser.show_current(self._place())

    @Slot(object)
    def _circle(self, circled: Mask) -> None:
        self._choice = replace(self._choice, circled=circled)
        self._choose_words()

    @Slot(object)
    def _mark(self, marked: Mask | None) -> None:
        if self._mask is not None:
            self.view.browser.map.emphasise(Emphasis(self._mask, marked))

    @Slot(object)
    def _filter_said(self, text: str) -> None:
        self.view.show_browser()
        query = f"said:{text}"
        self.view.browser.filter.setText(query)

    @Slot()
    def clear_choice(self) -> None:
        """Leave the name field; or list all words again; `all_listed` says that they were."""
        browser, card = self.view.browser, self.view.card
        if card.name.hasFocus():
            card.put_name_back()
            (card if self.view.is_on_card else browser.tree).setFocus()
            return
        if self.view.is_on_card:
            self.view.show_browser()
            return
        if self._choice.is_everything and not browser.filter.text():
            self.all_listed.emit()
            return
        self._choice = Choice(sorting=self._choice.sorting)
        browser.filter.clear()
        browser.kinds.setCurrentIndex(0)
        self._choose_words()

    def change_face(self) -> None:
        """The tree for the map or the other way round."""
        browser = self.view.browser
        if self.view.is_on_card:
            self.view.show_browser()
        elif browser.tree.isVisible() != browser.map.isVisible():
            browser.show_face("map" if browser.tree.isVisible() else "tree")
        (browser.map if browser.map.isVisible() else browser.tree).setFocus()

    # The word on the card

    @Slot(object)
    def choose(self, leaf: int) -> None:
        """Show a word of the current codebook."""
        self._wanted = leaf
        self._open_wanted()

    def open_clip(self, video_id: int, index: int) -> None:
        """Show the word of a clip, if it has one already."""

        def work(project: Project) -> int | None:
            tokens = project.tokens.load(video_id)
            return int(tokens[index]) if index < len(tokens) else None

        def show(leaf: int | None) -> None:
            if leaf is not None:
                self.view.show_card()
                self.choose(leaf)

        self._session.read("words-open", work, show)

    def step(self, by: int) -> None:
        """Back to the word that was shown before, or forward again."""
        if self._trail.step(by):
            self._open_wanted()

    @Slot(int)
    def _choose_place(self, place: int) -> None:
        if self._book is not None:
            self.choose(int(self._book.words.leaves[place]))

    def _place(self) -> int | None:
        """Where the word on the card stands in the list."""
        leaf = self._trail.leaf
        return None if leaf is None or self._book is None else self._book.words.place(leaf)

    def _open_wanted(self) -> None:
        """Read the card of what is wanted, or of what is shown already."""
        if self._book is None or not self._session.is_open:
            return
        words, leaf = self._book.words, self._wanted
        self._wanted = None
        if leaf is not None and words.place(leaf) is not None:
            self._trail.visit(leaf)
        shown = self._trail.leaf
        if shown is None:
            return
        self.view.browser.show_current(words.place(shown))
        reader = self._reader
        self._session.read("word", lambda p: reader.read_card(p, words, shown), self._show_card)

    def _show_card(self, card: Card) -> None:
        self.view.card.show_card(card, can_name=not self._session.read_only)
        self.shown.emit()

    @Slot(str)
    def _name(self, text: str) -> None:
        from vbert_studio.project.operations import NameWord

        card = self.view.card.card
        if card is not None and self._session.is_open and not self._session.read_only:
            self._session.edit(NameWord(card.words.codebook.id, card.facts.leaf, text))

    # Into the videos

    def go_to_place(self, *, back: bool) -> None:
        """The next clip with the word from the playhead on, or the one before."""
        card = self.view.card.card
        if card is not None and card.facts.places:
            video_id, at_s = self._here()
            place = place_after(card.facts.places, video_id, at_s, back=back)
            self.place_wanted.emit(place.video_id, place.start_s)

    @Slot(object)
    def _go_to_video(self, video_id: int) -> None:
        card = self.view.card.card
        if card is None:
            return
        places = [place for place in card.facts.places if place.video_id == video_id]
        here, at_s = self._here()
        place = place_after(places, here, at_s) if here == video_id else places[0]
        self.place_wanted.emit(place.video_id, place.start_s)

    @Slot(int)
    def _go_to_exemplar(self, number: int) -> None:
        card = self.view.card.card
        if card is not None and number < len(card.exemplars):
            shown = card.exemplars[number]
            self.place_wanted.emit(shown.video_id, shown.clip.start_s)

    def _figure(self) -> Figure | None:
        book, mask, folder = self._book, self._mask, self._session.folder
        if book is None or mask is None or folder is None:
            return None
        return figure_of(book.words, mask, self._choice, self.view.browser.faces, folder)

    def _card_figure(self) -> Figure | None:
        card, folder = self.view.card.card, self._session.folder
        if card is None or folder is None:
            return None
        return card_figure(card.facts, self.view.card.shown, folder)
