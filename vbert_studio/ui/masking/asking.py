"""Asks the engine about a what-if, and keeps what it said: the row that was read, and the model."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import (
    AskCloze,
    AskRow,
    ClozeAnswer,
    LoadVideoBert,
    OrderName,
    Passage,
    ReadToken,
    RowRead,
    VideoBertLoaded,
)
from vbert_studio.ui.masking.passages import NEIGHBOURS, Reader, passage_for
from vbert_studio.ui.masking.turnstile import Turnstile
from vbert_studio.ui.masking.whatif import WhatIf
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.content import TimelineContent
from vbert_studio.ui.translation import tr

GUESSES = 9  # as many as there are digits that fill them in
_NO_TOKENS = tr("This video has no visual tokens yet: “Read these videos” (Ctrl+R) computes them.")


class Asking(QObject):
    """One question at a time about one video.

    `answered` carries a `ClozeAnswer` or, while nothing is hidden, a `RowRead`; `refused` says why
    there is none; `loading` says that a model is on its way, or no longer, and `loaded` that it is
    there.
    """

    answered = Signal(object)
    refused = Signal(str)
    loading = Signal()
    loaded = Signal()

    def __init__(self, session: ProjectSession, engine: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._turnstile = Turnstile(engine, "cloze")
        self._neighbours = NEIGHBOURS
        self._last: tuple[TimelineContent, WhatIf, float] | None = None
        self.order: OrderName = "text-first"
        self.checkpoint: str | None = None
        self.model: VideoBertLoaded | None = None
        self.is_loading = False
        self.passage: Passage | None = None
        self.tokens: tuple[ReadToken, ...] = ()

    def ask(self, content: TimelineContent, state: WhatIf, playhead_s: float) -> None:
        """What stands at the hidden places; or only what is read around the playhead."""
        self._last = content, state, playhead_s
        if state.is_empty:
            self._neighbours = NEIGHBOURS
        passage = self._passage(content, state, playhead_s)
        if passage is None:
            self.refused.emit(_NO_TOKENS)
            return
        self.passage = passage
        if state.hidden:
            question = AskCloze(passage, state.masking(), count=GUESSES)
            self._turnstile.ask(question, self._take, self._refuse)
        else:
            self._turnstile.ask(AskRow(passage, state.masking()), self._take, self._refuse)

    def is_elsewhere(self, content: TimelineContent, playhead_s: float) -> bool:
        """Whether the playhead has left what was read."""
        return self._passage(content, WhatIf(), playhead_s) != self.passage

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._turnstile.is_busy

    def drop(self) -> None:
        """Want no answer any more."""
        self._turnstile.drop()

    def forget(self) -> None:
        """Another video, or none."""
        self.drop()
        self.is_loading = False
        self._last = self.passage = None
        self.tokens = ()
        self._neighbours = NEIGHBOURS

    def let_go(self) -> None:
        """The project closes: its model answers nobody any more."""
        self.forget()
        self.model = None

    def load(self) -> None:
        """Have the model ready before the first question."""
        request = LoadVideoBert(self._session.project.folder, self.checkpoint)
        self._expect(model=True)
        self._engine.ask(request, self._take_model, self._lack_model, channel="videobert")

    def _passage(
        self, content: TimelineContent, state: WhatIf, playhead_s: float
    ) -> Passage | None:
        folder = self._session.project.folder
        reader = Reader(folder, self.order, self.checkpoint, self._neighbours)
        return passage_for(content, state.places, playhead_s, reader, self.passage)

    def _take(self, answer: ClozeAnswer | RowRead) -> None:
        self.tokens = answer.tokens
        self.answered.emit(answer)

    def _refuse(self, error: StudioError) -> None:
        """What is too long is asked again without its neighbours."""
        if error.kind == "passage_too_long" and self._neighbours and self._last is not None:
            self._neighbours, self.passage = 0, None
            self.ask(*self._last)
            return
        self.tokens = ()
        self.refused.emit(f"{error.message} {error.remedy}".strip())

    def _take_model(self, model: VideoBertLoaded) -> None:
        if not self.is_loading:
            return  # it is of a project that was closed meanwhile
        self.model = model
        self._expect(model=False)
        self.loaded.emit()

    def _lack_model(self, error: StudioError) -> None:
        if not self.is_loading:
            return
        self.model = None
        self._expect(model=False)
        self.refused.emit(f"{error.message} {error.remedy}".strip())

    def _expect(self, *, model: bool) -> None:
        self.is_loading = model
        self.loading.emit()
