"""Whole transcripts: taken from a file, or chosen among those that a video has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.records import SentenceRow
from vbert_studio.project.store import Cells
from vbert_studio.project.transcripts import (
    SentenceLike,
    new_sentence,
    new_transcript,
    new_words,
)

# Sums of binary fractions are a little off: rounded, every time that a file or a recogniser can
# give comes back as it was.
_DECIMALS = 9


def _show(edit: Edit, video_id: int, transcript_id: int) -> None:
    sql = "SELECT id FROM transcripts WHERE video_id = ? AND is_current = 1"
    for id_ in edit.find(sql, video_id):
        edit.update("transcripts", id_, {"is_current": 0})
    edit.update("transcripts", transcript_id, {"is_current": 1})
    edit.touch(video_id)


@dataclass(frozen=True, slots=True)
class ImportTranscript:
    """Give a video a transcript that was read from a file; it becomes the one that is shown."""

    video_id: int
    source: str
    language: str | None
    sentences: Sequence[SentenceLike]

    @property
    def name(self) -> str:
        """Names the source and counts the sentences."""
        file = self.source.partition(":")[2]
        if len(self.sentences) == 1:
            return f"Import a sentence from “{file}”"
        return f"Import {len(self.sentences):,} sentences from “{file}”"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Insert the transcript with its sentences and words, and show it."""
        edit.video(self.video_id)
        transcript = edit.insert(
            "transcripts", new_transcript(self.video_id, self.source, self.language, complete=1)
        )
        for sentence in self.sentences:
            id_ = edit.insert("sentences", new_sentence(transcript, sentence))
            for cells in new_words(id_, sentence):
                edit.insert("words", cells)
        _show(edit, self.video_id, transcript)


@dataclass(frozen=True, slots=True)
class ChooseTranscript:
    """Show another of a video's transcripts."""

    transcript_id: int
    title: str

    @property
    def name(self) -> str:
        """Names the transcript by `title`."""
        return f"Show the transcript “{self.title}”"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Swap the marks."""
        video_id = edit.cells("transcripts", self.transcript_id)["video_id"]
        assert isinstance(video_id, int)
        _show(edit, video_id, self.transcript_id)


@dataclass(frozen=True, slots=True)
class ShiftTranscript:
    """Move every sentence of a transcript, with its words, by so many seconds.

    What begins before the video does is shown from its start on, but keeps its times: shifting as
    far the other way gives the former ones, to a billionth of a second.

    Raises:
        ProjectError: kind ``bad_times`` for a shift that is no number, ``before_start`` when a
            sentence would end before the video begins.
    """

    transcript_id: int
    by_s: float

    @property
    def name(self) -> str:
        """Shows how far, and in which direction."""
        return f"Shift the transcript {abs(self.by_s):.2f} s {_direction(self.by_s)}"

    @property
    def key(self) -> Key | None:
        """Never merged: the name would tell only the last of several shifts."""
        return None

    def apply(self, edit: Edit) -> None:
        """Move sentences and words alike."""
        edit.cells("transcripts", self.transcript_id)
        if not math.isfinite(self.by_s):
            raise ProjectError(
                "bad_times",
                f"A transcript cannot be shifted by {self.by_s} s.",
                remedy="Give a number of seconds.",
            )
        sql = "SELECT id FROM sentences WHERE transcript_id = ? ORDER BY end_s, id"
        for id_ in edit.find(sql, self.transcript_id) if self.by_s else ():
            self._move(edit, edit.sentence(id_))

    def _move(self, edit: Edit, sentence: SentenceRow) -> None:
        times = self._times(edit.cells("sentences", sentence.id))
        if times["end_s"] <= 0:
            raise self._before_start(sentence)
        edit.update("sentences", sentence.id, {**times})
        for word in edit.words(sentence.id):
            edit.update("words", word.id, {**self._times(edit.cells("words", word.id))})

    def _times(self, cells: Cells) -> dict[str, float]:
        start_s, end_s = cells["start_s"], cells["end_s"]
        assert isinstance(start_s, float)
        assert isinstance(end_s, float)
        moved = (round(time_s + self.by_s, _DECIMALS) for time_s in (start_s, end_s))
        return dict(zip(("start_s", "end_s"), moved, strict=True))

    def _before_start(self, sentence: SentenceRow) -> ProjectError:
        """Says how far it can be shifted: until its first sentence is just not over."""
        most_s = math.ceil(100 * sentence.end_s - 1e-6) / 100 - 0.01
        return ProjectError(
            "before_start",
            f"Shifted by {self.by_s:.2f} s, “{sentence.text}” would be said before the video "
            "begins.",
            remedy=f"Shift by {most_s:.2f} s at most, or delete that sentence first.",
        )


def _direction(by_s: float) -> str:
    return "earlier" if by_s < 0 else "later"
