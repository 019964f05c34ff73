"""Asks the other side the same, and counts how far two models agree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import AskCloze, ClozeAnswer
from vbert_studio.ui.compare.contest import Row, Side, Slots, rows_of
from vbert_studio.ui.compare.counted import Counted, count_places, is_answered
from vbert_studio.ui.compare.counting import Counting
from vbert_studio.ui.compare.figure import figure_of
from vbert_studio.ui.compare.rival import Asked, Rival, rival_names
from vbert_studio.ui.compare.view import CompareView
from vbert_studio.ui.masking.asking import GUESSES
from vbert_studio.ui.masking.board import slots_of
from vbert_studio.ui.masking.surroundings import Surroundings
from vbert_studio.ui.masking.turnstile import Turnstile
from vbert_studio.ui.masking.whatif import told
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import Changes
from vbert_studio.ui.translation import tr


class CompareController(QObject):
    """The panel that compares. Asks nothing while nobody sees it."""

    failed = Signal(object)  # StudioError

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = around.session
        self._timeline = around.timeline
        self._masking = around.masking
        self._turnstile = Turnstile(around.engine, "compare")
        self._models: tuple[str, ...] | None = None  # not looked up yet
        self._kept: Rival | None = None
        self._rival: Rival | None = None
        self._asked: Asked | None = None
        self._slots: Slots = {}
        self._counted: Counted | None = None
        self._is_refused = False
        # Once the other side of the window knows, too, what is read now.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.rows: list[Row] = []
        self.counting = Counting(around, self)
        self.view = CompareView(self._figure)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.seen.connect(self.refresh)
        view.rival_chosen.connect(self._choose)
        view.keep_wanted.connect(self._keep)
        view.count_wanted.connect(self._count)
        view.row_chosen.connect(self._go_to)
        view.figures.failed.connect(self.failed)
        self.counting.told.connect(view.say)
        self.counting.counted.connect(self._show_count)
        self.counting.failed.connect(self.failed)
        self._masking.changed.connect(self._soon.start)
        self._session.changed.connect(self._on_changed)
        self._session.closing.connect(self._forget)

    @Slot()
    def refresh(self) -> None:
        """Show both sides as they are now, and ask the other one what it was not asked yet."""
        if not self.view.isVisible():
            return
        if self._models is None and self._session.is_open:
            self._models = ()
            self._read_models()
        self._ask()
        board = self._masking.board
        rival = self._rival
        has_rows = rival is not None and rival.is_of(self._video_id)
        self.rows = rows_of(self._here(), self._there(), board.lexicon) if has_rows else []
        self.view.show_rows(self.rows)
        self.view.keep.setEnabled(bool(board.state.hidden))
        of_models = rival is None or rival.kept is None
        self.view.offer_count(of_models=of_models, possible=self._can_count)
        self._renew_count()

    def _renew_count(self) -> None:
        """A count of two maskings follows them; one of another video is not shown any longer."""
        counted = self._counted
        if counted is None:
            return
        if counted.video_id != self._video_id:
            self._counted = None
            self.view.say("")
        elif counted.there is None:
            self._count()

    @property
    def _can_count(self) -> bool:
        """Two models at once, two maskings once both are answered."""
        if self._rival is None or self._rival.checkpoint is not None:
            return self._rival is not None
        return bool(self.rows) and is_answered(self._here(), self._there())

    @property
    def _video_id(self) -> int | None:
        content = self._timeline.view.content
        return None if content is None else content.video_id

    def _here(self) -> Side:
        board = self._masking.board
        return Side(board.state, board.slots)

    def _there(self) -> Side:
        """The other side: what was kept, or the same as here."""
        kept = None if self._rival is None else self._rival.kept
        state = self._masking.state if kept is None else kept[1]
        return Side(state, {p: slot for p, slot in self._slots.items() if p in state.hidden})

    def _ask(self) -> None:
        rival, passage = self._rival, self._masking.asking.passage
        if rival is None or passage is None:
            return
        wanted = rival.asked(passage, self._masking.state)
        if wanted == self._asked:
            return
        self._forget_refusal()
        if not wanted[1].hidden:
            return
        self._asked = wanted
        question = AskCloze(wanted[0], wanted[1].masking(), count=GUESSES)
        self._turnstile.ask(question, self._take, self._refuse)

    def _take(self, answer: ClozeAnswer) -> None:
        self._forget_refusal()
        self._slots = slots_of(answer)
        self.refresh()

    def _forget_refusal(self) -> None:
        """It was about something else; what the counting says stays."""
        if self._is_refused:
            self._is_refused = False
            self.view.say("")

    def _refuse(self, error: StudioError) -> None:
        self._slots, self._is_refused = {}, True
        self.view.say(f"{error.message} {error.remedy}".strip())

    # What a person does

    @Slot(int)
    def _choose(self, number: int) -> None:
        rivals = self._rivals()
        self._rival = rivals[number] if 0 <= number < len(rivals) else None
        self._asked, self._slots, self._counted = None, {}, None
        self.counting.stop()
        self.view.say("")
        self.refresh()

    @Slot()
    def _keep(self) -> None:
        passage, state = self._masking.asking.passage, self._masking.state
        if passage is not None and state.hidden:
            self._kept = Rival(tr("what was kept: {told}", told=told(state)), kept=(passage, state))
            self._offer(self._kept)

    @Slot()
    def _count(self) -> None:
        rival, video_id = self._rival, self._video_id
        if rival is None or video_id is None:
            return
        if rival.checkpoint is not None:
            self.counting.count(rival.checkpoint)
        elif rival.is_of(video_id):
            board = self._masking.board
            agreement = count_places(self._here(), self._there(), board.lexicon)
            name = board.checkpoint
            self._show_count(Counted(video_id, name, None, agreement))

    @Slot(object)
    def _show_count(self, counted: Counted) -> None:
        self._counted = counted
        self.view.say(counted.told)

    @Slot(int)
    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self.rows) and self.rows[number].place in self._masking.state.hidden:
            self._masking.choose(self.rows[number].place)

    # What there is

    def _rivals(self) -> list[Rival]:
        kept = [self._kept] if self._kept is not None else []
        return [*kept, *(Rival(name, checkpoint=name) for name in self._models or ())]

    def _offer(self, rival: Rival | None) -> None:
        rivals = self._rivals()
        chosen = rivals.index(rival) if rival in rivals else (0 if rivals else -1)
        self.view.show_rivals([one.name for one in rivals], chosen)
        self._choose(chosen)

    @Slot()
    def _read_models(self) -> None:
        self._session.read("compare models", rival_names, self._know)

    def _know(self, names: tuple[str, ...]) -> None:
        self._models = names
        self._offer(self._rival)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns("checkpoints"):
            self._models = None
            self.refresh()

    @Slot()
    def _forget(self) -> None:
        self._soon.stop()
        self._turnstile.drop()
        self.counting.stop()
        self._kept, self._models = None, None
        self._offer(None)

    def _figure(self) -> Figure | None:
        if not self.rows and self._counted is None:
            return None
        folder, path_of = self._session.project.folder, self._masking.board.lexicon.path
        drawing = self.view.drawing(self.rows)
        return figure_of(drawing, self.rows, self._sides(), self._counted, folder, path_of)

    def _sides(self) -> list[Asked]:
        """What is asked here and there; a side that hides nothing is not asked."""
        rival, passage, state = self._rival, self._masking.asking.passage, self._masking.state
        if rival is None or passage is None or not self.rows:
            return []
        here = replace(passage, checkpoint=self._masking.board.checkpoint or None)
        return [side for side in ((here, state), rival.asked(passage, state)) if side[1].hidden]
