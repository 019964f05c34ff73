"""Has the model judge the sentences of the video that is shown, a few at a time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import AskPairs, PairPlace, PairsAnswer
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.content import Absence, TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier, AlignmentTrack

if TYPE_CHECKING:
    from vbert_studio.ui.masking.controller import MaskingController
    from vbert_studio.ui.timeline.panel import TimelinePanel

_AT_ONCE = 16  # sentences per question: a more urgent one waits for these at most
_KEPT = 32  # videos whose answers are remembered


@dataclass(frozen=True, slots=True)
class _Job:
    """What is being judged: which sentences, on which clips, by which model."""

    video_id: int
    checkpoint: str
    texts: tuple[str, ...]
    starts: bytes
    ends: bytes
    leaves: bytes


@dataclass(frozen=True, slots=True)
class _Question:
    """Sentences by their numbers on the timeline, and where each of them lies."""

    numbers: tuple[int, ...]
    places: tuple[PairPlace, ...]


class AlignmentJudge(QObject):
    """Fills the alignment tier while it is shown. `finished` follows the last sentence."""

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
        self._rest: list[_Question] = []
        self._kept: OrderedDict[_Job, npt.NDArray[np.float32]] = OrderedDict()
        self._is_waiting = False
        masking.asking.loaded.connect(self.begin)
        masking.changed.connect(self._go_on)
        timeline.loaded.connect(self.begin)
        timeline.view.viewed.connect(self.begin)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.forget)

    @property
    def _tier(self) -> AlignmentTier:
        tier = self._timeline.view.tiers["alignment"]
        assert isinstance(tier, AlignmentTier)
        return tier

    @Slot()
    def begin(self) -> None:
        """Judge them, if that is wanted, can be done, and was not done yet."""
        content, model = self._timeline.view.content, self._masking.asking.model
        shown = not self._timeline.view.row_rect("alignment").isEmpty()
        if content is None or model is None or not shown:
            return
        job = _job_of(content, model.checkpoint)
        if job is None or job == self._job:
            return
        self._job, self._rest = job, []
        known = self._kept.get(job)
        self._show(np.full(len(job.texts), np.nan, np.float32) if known is None else known)
        if known is None:
            self._session.read("alignment", lambda _: _questions(content, job), self._ask_all)
        else:
            self.finished.emit()

    @Slot()
    def forget(self) -> None:
        """The project closes, or its model is another one."""
        self._job, self._rest, self._is_waiting = None, [], False
        self._kept.clear()
        self._tier.clear()
        self._timeline.view.repaint_all()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and changes.concerns("checkpoints", "codebooks"):
            self.forget()
            self.begin()

    def _ask_all(self, planned: tuple[_Job, list[_Question]]) -> None:
        job, questions = planned
        if job == self._job:
            self._rest = questions
            self._ask()

    def _ask(self) -> None:
        """The next sentences, unless somebody waits for something more urgent."""
        job = self._job
        if job is None:
            return
        if not self._rest:
            self._keep(job)
            return
        self._is_waiting = self._masking.asking.is_busy
        if self._is_waiting:
            return
        question = self._rest[0]
        self._engine.ask(
            AskPairs(self._session.project.folder, question.places, job.checkpoint),
            lambda answer: self._take(job, question, answer),
            self._refuse,
            channel="alignment tier",
        )

    @Slot()
    def _go_on(self) -> None:
        if self._is_waiting:
            self._ask()

    def _take(self, job: _Job, question: _Question, answer: PairsAnswer) -> None:
        track = self._tier.track
        if job != self._job or isinstance(track, Absence):
            return
        p = track.p.copy()
        p[list(question.numbers)] = answer.p
        self._rest = self._rest[1:]
        self._show(p)
        self._ask()

    def _keep(self, job: _Job) -> None:
        track = self._tier.track
        if isinstance(track, AlignmentTrack):
            self._kept[job] = track.p
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.finished.emit()

    def _refuse(self, error: StudioError) -> None:
        self._job, self._rest = None, []
        self._tier.track = Absence(f"{error.message} {error.remedy}".strip())
        self._timeline.view.repaint_all()

    def _show(self, p: npt.NDArray[np.float32]) -> None:
        assert self._job is not None
        self._tier.track = AlignmentTrack(p, self._job.checkpoint)
        self._timeline.view.repaint_all()


def _job_of(content: TimelineContent, checkpoint: str) -> _Job | None:
    tokens, said = content.tokens, content.sentences
    if not isinstance(tokens, TokenTrack) or not tokens.known or not isinstance(said, TextTrack):
        return None
    return _Job(
        content.video_id,
        checkpoint,
        said.texts,
        said.spans.starts.tobytes(),
        said.spans.ends.tobytes(),
        tokens.leaves.tobytes(),
    )


def _questions(content: TimelineContent, job: _Job) -> tuple[_Job, list[_Question]]:
    """Every sentence that says something, with the clips under it; away from the window's thread.

    The clips are those that training puts under it.
    """
    from vbert_studio.training.films import segment_of

    said, tokens = content.sentences, content.tokens
    assert isinstance(said, TextTrack)
    assert isinstance(tokens, TokenTrack)
    found = []
    for number, (start_s, end_s) in enumerate(zip(said.spans.starts, said.spans.ends, strict=True)):
        segment = segment_of(float(start_s), float(end_s), tokens.known)
        if segment is not None and said.texts[number].strip():
            found.append((number, PairPlace(job.video_id, *segment, said.texts[number])))
    parts = (found[n : n + _AT_ONCE] for n in range(0, len(found), _AT_ONCE))
    return job, [_Question(*(tuple(side) for side in zip(*p, strict=True))) for p in parts]
