"""Asks the other side the same, and counts how far two models agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSizeF, QTimer, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import AskCloze, ClozeAnswer, Passage
from vbert_studio.ui.compare.contest import Row, Side, Slots, rows_of
from vbert_studio.ui.compare.counting import Counting
from vbert_studio.ui.compare.view import HEADS, CompareView, cells_of
from vbert_studio.ui.masking.asking import GUESSES
from vbert_studio.ui.masking.board import slots_of
from vbert_studio.ui.masking.command_line import cloze_line
from vbert_studio.ui.masking.surroundings import Surroundings
from vbert_studio.ui.masking.turnstile import Turnstile
from vbert_studio.ui.masking.whatif import WhatIf, told
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import Changes
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class Rival:
    """What is compared with: another model on the same masking, or a masking that was kept."""

    name: str
    checkpoint: str | None = None
    kept: tuple[Passage, WhatIf] | None = None


class CompareController(QObject):
    """The panel that compares. Asks nothing while nobody sees it."""

    failed = Signal(object)  # StudioError

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = around.session
        self._masking = around.masking
        self._turnstile = Turnstile(around.engine, "compare")
        self._models: tuple[str, ...] | None = None  # not looked up yet
        self._kept: Rival | None = None
        self._rival: Rival | None = None
        self._asked: tuple[Passage, WhatIf] | None = None
        self._slots: Slots = {}
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
        here = Side(board.state, board.slots)
        self.rows = rows_of(here, self._there(), board.lexicon) if self._rival else []
        self.view.show_rows(self.rows)
        self.view.keep.setEnabled(bool(board.state.hidden))
        self.view.count.setEnabled(self._rival is not None and self._rival.checkpoint is not None)

    def _there(self) -> Side:
        """The other side: what was kept, or the same as here."""
        kept = None if self._rival is None else self._rival.kept
        state = self._masking.state if kept is None else kept[1]
        return Side(state, {p: slot for p, slot in self._slots.items() if p in state.hidden})

    def _ask(self) -> None:
        rival, passage = self._rival, self._masking.asking.passage
        if rival is None or passage is None:
            return
        wanted = rival.kept or (_by(passage, rival.checkpoint), self._masking.state)
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
        self._asked, self._slots = None, {}
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
        if self._rival is not None and self._rival.checkpoint is not None:
            self.counting.count(self._rival.checkpoint)

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
        self._session.read("compare models", _names, self._know)

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
        if not self.rows or self._asked is None:
            return None
        table = self.view.whole_table(self.rows)
        return Figure(
            name="comparison",
            size=QSizeF(table.size()),
            paint=lambda painter: table.render(painter, QPoint(0, 0)),
            columns=HEADS,
            rows=[cells_of(row) for row in self.rows],
            command=cloze_line(*self._asked, self._masking.board.lexicon.path),
        )


def _by(passage: Passage, checkpoint: str | None) -> Passage:
    return replace(passage, checkpoint=checkpoint)


def _names(project: Project) -> tuple[str, ...]:
    """The models that could answer as well; against itself nothing is worth comparing."""
    from vbert_studio.jobs.models import answering, models_of

    now = answering(project)
    return tuple(place.name for place in models_of(project) if place != now)
