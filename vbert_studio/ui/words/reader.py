"""Reads visual words out of a project, in threads; keeps the codebook while it is looked at."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.errors import StudioError
from vbert_studio.jobs.words import WordFacts, WordList, list_words, word_facts
from vbert_studio.ui.filmstrip.exemplars import ExemplarClip, ExemplarReader
from vbert_studio.ui.masking.board import percent
from vbert_studio.ui.timeline.facts import TokenFacts
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.map_items import MapItems

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import CodebookRow
    from vbert_studio.project.said import Said
    from vbert_studio.visual.codebook import Codebook
    from vbert_studio.visual.word_map import WordMap

_EXEMPLARS = 4
_SAID = 6


@dataclass(frozen=True, slots=True, eq=False)
class WordBook:
    """The words of the current codebook, and their map; without one, why there is none.

    `codebooks` are all there are, oldest first.
    """

    codebooks: tuple[CodebookRow, ...]
    words: WordList
    map: MapItems | None
    no_map: StudioError | None


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A clip that plays, and where it is."""

    clip: ExemplarClip
    video_id: int


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One word with everything that its card shows."""

    words: WordList
    facts: WordFacts
    exemplars: tuple[Shown, ...]


class WordReader:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._book: tuple[int, Codebook] | None = None
        self._map: tuple[int, WordMap] | None = None

    def forget(self) -> None:
        """Let the codebook go, which may be a hundred megabytes; the map stays."""
        with self._lock:
            self._book = None

    def read_book(self, project: Project, said: Said | None) -> WordBook | None:
        """The words and the map; None without a codebook."""
        if project.codebooks.current() is None:
            return None
        books, words = tuple(project.codebooks.all()), list_words(project, said=said)
        try:
            return WordBook(books, words, self._items(words), None)
        except StudioError as error:
            return WordBook(books, words, None, error)

    def _items(self, words: WordList) -> MapItems:
        from vbert_studio.visual.word_map import word_map

        row = words.codebook
        if self._map is None or self._map[0] != row.id:
            self._map = (row.id, word_map(self._codebook(row)))
        found = self._map[1]
        places = {leaf: words.place(leaf) for leaf in words.names}
        return MapItems(
            found.points.astype(np.float64),
            words.uses,
            words.paths,
            {at: words.names[leaf] for leaf, at in places.items() if at is not None},
            row.branching,
            tr(
                "The two main directions: {share} of how the words differ",
                share=percent(found.explained),
            ),
        )

    def _codebook(self, row: CodebookRow) -> Codebook:
        """Raises CodebookError."""
        from vbert_studio.visual.codebook import Codebook

        with self._lock:
            if self._book is None or self._book[0] != row.id:
                self._book = (row.id, Codebook.load(row.folder))
            return self._book[1]

    def read_card(self, project: Project, words: WordList, leaf: int) -> Card:
        """Everything about a word."""
        try:
            book = self._codebook(words.codebook)
        except StudioError:
            book = None  # the list says so already
        facts = word_facts(project, words, leaf, book)
        return Card(words, facts, _exemplars(project, facts))

    def read_tip(self, project: Project, words: WordList, place: int) -> TokenFacts:
        """What the card over the map shows of a word."""
        leaf = int(words.leaves[place])
        return TokenFacts(
            leaf,
            words.paths[place],
            words.codebook.branching,
            int(words.uses[place]),
            tuple(word.text for word in words.said.telling(leaf, _SAID)),
            ExemplarReader(project).read(leaf, 2),
            words.name(place),
        )


def _exemplars(project: Project, facts: WordFacts) -> tuple[Shown, ...]:
    reader = ExemplarReader(project)
    clips = ((reader.clip(e.video_id, e.clip), e.video_id) for e in facts.exemplars)
    found = [Shown(clip, video_id) for clip, video_id in clips if clip is not None]
    return tuple(found[:_EXEMPLARS])
