"""Has two models judge every clip of a video, a few at a time, and counts how far they agree."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QObject, Signal

from vbert_studio.errors import StudioError
from vbert_studio.jobs.agreement import Judged, agreement_of
from vbert_studio.jobs.requests import SurpriseAnswer
from vbert_studio.ui.compare.counted import Counted
from vbert_studio.ui.masking.surroundings import Surroundings
from vbert_studio.ui.model_tiers.surprise import AT_ONCE, next_clips
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack
from vbert_studio.ui.translation import tr


@dataclass(slots=True)
class _Count:
    """One that is under way: what is still to be asked, and what came."""

    video_id: int
    leaves: np.ndarray[tuple[int], np.dtype[np.int32]]
    tracks: dict[str, SurpriseTrack]
    todo: list[tuple[str, int]] = field(default_factory=list)


class Counting(QObject):
    """`told` says how far it is; `counted` brings how far the models agree."""

    told = Signal(str)
    counted = Signal(object)  # Counted
    failed = Signal(object)  # StudioError

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._now: _Count | None = None

    def count(self, rival: str) -> None:
        """Count anew, against this model."""
        content, model = self._around.timeline.view.content, self._around.masking.asking.model
        tokens = None if content is None else content.tokens
        if content is None or model is None or not isinstance(tokens, TokenTrack):
            return
        known = tokens.known
        names = dict.fromkeys([model.checkpoint, rival])
        self._now = _Count(
            content.video_id,
            tokens.leaves[:known],
            {name: SurpriseTrack.empty(known, name, model.visual_words) for name in names},
            [(name, first) for first in range(0, known, AT_ONCE) for name in names],
        )
        self._ask()

    def stop(self) -> None:
        """Want no answer any more."""
        self._now = None

    def _ask(self) -> None:
        now = self._now
        if now is None:
            return
        if not now.todo:
            self._tell(now)
            return
        name, first = now.todo[0]
        total = len(now.leaves) * len(now.tracks)
        done = sum(track.known for track in now.tracks.values())
        self.told.emit(tr("Counting: {done} of {total} clips judged…", done=done, total=total))
        folder = self._around.session.project.folder
        request = next_clips(folder, now.video_id, name, first, len(now.leaves))
        self._around.engine.ask(
            request, lambda answer: self._take(now, answer), self._refuse, channel="counting"
        )

    def _take(self, now: _Count, answer: SurpriseAnswer) -> None:
        if now is not self._now:
            return
        name, first = now.todo.pop(0)
        now.tracks[name] = now.tracks[name].with_judged(first, answer)
        self._ask()

    def _tell(self, now: _Count) -> None:
        names = list(now.tracks)
        one, other = (
            Judged(track.best, track.nats)
            for track in (now.tracks[names[0]], now.tracks[names[-1]])
        )
        self._now = None
        agreement = agreement_of(one, other, now.leaves)
        self.counted.emit(Counted(now.video_id, names[0], names[-1], agreement))

    def _refuse(self, error: StudioError) -> None:
        self._now = None
        self.told.emit("")
        self.failed.emit(error)
