"""Fills a tier of the timeline with what a model says of a video, a few answers at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.arrays import Array
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import Request, VideoBertLoaded
from vbert_studio.ui.masking.surroundings import Surroundings
from vbert_studio.ui.model_tiers.store import keep, key_of, recall
from vbert_studio.ui.session import Changes
from vbert_studio.ui.timeline.content import Absence, TimelineContent

if TYPE_CHECKING:
    from vbert_studio.project import Project

Arrays = dict[str, Array]
Track = TypeVar("Track")


@dataclass(frozen=True, slots=True)
class Job:
    """What is being filled in. Equal jobs have equal answers while the project stays as it is.

    Attributes:
        video_id: the video that is shown.
        checkpoint: who answers.
        words: visual words of the language that it speaks.
        rows: as many answers are wanted.
        about: whatever is asked about besides the visual tokens of the video.
    """

    video_id: int
    checkpoint: str
    words: int
    rows: int
    about: tuple[str | bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the numbers of the rows of the track that its answer is about."""

    request: Request[Any]
    rows: tuple[int, ...]


class FilledTier(Protocol[Track]):
    """A tier that shows a track, or why there is none."""

    track: Track | Absence

    def clear(self, *, soon: bool = False) -> None:
        """Nothing is known, but will be where a model is being loaded."""


class Filling(Protocol[Track]):
    """What one tier is filled with."""

    key: str
    """Of the tier."""

    def job_of(self, content: TimelineContent, model: VideoBertLoaded) -> Job | None:
        """What is to be filled in; None where there is nothing to ask about."""

    def empty(self, job: Job) -> Track:
        """The track of which nothing is known yet."""

    def questions(self, folder: Path, content: TimelineContent, job: Job) -> list[Question]:
        """Everything that has to be asked, in order; called away from the window's thread."""

    def with_answer(self, track: Track, rows: tuple[int, ...], answer: Any) -> Track:  # noqa: ANN401 - as asked
        """The track with an answer about these rows."""

    def arrays_of(self, track: Track) -> Arrays:
        """The track as what can be kept."""

    def track_of(self, arrays: Arrays, job: Job) -> Track:
        """The track that was kept so; KeyError where something of it is missing."""


@dataclass(frozen=True, slots=True)
class _Plan(Generic[Track]):
    """Under which name a job's track is kept, the track if it was, and what is to be asked else."""

    key: str
    known: Track | None
    questions: list[Question]


class TierFiller(QObject, Generic[Track]):
    """Asks while the tier is shown, and waits while somebody wants to see a what-if.

    `finished` follows the last answer.

    Args:
        around: the project and the window.
        tier: shows what came.
        filling: what is asked.
        parent: owns this.
    """

    finished = Signal()

    def __init__(
        self,
        around: Surroundings,
        tier: FilledTier[Track],
        filling: Filling[Track],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._tier = tier
        self._filling = filling
        self._job: Job | None = None
        self._key = ""
        self._rest: list[Question] = []
        self._is_waiting = False
        self.track: Track | None = None
        around.masking.asking.loading.connect(self._tell)
        around.masking.asking.loaded.connect(self.begin)
        around.masking.changed.connect(self._go_on)
        around.timeline.loaded.connect(self.begin)
        around.timeline.view.viewed.connect(self.begin)
        around.session.changed.connect(self._on_changed)
        around.session.closing.connect(self.forget)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be asked."""
        return not self._rest

    @Slot()
    def begin(self) -> None:
        """Fill it in, if that is wanted, can be done, and was not done yet."""
        view = self._around.timeline.view
        content, model = view.content, self._around.masking.asking.model
        if content is None or model is None or view.row_rect(self._filling.key).isEmpty():
            return
        job = self._filling.job_of(content, model)
        if job is None or job == self._job:
            return
        self._job, self._rest = job, []
        self._show(self._filling.empty(job))
        self._around.session.read(
            self._filling.key,
            lambda project: self._plan(project, content, job),
            lambda plan: self._set_out(job, plan),
            lambda error: self._refuse(job, error),
        )

    @Slot()
    def forget(self) -> None:
        """The project closes, or what was answered is out of date."""
        self._job, self._rest, self._is_waiting, self.track = None, [], False, None
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Where nothing is known, whether a model is on its way."""
        if self.track is None:
            self._tier.clear(soon=self._around.masking.asking.is_loading)
            self._around.timeline.view.repaint_all()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and changes.concerns("tokens", "codebooks", "checkpoints"):
            self.forget()
            self.begin()

    def _plan(self, project: Project, content: TimelineContent, job: Job) -> _Plan[Track]:
        """What is known and what is to be asked; away from the window's thread."""
        filling = self._filling
        key = key_of(project, job.video_id, job.checkpoint, job.about)
        known = _recalled(filling, key, job)
        asked = filling.questions(project.folder, content, job) if known is None else []
        return _Plan(key, known, asked)

    def _set_out(self, job: Job, plan: _Plan[Track]) -> None:
        if job != self._job:
            return
        self._key, self._rest = plan.key, plan.questions
        if plan.known is not None:
            self._show(plan.known)
        if self._rest:
            self._ask()
        else:
            self.finished.emit()

    def _ask(self) -> None:
        """The next question, unless somebody waits for something more urgent."""
        job = self._job
        if job is None or not self._rest:
            return
        self._is_waiting = self._around.masking.asking.is_busy
        if self._is_waiting:
            return
        question = self._rest[0]
        self._around.engine.ask(
            question.request,
            lambda answer: self._take(job, question, answer),
            lambda error: self._refuse(job, error),
            channel=f"{self._filling.key} tier",
        )

    @Slot()
    def _go_on(self) -> None:
        if self._is_waiting:
            self._ask()

    def _take(self, job: Job, question: Question, answer: Any) -> None:  # noqa: ANN401 - as asked
        if job != self._job or self.track is None:
            return
        track = self._filling.with_answer(self.track, question.rows, answer)
        self._show(track)
        self._rest = self._rest[1:]
        if self._rest:
            self._ask()
            return
        kind, key, arrays = self._filling.key, self._key, self._filling.arrays_of(track)
        self._around.session.read(f"{kind} kept", lambda _: keep(kind, key, arrays), lambda _: None)
        self.finished.emit()

    def _refuse(self, job: Job, error: StudioError) -> None:
        if job != self._job:
            return
        self._job, self._rest, self.track = None, [], None
        self._tier.track = Absence(f"{error.message} {error.remedy}".strip())
        self._around.timeline.view.repaint_all()

    def _show(self, track: Track) -> None:
        self.track = self._tier.track = track
        self._around.timeline.view.repaint_all()


def _recalled(filling: Filling[Track], key: str, job: Job) -> Track | None:
    """What was kept; None where it is damaged or of another version as well: it is made anew."""
    kept = recall(filling.key, key)
    try:
        return None if kept is None else filling.track_of(kept, job)
    except (KeyError, ValueError):
        return None
