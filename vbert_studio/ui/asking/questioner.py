"""Asks for a panel: only while it is looked at, not twice the same, and never what is stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import Request
from vbert_studio.progress import Event, ProgressEvent
from vbert_studio.ui.asking.answering import Answering
from vbert_studio.ui.asking.frame import Empty, QuestionFrame
from vbert_studio.ui.asking.whereabouts import Whereabouts
from vbert_studio.ui.jobs.job import describe_progress
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.translation import tr

_TOGETHER_MS = 100  # changes closer together than this are one question
_CONCERNED = (
    "checkpoints",
    "codebooks",
    "tokens",
    "sentences",
    "words",
    "transcripts",
    "word_names",
)
_IN_PLACE = frozenset({"no_mask", "no_text"})  # said beside the field that is to be changed


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every question needs: the project, the engine, the place, and who answers."""

    session: ProjectSession
    engine: EngineLink
    whereabouts: Whereabouts
    answering: Answering


class Questioner(QObject):
    """One panel's way to the engine.

    Args:
        around: see `Surroundings`.
        frame: the panel.
        channel: whose questions these are.
        question: what to ask now, or why nothing can be asked.
        take: shows an answer; called again when the visual words got other names.
    """

    def __init__(
        self,
        around: Surroundings,
        frame: QuestionFrame,
        channel: str,
        question: Callable[[], Request[Any] | Empty],
        take: Callable[[Any], None],
    ) -> None:
        super().__init__(frame)
        self._around = around
        self._frame = frame
        self._channel = channel
        self._question = question
        self._take = take
        self._asked: Request[Any] | None = None
        self._answer: Any = None
        self._was_refused = False
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self.ask)
        frame.seen.connect(self.renew)
        around.session.changed.connect(self._on_changed)
        around.session.closing.connect(self.forget)
        around.answering.changed.connect(self._retell)

    @property
    def asked(self) -> Request[Any] | None:
        """The question whose answer is shown, or on its way."""
        return self._asked

    @property
    def is_idle(self) -> bool:
        """Whether the answer to the last question is here."""
        return not self._soon.isActive() and (self._asked is None or self._answer is not None)

    @Slot()
    def renew(self) -> None:
        """Ask soon, if anybody looks."""
        if self._frame.isVisible():
            self._soon.start()

    @Slot()
    def ask(self) -> None:
        """Ask now, unless that is what was asked last."""
        self._soon.stop()
        if not self._around.session.is_open:
            return
        question = self._question()
        if isinstance(question, Empty):
            self._asked = self._answer = None
            self._frame.show_empty(question)
            return
        self._around.answering.want()
        if question == self._asked:
            return
        self._asked, self._answer = question, None
        if self._frame.is_empty and not self._was_refused:
            self._frame.show_empty(Empty(tr("One moment"), tr("The model is being asked.")))
        self._around.engine.ask(
            question,
            lambda answer: self._answered(question, answer),
            lambda error: self._refused(question, error),
            channel=self._channel,
            on_event=self._tell_progress,
        )

    def _tell_progress(self, event: Event) -> None:
        if isinstance(event, ProgressEvent) and self._answer is None:
            self._frame.say(
                tr("Asking: {describe_progress}", describe_progress=describe_progress(event))
            )

    def _answered(self, question: Request[Any], answer: Any) -> None:  # noqa: ANN401 - any answer
        if question is not self._asked:
            return
        self._answer, self._was_refused = answer, False
        self._frame.say("")
        self._retell()

    def _refused(self, question: Request[Any], error: StudioError) -> None:
        if question is not self._asked:
            return
        self._asked = None
        if error.kind in _IN_PLACE:
            self._frame.say(f"{error.message} {error.remedy}".strip(), "attention")
        else:
            # It stays until there is an answer: asked again at each clip, it would flicker.
            self._was_refused = True
            self._frame.show_empty(_why(error))

    @Slot()
    def _retell(self) -> None:
        self._frame.show_model(self._around.answering.told, self._around.answering.limits)
        if self._answer is not None:
            self._frame.show_body()
            self._take(self._answer)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(*_CONCERNED):
            self._asked = None
            self.renew()

    @Slot()
    def forget(self) -> None:
        """The project closes: there is no answer."""
        self._soon.stop()
        self._asked = self._answer = None
        self._was_refused = False


def _why(error: StudioError) -> Empty:
    text = f"{error.message} {error.remedy}".strip()
    if error.kind == "no_model":
        return Empty(tr("No model for this project"), text, tr("Open the demo"), "project.demo")
    if error.kind == "model_missing":
        heading, do = tr("Something is missing"), tr("Fetch it")
        return Empty(heading, error.message, do, "models.fetch")
    if error.kind in ("no_tokens", "no_codebook"):
        return Empty(tr("No visual tokens yet"), text, tr("Read these videos"), "videos.read")
    return Empty(tr("No answer"), text)
