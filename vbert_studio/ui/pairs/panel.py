"""Keeps the table in step with the project, and turns keys into edits that are on disk at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from vbert_studio.project.pairs import Judgement, PairCounts, PairFilter, PairOrder, PairRow
from vbert_studio.ui.pairs.columns import ORDERS, Column
from vbert_studio.ui.pairs.edits import PairEdits
from vbert_studio.ui.pairs.model import PairTableModel
from vbert_studio.ui.pairs.pace import Pace
from vbert_studio.ui.pairs.shown import Shown, Stretch, read_shown, recounted
from vbert_studio.ui.pairs.view import PairsView
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import SentenceRow

_SHOWN = ("pairs", "videos", "sentences", "transcripts")
_TYPING_MS = 120


class PairsPanel(QObject):
    """Controller of the pairs; `view` is its widget.

    `play_wanted` carries a `PairRow` to be seen and heard, `current_changed` the one that is
    chosen, or None.
    """

    play_wanted = Signal(object)
    current_changed = Signal(object)
    said = Signal(str)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._video_id: int | None = None
        self._order = PairOrder()
        self._counts = PairCounts()
        self._wanted: Stretch | None = None
        self._play_next: int | None = None  # to be played as soon as its row is here
        self._choose_next: tuple[int, bool] | None = None  # a pair; whether to play it
        self._is_stale = True
        self._may_be_old = False  # what is shown, or about to be: from before a judgement
        self.pace = Pace()
        self.edits = PairEdits(session, self)
        self.model = PairTableModel()
        self.view = PairsView(self.model)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()

    def _connect(self) -> None:
        view, model = self.view, self.model
        self._typing.timeout.connect(self.refresh)
        view.appeared.connect(self._catch_up)
        view.head.changed.connect(self._typing.start)
        view.table.current_changed.connect(self._on_current)
        view.table.play_wanted.connect(self.play)
        view.table.horizontalHeader().sortIndicatorChanged.connect(self._sort_by)
        view.foot.judged.connect(self.judge)
        view.fill_wanted.connect(self.pair_all_sentences)
        model.rows_wanted.connect(self._read_rows)
        model.text_edited.connect(self.edits.set_text)
        model.note_edited.connect(self.edits.set_note)
        model.times_edited.connect(self.edits.set_times)
        self.edits.nothing_new.connect(self.refresh)  # it was there already: choose it
        self.edits.failed.connect(self.refresh)
        self._session.opened.connect(self._open)
        self._session.closing.connect(self._empty)
        self._session.changed.connect(self._on_changed)

    # What is shown

    @property
    def current(self) -> PairRow | None:
        """The pair that is chosen, as far as its row is here."""
        return self.model.pair_at(self.view.table.row)

    @property
    def where(self) -> PairFilter:
        """Which pairs the table shows."""
        return self.view.head.filter_for(self._video_id)

    @property
    def order(self) -> PairOrder:
        """How the table is sorted."""
        return self._order

    def load(self, video_id: int | None) -> None:
        """Another video is open."""
        self._video_id = video_id
        if self.view.head.here.isChecked() or not len(self.model):
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read what passes the filter again, unless nobody looks."""
        if not self._session.is_open:
            return
        self._is_stale = not self.view.isVisible() and self._wanted is None
        if self._is_stale:
            return
        where, order = self.where, self._order
        needed, wanted = self.view.table.visible_ids, self._wanted

        def read(project: Project) -> Shown:
            return read_shown(project, where, order, needed, wanted)

        self._may_be_old = True
        self._session.read("pairs", read, self._show)

    @Slot()
    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()

    @Slot()
    def _open(self) -> None:
        self.model.is_editable = not self._session.read_only
        self.view.foot.set_writable(writable=not self._session.read_only)
        self.refresh()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """What a judgement changes is shown already, unless it moves pairs or hides them."""
        is_known = self.edits.is_telling_judgement and not self._goes_by_judgement
        if changes.concerns(*_SHOWN) and (self._may_be_old or not is_known):
            self.refresh()

    @property
    def _goes_by_judgement(self) -> bool:
        """Whether what is listed, or where, hangs on what was said about it, or when."""
        return bool(self.where.judgements) or self._order.by in ("judgement", "changed")

    def _show(self, shown: Shown) -> None:
        self._may_be_old = bool(self.edits.on_their_way)
        table = self.view.table
        was_at, former = table.row, self.model.id_at(table.row)
        self._counts = shown.counts
        self.model.show(shown, self.edits.on_their_way)
        can_fill = self._video_id is not None and not self._session.read_only
        self.view.show_state(len(self.model), shown.total, can_fill=can_fill)
        self._say_how_far()
        if shown.wanted is not None:
            self._wanted, former = None, shown.wanted
        self._choose_again(former, was_at)
        self._choose_if_here()
        self._play_if_here()

    def _choose_again(self, pair_id: int | None, was_at: int) -> None:
        """The same pair, or the one that stands where it stood."""
        row = self.model.row_of(pair_id)
        if row < 0 and len(self.model):
            row = min(max(0, was_at), len(self.model) - 1)
        if row >= 0 and self.model.id_at(row) != self.model.id_at(self.view.table.row):
            self.view.table.go_to(row)
        self._on_current(row)

    @Slot(object)
    def _read_rows(self, ids: list[int]) -> None:
        if self._session.is_open:
            self._session.read("pair rows", lambda project: project.pairs.rows(ids), self._take)

    def _take(self, rows: Iterable[PairRow]) -> None:
        self.model.take(rows)
        self._on_current(self.view.table.row)
        self._play_if_here()

    @Slot(int)
    def _on_current(self, row: int) -> None:
        self.current_changed.emit(self.model.pair_at(row))

    @Slot(int, Qt.SortOrder)
    def _sort_by(self, section: int, way: Qt.SortOrder) -> None:
        """A title was clicked."""
        if section >= 0:
            self.sort(PairOrder(ORDERS[Column(section)], way == Qt.SortOrder.DescendingOrder))

    def sort(self, order: PairOrder) -> None:
        """Show the pairs in another order; a title is marked where a column has it."""
        if order != self._order:
            self._order = order
            self.view.table.mark_order(order)
            self.refresh()

    def _say_how_far(self) -> None:
        counts = self._counts
        self.view.foot.show_counts(counts, self.pace.said(counts.none))

    @Slot()
    def _empty(self) -> None:
        self._typing.stop()
        self._wanted = self._play_next = self._choose_next = None
        self._counts, self._video_id = PairCounts(), None
        self.model.clear()
        self.view.show_state(0, 0, can_fill=False)
        self.pace = Pace()
        self.current_changed.emit(None)

    # Making

    def pair_sentences(self, sentences: Iterable[SentenceRow]) -> None:
        """Make a pair of each of these, and choose the last of them."""
        self._wanted = self.edits.pair_sentences(sentences)

    @Slot()
    def pair_all_sentences(self) -> None:
        """Make a pair of every sentence of the open video."""
        video_id = self._video_id
        if video_id is not None:
            self._session.read(
                "sentences to pair",
                lambda project: project.transcripts.sentences(video_id),
                self._pair_all,
            )

    def _pair_all(self, sentences: list[SentenceRow]) -> None:
        if sentences:
            self.pair_sentences(sentences)
            self._wanted = None  # begin at the first
        else:
            self.said.emit(tr("This video has no sentences: mark stretches with B instead"))

    def pair_stretch(self, stretch: Stretch) -> None:
        """Make a pair of a stretch and of what is said in it."""
        self._wanted = stretch
        self.edits.pair_stretch(stretch)

    # Judging

    @Slot(object)
    def judge(self, judgement: Judgement) -> None:
        """Judge the chosen pairs, and go on to the next that nobody judged."""
        table = self.view.table
        ids = table.selected_ids
        if not ids or self._session.read_only:
            self.said.emit(tr("Choose a pair first") if not ids else tr("The project is read-only"))
            return
        pair = self.model.pair_at(table.row)
        text = pair.text if pair is not None else ""
        self._counts = recounted(self._counts, self.model.judged_so_far(ids), judgement)
        self.model.judge(ids, judgement)
        self.edits.judge(ids, judgement, text)
        if judgement is not Judgement.NONE:
            self.pace.count()
            self._go_on(self.model.row_of(ids[-1]))
        self._say_how_far()

    def _go_on(self, row: int) -> None:
        following = self.model.unjudged_from(row)
        if following < 0:
            self.said.emit(tr("All of these {count:,} pairs are judged", count=len(self.model)))
        else:
            self._go_to(following, play=True)

    @Slot()
    def next_unjudged(self) -> None:
        """Go to the next pair that nobody judged, and play it."""
        self._go_on(self.view.table.row + 1)

    @Slot()
    def previous_unjudged(self) -> None:
        """Go back to the last pair before this one that nobody judged, and play it."""
        row = self.model.unjudged_from(self.view.table.row - 1, back=True)
        if row >= 0:
            self._go_to(row, play=True)

    def choose(self, pair_id: int, *, play: bool = False) -> None:
        """Choose a pair that was met elsewhere, as soon as the table is there."""
        self._choose_next = pair_id, play
        if self.model.row_of(pair_id) >= 0:
            self._choose_if_here()
        else:
            self.refresh()

    def _choose_if_here(self) -> None:
        if self._choose_next is None:
            return
        (pair_id, play), self._choose_next = self._choose_next, None
        row = self.model.row_of(pair_id)
        if row < 0:
            self.said.emit(tr("The filter of the table leaves this pair out"))
        else:
            self._go_to(row, play=play)

    def step(self, by: int) -> None:
        """Go so many rows farther, and play."""
        row = min(max(0, self.view.table.row + by), len(self.model) - 1)
        if row >= 0:
            self._go_to(row, play=True)

    def _go_to(self, row: int, *, play: bool) -> None:
        self.view.table.go_to(row)
        if play:
            self.play()

    @Slot()
    def play(self) -> None:
        """Play the chosen pair's stretch."""
        self._play_next = self.model.id_at(self.view.table.row)
        self._play_if_here()

    def _play_if_here(self) -> None:
        pair = self.current
        if pair is not None and pair.id == self._play_next:
            self._play_next = None
            self.play_wanted.emit(pair)

    # Editing

    def delete(self) -> None:
        """Delete the chosen pairs; undo brings them back."""
        ids = self.view.table.selected_ids
        if ids and not self._session.read_only:
            self.edits.delete(ids, "" if self.current is None else self.current.text)

    def take_what_is_said(self) -> None:
        """Give the chosen pair the text that its sentence has by now."""
        pair = self.current
        if pair is not None and pair.said_now is not None:
            self.edits.set_text(pair.id, pair.said_now)
