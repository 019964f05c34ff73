"""What is asked to fill the alignment tier: does each sentence belong to the clips under it?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from vbert_studio.jobs.requests import AskPairs, PairPlace, PairsAnswer, VideoBertLoaded
from vbert_studio.ui.model_tiers.filler import Arrays, Job, Question
from vbert_studio.ui.timeline.content import TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTrack

_AT_ONCE = 16  # sentences per question: a more urgent one waits for these at most


class AlignmentFilling:
    """See `Filling`."""

    key = "alignment"

    def job_of(self, content: TimelineContent, model: VideoBertLoaded) -> Job | None:
        """See `Filling`."""
        tokens, said = content.tokens, content.sentences
        if not isinstance(tokens, TokenTrack) or not tokens.known:
            return None
        if not isinstance(said, TextTrack):
            return None
        about: tuple[str | bytes, ...]
        about = (*said.texts, said.spans.starts.tobytes(), said.spans.ends.tobytes())
        rows = len(said.texts)
        return Job(content.video_id, model.checkpoint, model.visual_words, rows, about)

    def empty(self, job: Job) -> AlignmentTrack:
        """See `Filling`."""
        return AlignmentTrack(np.full(job.rows, np.nan, np.float32), job.checkpoint)

    def questions(self, folder: Path, content: TimelineContent, job: Job) -> list[Question]:
        """Every sentence that says something, with the clips that training puts under it."""
        from vbert_studio.training.films import segment_of

        said, tokens = content.sentences, content.tokens
        assert isinstance(said, TextTrack)
        assert isinstance(tokens, TokenTrack)
        places: dict[int, PairPlace] = {}
        spans = zip(said.spans.starts, said.spans.ends, said.texts, strict=True)
        for number, (start_s, end_s, text) in enumerate(spans):
            segment = segment_of(float(start_s), float(end_s), tokens.known)
            if segment is not None and text.strip():
                places[number] = PairPlace(job.video_id, *segment, text)
        parts = [tuple(places)[n : n + _AT_ONCE] for n in range(0, len(places), _AT_ONCE)]
        return [
            Question(AskPairs(folder, tuple(places[n] for n in rows), job.checkpoint), rows)
            for rows in parts
        ]

    def with_answer(
        self, track: AlignmentTrack, rows: tuple[int, ...], answer: PairsAnswer
    ) -> AlignmentTrack:
        """See `Filling`."""
        p = track.p.copy()
        p[list(rows)] = answer.p
        return replace(track, p=p)

    def arrays_of(self, track: AlignmentTrack) -> Arrays:
        """See `Filling`."""
        return {"p": track.p}

    def track_of(self, arrays: Arrays, job: Job) -> AlignmentTrack:
        """See `Filling`."""
        if len(arrays["p"]) != job.rows:
            raise ValueError("kept of another number of sentences")
        return AlignmentTrack(arrays["p"], job.checkpoint)
