"""What is asked to fill the surprise tier: every visual token, hidden alone."""

from __future__ import annotations

from pathlib import Path

from vbert_studio.jobs.requests import AskSurprise, SurpriseAnswer, VideoBertLoaded
from vbert_studio.ui.model_tiers.filler import Arrays, Job, Question
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack

CONTEXT = 8
AT_ONCE = 32  # clips per question: what somebody hides meanwhile waits for one of these at most


class SurpriseFilling:
    """See `Filling`."""

    key = "surprise"

    def job_of(self, content: TimelineContent, model: VideoBertLoaded) -> Job | None:
        """See `Filling`."""
        tokens = content.tokens
        if not isinstance(tokens, TokenTrack) or not tokens.known:
            return None
        words, about = model.visual_words, (str(CONTEXT),)
        return Job(content.video_id, model.checkpoint, words, tokens.known, about)

    def empty(self, job: Job) -> SurpriseTrack:
        """See `Filling`."""
        return SurpriseTrack.empty(job.rows, job.checkpoint, job.words)

    def questions(self, folder: Path, content: TimelineContent, job: Job) -> list[Question]:
        """See `Filling`."""
        del content
        asked = []
        for first in range(0, job.rows, AT_ONCE):
            request = next_clips(folder, job.video_id, job.checkpoint, first, job.rows)
            assert request.end_clip is not None
            asked.append(Question(request, tuple(range(first, request.end_clip))))
        return asked

    def with_answer(
        self, track: SurpriseTrack, rows: tuple[int, ...], answer: SurpriseAnswer
    ) -> SurpriseTrack:
        """See `Filling`."""
        return track.with_judged(rows[0], answer)

    def arrays_of(self, track: SurpriseTrack) -> Arrays:
        """See `Filling`."""
        return {"nats": track.nats, "best": track.best, "best_p": track.best_p}

    def track_of(self, arrays: Arrays, job: Job) -> SurpriseTrack:
        """See `Filling`."""
        blank = self.empty(job)
        kept = SurpriseTrack(
            arrays["nats"], arrays["best"], arrays["best_p"], job.checkpoint, blank.blind
        )
        if len(kept.nats) != job.rows:
            raise ValueError("kept of another number of clips")
        return kept


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
