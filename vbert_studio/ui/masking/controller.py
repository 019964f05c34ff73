"""Keeps the what-if of the video that is shown: asks about it and shows the answers in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.jobs.requests import ClozeAnswer, OrderName, RowRead
from vbert_studio.ui.filmstrip.lexicon import Lexicon, read_lexicon
from vbert_studio.ui.masking.asking import Asking
from vbert_studio.ui.masking.board import NOTHING, Board, slots_of
from vbert_studio.ui.masking.whatif import Fill, Place, Steps, WhatIf, order_of, told
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.content import TimelineContent
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.spots import places_between, stretch_of
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project

_HIDE = tr("Hide")


class MaskingController(QObject):
    """The one what-if of the window.

    `changed` follows every change of the board or of the row that is read; `stepped` a step that
    can be taken back.
    """

    changed = Signal()
    stepped = Signal()

    def __init__(
        self,
        session: ProjectSession,
        engine: EngineLink,
        timeline: TimelinePanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._timeline = timeline
        self._steps = Steps()
        self.asking = Asking(session, engine, self)
        self._content: TimelineContent | None = None
        self._lexicon = Lexicon()
        self._drag: tuple[WhatIf, bool] | None = None
        self._reads_along = False
        self.is_latest = False
        self.board: Board = NOTHING
        self._connect()

    def _connect(self) -> None:
        view = self._timeline.view
        view.can_hide = True
        view.dragged_over.connect(self._drag_over)
        view.drag_given_up.connect(self._give_up_drag)
        view.guess_picked.connect(self.fill)
        view.place_picked.connect(self.choose)
        view.item_picked.connect(self._pick)
        view.moved.connect(self._follow)
        self._timeline.loaded.connect(self._show_video)
        self._session.changed.connect(self._on_changed)
        self._session.edited.connect(self._give_way)
        self._session.closing.connect(self.forget)
        self.asking.answered.connect(self._take_answer)
        self.asking.refused.connect(self._say)
        self.asking.loaded.connect(self._on_loaded)

    # What a person does

    @property
    def state(self) -> WhatIf:
        """What is hidden and filled now."""
        return self._steps.now

    @property
    def undo_name(self) -> str | None:
        """The last step, if it is younger than every edit of the project."""
        return self._steps.undo_name if self.is_latest else None

    @property
    def redo_name(self) -> str | None:
        """The step that was taken back last."""
        return self._steps.redo_name if self.is_latest else None

    def hide(self, places: tuple[Place, ...]) -> None:
        """Hide places; those that are all hidden already are shown again."""
        state = self._steps.settled
        if not places:
            return
        if set(places) <= state.hidden:
            self._take(tr("Show again"), state.restore(places))
        else:
            self._take(_HIDE, state.hide(places), choose=min(places, key=order_of))

    def fill(self, place: Place, number: int) -> None:
        """Put a guess where it was made."""
        slot = self.board.slots.get(place)
        if slot is not None and 0 <= number < len(slot.guesses):
            self.put(place, slot.guesses[number].what)

    def put(self, place: Place, what: Fill) -> None:
        """Put a visual word or a word at a place."""
        state = self._steps.settled.fill(place, what)
        after = [p for p in sorted(state.hidden, key=order_of) if order_of(p) > order_of(place)]
        following = (after or sorted(state.hidden, key=order_of) or [place])[0]
        self._take(tr("Fill in {title}", title=self.board.title(what)), state, choose=following)

    def restore(self) -> None:
        """Everything is again as the video has it; this too can be taken back."""
        self._take(tr("Restore all"), WhatIf())

    def undo(self) -> None:
        """Take the last step back."""
        self._steps.back()
        self._moved_on()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._steps.forth()
        self._moved_on()

    def choose(self, place: Place | None) -> None:
        """The place that keys fill."""
        self._show(replace(self.board, chosen=place))

    def choose_beside(self, by: int) -> None:
        """The next hidden place, or the one before."""
        hidden = sorted(self.state.hidden, key=order_of)
        if hidden:
            chosen = self.board.chosen
            at = hidden.index(chosen) + by if chosen in hidden else 0
            self.choose(hidden[at % len(hidden)])
            self._reveal(hidden[at % len(hidden)])

    def set_order(self, order: OrderName) -> None:
        """Which side the model reads first."""
        self.asking.order = order
        self._ask()

    def set_checkpoint(self, name: str | None) -> None:
        """Which model answers; None is the current one."""
        self.asking.checkpoint = name
        if self._session.is_open:
            self.asking.load()
        self._ask()

    def read_along(self, *, wanted: bool) -> None:
        """Whether the row is wanted also while nothing is hidden."""
        self._reads_along = wanted
        self._follow()

    # Gestures of the timeline

    @Slot(str, float, float, bool)
    def _drag_over(self, key: str, from_s: float, to_s: float, done: bool) -> None:  # noqa: FBT001
        if self._content is None:
            return
        if self._drag is None:
            begun = places_between(self._content, key, from_s, from_s)
            settled = self._steps.settled
            self._drag = settled, bool(begun) and set(begun) <= settled.hidden
        before, erases = self._drag
        places = places_between(self._content, key, from_s, to_s)
        state = before.restore(places) if erases else before.hide(places)
        if done:
            self._drag = None
            name = tr("Show again") if erases else tr("Hide")
            self._take(name, state, choose=min(places, key=order_of, default=None))
        elif state != self._steps.now:
            self._steps.attempt(state)
            self._moved_on()

    @Slot()
    def _give_up_drag(self) -> None:
        self._drag = None
        self._steps.attempt(None)
        self._moved_on()

    @Slot(str, float)
    def _pick(self, key: str, t_s: float) -> None:
        """A click on a hidden item chooses it."""
        content = self._content
        if content is None:
            return
        keys = ("tokens", "words") if key in ("masks", "predictions") else (key,)
        for one in keys:
            at = places_between(content, one, t_s, t_s) if one in ("tokens", "words") else ()
            hidden = [place for place in at if place in self.state.hidden]
            if hidden:
                self.choose(hidden[-1])
                return

    def _take(self, name: str, state: WhatIf, choose: Place | None = None) -> None:
        self._steps.take(f"{name}: {told(state)}" if name == _HIDE else name, state)
        if choose is not None and choose in state.hidden:
            self.board = replace(self.board, chosen=choose)
        self.is_latest = True
        self._moved_on()

    def _moved_on(self) -> None:
        """Show the state at once, and ask what the model makes of it."""
        state = self._steps.now
        slots = {place: slot for place, slot in self.board.slots.items() if place in state.hidden}
        chosen = self.board.chosen
        if chosen not in state.hidden:
            chosen = min(state.hidden, key=order_of, default=None)
        self._show(replace(self.board, state=state, slots=slots, chosen=chosen))
        self._ask()
        self.stepped.emit()

    # Answers

    def _ask(self) -> None:
        if self._content is None or not self._session.is_open:
            return
        if self.state.is_empty and not self._reads_along:
            self.asking.drop()
            self.changed.emit()  # nobody is asked any more, for whom others waited
        else:
            playhead_s = self._timeline.view.marks.playhead_s
            self.asking.ask(self._content, self.state, playhead_s)

    @Slot(object)
    def _take_answer(self, answer: ClozeAnswer | RowRead) -> None:
        found = slots_of(answer) if isinstance(answer, ClozeAnswer) else {}
        slots = {place: slot for place, slot in found.items() if place in self.state.hidden}
        self._show(replace(self.board, slots=slots, note="", checkpoint=answer.checkpoint))

    @Slot(str)
    def _say(self, note: str) -> None:
        self._show(replace(self.board, slots={}, note=note))

    @Slot()
    def _on_loaded(self) -> None:
        model = self.asking.model
        name = "" if model is None else model.checkpoint
        self._show(replace(self.board, note="", checkpoint=name))

    # The video and the project

    @Slot()
    def _show_video(self) -> None:
        content = self._timeline.view.content
        other = content is None or self._content is None
        other = other or content.video_id != self._content.video_id  # type: ignore[union-attr]
        self._content = content
        if other:
            self._steps.forget()
            self.asking.forget()
            self.is_latest = False
            self._show(replace(NOTHING, lexicon=self._lexicon, checkpoint=self.board.checkpoint))
            self._read_lexicon()
        else:
            self._show(self.board)
        if content is not None:
            self._ask()

    def _read_lexicon(self) -> None:
        self._session.read("masking lexicon", _read_words, self._know)

    def _know(self, found: tuple[Lexicon, bool]) -> None:
        self._lexicon, has_model = found
        self._show(replace(self.board, lexicon=self._lexicon))
        if has_model:
            self.asking.load()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns("codebooks", "word_names", "checkpoints"):
            self._read_lexicon()
        if changes.concerns("checkpoints", "tokens", "sentences", "transcripts"):
            self._ask()

    @Slot()
    def _follow(self) -> None:
        """The playhead moved: with nothing hidden, what is read goes along."""
        if self._content is None or not self._reads_along or not self.state.is_empty:
            return
        playhead_s = self._timeline.view.marks.playhead_s
        if self._session.is_open and self.asking.is_elsewhere(self._content, playhead_s):
            self._ask()

    @Slot()
    def _give_way(self) -> None:
        """An edit was made: undo is about that now."""
        self.is_latest = False
        self.stepped.emit()

    @Slot()
    def forget(self) -> None:
        """The project closes."""
        self.asking.let_go()
        self._steps.forget()
        self._content = None
        self._show(NOTHING)

    def _reveal(self, place: Place) -> None:
        stretch = None if self._content is None else stretch_of(self._content, place)
        if stretch is not None and not self._timeline.view.viewport.shows(stretch[0]):
            view = self._timeline.view
            view.look_at(view.viewport.centred(stretch[0]))

    def _show(self, board: Board) -> None:
        self.board = board
        self._timeline.view.show_board(board)
        self.changed.emit()


def _read_words(project: Project) -> tuple[Lexicon, bool]:
    return read_lexicon(project), _has_model(project)


def _has_model(project: Project) -> bool:
    """Whether one answers: the project's own, or one that came with the program."""
    from vbert_studio.jobs.models import answering

    return project.codebooks.current() is not None and answering(project) is not None
