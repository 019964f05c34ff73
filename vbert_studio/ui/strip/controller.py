"""Fills the sentence strip and carries out what a person does there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from vbert_studio.jobs.requests import AskAttention, AttentionWeights, Masking, OrderName, Passage
from vbert_studio.ui.filmstrip.board import WordShot
from vbert_studio.ui.filmstrip.pictures import ShotPictures
from vbert_studio.ui.masking.surroundings import Surroundings
from vbert_studio.ui.masking.turnstile import Turnstile
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.strip.attention import Lens, looks_at
from vbert_studio.ui.strip.cells import Cell, cells_of
from vbert_studio.ui.strip.figure import figure_of
from vbert_studio.ui.strip.painting import BODY, StripContent
from vbert_studio.ui.strip.panel import StripPanel
from vbert_studio.ui.timeline.pictures import stored_height
from vbert_studio.ui.timeline.spots import stretch_of

_BESIDE = 8  # tokens behind a mask that are shown with it


class StripController(QObject):
    """Follows the what-if, the playhead and the selection."""

    failed = Signal(object)  # StudioError

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = around.session
        self._masking = around.masking
        self._timeline = around.timeline
        self._pictures = ShotPictures(around.session, self)
        self._attention = Turnstile(around.engine, "attention")
        self._looks: tuple[tuple[Passage, Masking], AttentionWeights] | None = None
        self._current: int | None = None
        self._revealed: Place | None = None
        self.panel = StripPanel(self._picture, self._figure)
        self._connect()

    def _connect(self) -> None:
        panel, view = self.panel, self._timeline.view
        panel.strip.current_changed.connect(self._go_to)
        panel.strip.toggled.connect(self._toggle)
        panel.strip.guess_picked.connect(self._masking.fill)
        panel.strip.measured.connect(self._refresh)
        panel.order_chosen.connect(self._choose_order)
        panel.lens_chosen.connect(self._refresh)
        panel.ids_wanted.connect(self._refresh)
        panel.watched.connect(self._watch)
        panel.figures.failed.connect(self.failed)
        self._masking.changed.connect(self._refresh)
        self._pictures.arrived.connect(lambda _: panel.strip.viewport().update())
        view.moved.connect(self._follow)
        view.stretch_selected.connect(self._refresh)

    @property
    def content(self) -> StripContent:
        """What is shown."""
        return self.panel.strip.content

    @Slot(bool)
    def _watch(self, watched: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._masking.read_along(wanted=watched)
        if watched:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Show the row as it is now."""
        masking, panel = self._masking, self.panel
        panel.name_model(masking.asking.model, masking.board.checkpoint)
        panel.show_order(masking.asking.order)
        if not panel.isVisible():
            return
        if not masking.asking.tokens:
            panel.say("", masking.board.note)
            return
        cells = cells_of(masking.asking.tokens, masking.board, panel.strip.width_of)
        self._current = self._current_of(cells)
        self._want_pictures(cells)
        panel.strip.show_content(
            StripContent(
                cells=cells,
                board=masking.board,
                current=self._current,
                looks=None,
                inside=self._inside(cells),
                playhead=self._under_playhead(cells),
                ids=panel.ids.isChecked(),
            )
        )
        panel.show_row()
        self._reveal(cells, masking.board.chosen)
        self._look(panel.lens)

    def _reveal(self, cells: tuple[Cell, ...], chosen: Place | None) -> None:
        """Bring a mask into view once when it is chosen, here or on the timeline."""
        if chosen == self._revealed:
            return
        self._revealed = chosen
        found = [n for n, cell in enumerate(cells) if chosen is not None and cell.place == chosen]
        if found:
            self.panel.strip.reveal(found[0], beside=_BESIDE)

    def _current_of(self, cells: tuple[Cell, ...]) -> int | None:
        """The same place in the new row; that of the chosen mask when it was chosen elsewhere."""
        before = self.content.cells
        if self._current is None or self._current >= len(before):
            return None
        old = before[self._current]
        if old.place is None:
            same = [n for n, c in enumerate(cells) if c.token.piece == old.token.piece]
        else:
            same = [n for n, c in enumerate(cells) if c.place == old.place]
        return same[0] if same else None

    def _want_pictures(self, cells: tuple[Cell, ...]) -> None:
        height = stored_height(BODY * self.panel.devicePixelRatioF())
        leaves = dict.fromkeys(cell.shot for cell in cells if cell.shot is not None)
        self._pictures.want([WordShot(leaf) for leaf in leaves], height)

    def _picture(self, leaf: int) -> QImage | None:
        return self._pictures.still(WordShot(leaf))

    # Attention

    def _look(self, lens: Lens | None) -> None:
        """Ask where the row looks, unless it is known."""
        passage, current = self._masking.asking.passage, self._current
        if lens is None or passage is None or current is None:
            return
        asked = passage, self._masking.state.masking()
        if self._looks is None or self._looks[0] != asked:
            self._attention.ask(
                AskAttention(*asked), lambda answer: self._see(asked, answer), self.failed.emit
            )
        else:
            self._show_looks(self._looks[1], lens, current)

    def _see(self, asked: tuple[Passage, Masking], answer: AttentionWeights) -> None:
        self._looks = asked, answer
        self._refresh()

    def _show_looks(self, answer: AttentionWeights, lens: Lens, current: int) -> None:
        if len(answer.tokens) == len(self.content.cells):
            looks = looks_at(answer, current, lens)
            self.panel.strip.show_content(replace(self.content, looks=looks))

    # What a person does

    @Slot(int)
    def _go_to(self, number: int) -> None:
        """The current cell moved: the timeline goes along, and its mask is the chosen one."""
        self._current = number
        place = self.content.cells[number].place
        self.panel.strip.show_content(replace(self.content, current=number))
        if place is not None and place in self._masking.state.hidden:
            self._masking.choose(place)
        else:
            self._look(self.panel.lens)
        start_s = self._start_of(place)
        if start_s is not None:
            self._timeline.view.go_to(start_s)

    @Slot(int, int)
    def _toggle(self, first: int, last: int) -> None:
        """Hide what these cells stand for, or show it again."""
        cells = self.content.cells[first : last + 1]
        places: dict[Place, None] = dict.fromkeys(
            cell.place for cell in cells if cell.place is not None
        )
        self._masking.hide(tuple(places))

    @Slot(str)
    def _choose_order(self, order: OrderName) -> None:
        self._masking.set_order(order)

    # The timeline

    @Slot()
    def _follow(self) -> None:
        """The playhead moved."""
        if self.panel.isVisible() and self.content.cells:
            under = self._under_playhead(self.content.cells)
            if under != self.content.playhead:
                self.panel.strip.show_content(replace(self.content, playhead=under))
                if under and not self.panel.strip.hasFocus():
                    self.panel.strip.reveal(min(under))

    def _under_playhead(self, cells: tuple[Cell, ...]) -> frozenset[int]:
        t_s = self._timeline.view.marks.playhead_s
        return self._between(cells, t_s, t_s)

    def _inside(self, cells: tuple[Cell, ...]) -> frozenset[int]:
        stretch = self._timeline.view.marks.selection
        return frozenset() if stretch is None else self._between(cells, *stretch)

    def _between(self, cells: tuple[Cell, ...], start_s: float, end_s: float) -> frozenset[int]:
        """The cells whose place touches a stretch of time, or a moment."""
        content, found = self._timeline.view.content, set()
        for number, cell in enumerate(cells):
            at = None if content is None or cell.place is None else stretch_of(content, cell.place)
            if at is not None and at[0] < max(end_s, start_s + 1e-9) and at[1] > start_s:
                found.add(number)
        return frozenset(found)

    def _start_of(self, place: Place | None) -> float | None:
        content = self._timeline.view.content
        stretch = None if content is None or place is None else stretch_of(content, place)
        return None if stretch is None else stretch[0]

    def _figure(self) -> Figure | None:
        passage = self._masking.asking.passage
        if not self.content.cells or passage is None:
            return None
        lens = None if self.content.looks is None else self.panel.lens
        return figure_of(self.content, passage, self._masking.state, lens, self._picture)
