"""Whole transcripts: taken from a file, or chosen among those that a video has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.transcripts import (
    SentenceLike,
    new_sentence,
    new_transcript,
    new_words,
)


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
        return f"Import {len(self.sentences)} sentences from “{self.source.partition(':')[2]}”"

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
