"""The card over the map: what the word under the pointer looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QImage

from vbert_studio.jobs.words import WordList
from vbert_studio.ui.timeline.facts import TokenFacts
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.loops import HEIGHT, loop_pictures
from vbert_studio.ui.timeline.pictures import stored_height
from vbert_studio.ui.timeline.preview import Preview
from vbert_studio.ui.words.map_view import MapView
from vbert_studio.ui.words.reader import WordReader

if TYPE_CHECKING:
    from vbert_studio.project import Project

_REST_MS = 250


class MapTips(QObject):
    """Waits until the pointer rests on a word, then reads and shows its exemplars."""

    def __init__(self, map_: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._map = map_
        self._lane = Lane(self)
        self._source: tuple[Project, WordList, WordReader] | None = None
        self._under: tuple[int, QPoint] | None = None
        self.preview = Preview(map_)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        map_.hovered.connect(self._hover)

    def use(self, project: Project, words: WordList, reader: WordReader) -> None:
        """Where facts come from, from now on."""
        self._source = (project, words, reader)

    def hide(self) -> None:
        """Take the card away."""
        self._hover(None)

    def stop(self) -> None:
        """Take the card away, and be done with the project."""
        self.hide()
        self._source = None
        self._lane.stop()

    @Slot(object)
    def _hover(self, under: tuple[int, QPoint] | None) -> None:
        self._under = under
        self._lane.drop()
        self.preview.hide()
        if under is None:
            self._rest.stop()
        else:
            self._rest.start()

    @Slot()
    def _ask(self) -> None:
        if self._under is None or self._source is None:
            return
        (place, at), (project, words, reader) = self._under, self._source
        height = stored_height(HEIGHT * self._map.devicePixelRatioF())

        def work() -> Iterator[TokenFacts | tuple[int, QImage]]:
            facts = reader.read_tip(project, words, place)
            yield facts
            yield from loop_pictures(facts.exemplars, height)

        def show(item: TokenFacts | tuple[int, QImage]) -> None:
            if isinstance(item, TokenFacts):
                self.preview.show_token(f"{place + 1:,} of {len(words):,}", item, at)
            else:
                self.preview.loops.add(*item)

        self._lane.ask(work, show, lambda _: self.preview.hide())
