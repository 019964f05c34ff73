"""An alignment as it is told: sentences by their texts, probabilities by words, a shift by a verb.

A shift is worth telling only when the sentences fit visibly better with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.jobs.requests import AlignmentAnswer
from vbert_studio.ui.filmstrip.board import per_cent
from vbert_studio.ui.parts.figures import Table, Value
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import number_text, tr

if TYPE_CHECKING:
    from vbert_studio.project import Project

COLUMNS = ("sentence", "text", "segment_of", "first_clip", "end_clip", "p")
_WORTH_IT = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """An answer with what is said.

    Attributes:
        answer: of the model.
        transcript_id: whose sentences these are.
        texts: of its sentences, in its order.
        starts_s: where the segment of each begins, in seconds.
        ends_s: where it ends.
    """

    answer: AlignmentAnswer
    transcript_id: int
    texts: tuple[str, ...]
    starts_s: tuple[float, ...]
    ends_s: tuple[float, ...]

    def cell(self, row: int, column: int) -> str:
        """A cell in a sentence."""
        p = float(self.answer.matrix[row, column])
        said = tr("was not asked") if np.isnan(p) else per_cent(p)
        where = tr(
            "{start} to {end}",
            start=time_text(self.starts_s[column], 0.1),
            end=time_text(self.ends_s[column], 0.1),
        )
        own = (
            tr("its own stretch")
            if row == column
            else tr("the stretch of “{value}”", value=self.texts[column])
        )
        return tr(
            "“{value}” with {own}, {where}: {said}",
            value=self.texts[row],
            own=own,
            where=where,
            said=said,
        )

    @property
    def shift_s(self) -> float:
        """By how much to shift the transcript; 0 where it is best as it is."""
        best, now = self.answer.best, self.answer.now
        worth_it = best.clips != 0 and best.mean_p - now.mean_p >= _WORTH_IT
        return best.seconds if worth_it else 0.0


def read_aligned(project: Project, video_id: int, answer: AlignmentAnswer) -> Aligned | None:
    """Put the texts to an answer; None when the transcript is another one by now."""
    transcript = project.transcripts.current(video_id)
    rows = {row.id: row for row in project.transcripts.sentences(video_id)}
    clips = project.videos.clips(video_id)
    placed = answer.sentences
    if transcript is None or any(one.sentence not in rows for one in placed):
        return None
    return Aligned(
        answer,
        transcript.id,
        tuple(rows[one.sentence].text for one in placed),
        tuple(clips[one.first_clip].start_s for one in placed),
        tuple(clips[one.end_clip - 1].end_s for one in placed),
    )


def offset_told(aligned: Aligned) -> str:
    """How the narration lies to the picture, in words."""
    if not aligned.shift_s:
        return tr("The narration fits the picture best as it is.")
    seconds = f"{number_text(abs(aligned.shift_s), '.1f')} s"
    lies = (
        tr("runs {seconds} ahead of", seconds=seconds)
        if aligned.shift_s > 0
        else tr("lags {seconds} behind", seconds=seconds)
    )
    return tr("The narration {lies} the picture.", lies=lies)


def fit_told(aligned: Aligned) -> str:
    """How well the sentences fit, and how well they would."""
    best, now = aligned.answer.best, aligned.answer.now
    if not aligned.shift_s:
        return tr("Its sentences fit with {per_cent} on average.", per_cent=per_cent(now.mean_p))
    was, would = per_cent(now.mean_p), per_cent(best.mean_p)
    return tr("Shifted, its sentences fit with {would} instead of {was}.", would=would, was=was)


def shift_told(by_s: float) -> str:
    """What a shift does, for its button."""
    if by_s > 0:
        return tr("Shift {seconds:.1f} s later", seconds=by_s)
    return tr("Shift {seconds:.1f} s earlier", seconds=-by_s)


def rows_of(aligned: Aligned) -> Iterator[tuple[Value, ...]]:
    """The numbers, one row per cell that was asked."""
    placed, matrix = aligned.answer.sentences, aligned.answer.matrix
    for row, sentence in enumerate(placed):
        for column, segment in enumerate(placed):
            p = float(matrix[row, column])
            if not np.isnan(p):
                place = (segment.sentence, segment.first_clip, segment.end_clip)
                yield sentence.sentence, aligned.texts[row], *place, p


def offsets_of(aligned: Aligned) -> Table:
    """How well all sentences fit when they are moved, one row per shift that was tried."""
    tried = [(one.clips, one.seconds, one.mean_p) for one in aligned.answer.offsets]
    return Table("offsets", ("clips", "seconds", "mean_p"), tried)
