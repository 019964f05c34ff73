"""Computes the surprise of the video that is shown, a few clips at a time, and keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import AskSurprise, SurpriseAnswer
from vbert_studio.ui.masking.controller import MaskingController
from vbert_studio.ui.masking.surprise_store import keep, key_of, recall
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.content import Absence, TokenTrack
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTier, SurpriseTrack

if TYPE_CHECKING:
    from vbert_studio.project import Project

CONTEXT = 8
AT_ONCE = 32  # clips per question: what somebody hides meanwhile waits for one of these at most


@dataclass(frozen=True, slots=True)
class _Job:
    """What is being computed: of which video, by which model, under which name it is kept."""

    video_id: int
    checkpoint: str
    words: int
    clips: int
    key: str = ""


class SurpriseController(QObject):
    """Fills the surprise tier while it is shown. `finished` follows the last clip."""

    finished = Signal()

    def __init__(
        self,
        session: ProjectSession,
        engine: EngineLink,
        timeline: TimelinePanel,
        masking: MaskingController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._timeline = timeline
        self._masking = masking
        self._job: _Job | None = None
        self._waiting = False
        self.track: SurpriseTrack | None = None
        masking.asking.loaded.connect(self.begin)
        masking.changed.connect(self._go_on_waiting)
        timeline.loaded.connect(self.begin)
        timeline.view.viewed.connect(self.begin)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.forget)

    @property
    def _tier(self) -> SurpriseTier:
        tier = self._timeline.view.tiers["surprise"]
        assert isinstance(tier, SurpriseTier)
        return tier

    @Slot()
    def begin(self) -> None:
        """Compute it, if it is wanted, can be had, and is not there yet."""
        content, model = self._timeline.view.content, self._masking.asking.model
        tokens = None if content is None else content.tokens
        shown = not self._timeline.view.row_rect("surprise").isEmpty()
        if content is None or model is None or not isinstance(tokens, TokenTrack) or not shown:
            return
        job = _Job(content.video_id, model.checkpoint, model.visual_words, tokens.known)
        if not job.clips or (self._job is not None and replace(self._job, key="") == job):
            return
        self._job = job
        self._show(SurpriseTrack.empty(job.clips, job.checkpoint, job.words))
        self._session.read("surprise", lambda p: _find(p, job), self._found)

    @Slot()
    def forget(self) -> None:
        """The project closes, or what was computed is out of date."""
        self._job, self.track, self._waiting = None, None, False
        self._tier.clear()
        self._timeline.view.repaint_all()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and changes.concerns("tokens", "codebooks", "checkpoints"):
            self.forget()
            self.begin()

    def _found(self, found: tuple[_Job, SurpriseTrack | None]) -> None:
        job, track = found
        if self._job != replace(job, key=""):
            return
        self._job = job
        if track is not None and len(track.nats) == job.clips:
            self._show(track)
            self.finished.emit()
        else:
            self._ask()

    def _ask(self) -> None:
        """The next clips, unless somebody waits for something more urgent."""
        job, track = self._job, self.track
        if job is None or track is None:
            return
        self._waiting = self._masking.asking.is_busy
        if self._waiting:
            return
        first, folder = track.known, self._session.project.folder
        request = next_clips(folder, job.video_id, job.checkpoint, first, job.clips)
        self._engine.ask(
            request, lambda answer: self._take(job, first, answer), self._refuse, channel="surprise"
        )

    @Slot()
    def _go_on_waiting(self) -> None:
        if self._waiting:
            self._ask()

    def _take(self, job: _Job, first: int, answer: SurpriseAnswer) -> None:
        track = self.track
        if job != self._job or track is None:
            return
        done = track.with_judged(first, answer)
        self._show(done)
        if done.known < job.clips:
            self._ask()
        else:
            self._session.read("surprise kept", lambda _: keep(job.key, done), lambda _: None)
            self.finished.emit()

    def _refuse(self, error: StudioError) -> None:
        self._job = None
        self._tier.track = Absence(f"{error.message} {error.remedy}".strip())
        self._timeline.view.repaint_all()

    def _show(self, track: SurpriseTrack) -> None:
        self.track = self._tier.track = track
        self._timeline.view.repaint_all()


def next_clips(folder: Path, video_id: int, checkpoint: str, first: int, clips: int) -> AskSurprise:
    """The question about the next few clips of a video of so many, from `first` on."""
    return AskSurprise(
        folder,
        video_id,
        context=CONTEXT,
        checkpoint=checkpoint,
        first_clip=first,
        end_clip=min(first + AT_ONCE, clips),
    )


def _find(project: Project, job: _Job) -> tuple[_Job, SurpriseTrack | None]:
    key = key_of(project, job.video_id, job.checkpoint, CONTEXT)
    return replace(job, key=key), recall(key)
