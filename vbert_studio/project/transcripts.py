"""Transcripts: what is said in a video, in sentences and words, and the search over it.

A video may have several transcripts, from subtitles and from recognisers; one is current. Making a
new one never touches an older one, so corrections by a person are not lost to a second run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from vbert_studio.project.records import Found, SentenceRow, TranscriptRow, WordRow
from vbert_studio.project.store import Cells, Row, Store, insert

if TYPE_CHECKING:
    from sqlite_utils import Database


class WordLike(Protocol):
    """A word as `language.transcript.Word` has it."""

    @property
    def start_s(self) -> float: ...  # noqa: D102
    @property
    def end_s(self) -> float: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def probability(self) -> float | None: ...  # noqa: D102
    @property
    def interpolated(self) -> bool: ...  # noqa: D102


class SentenceLike(Protocol):
    """A sentence as `language.transcript.Sentence` has it."""

    @property
    def start_s(self) -> float: ...  # noqa: D102
    @property
    def end_s(self) -> float: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> Sequence[WordLike]: ...  # noqa: D102


TRANSCRIPT = "t.id, t.video_id, t.source, t.language, t.complete, t.edited, t.is_current"
# A transcript that was shifted may begin before the video does: only what is shown is cut at 0, so
# that shifting it back gives the former times.
_SENTENCE_TIMES = "max(s.start_s, 0.0), max(s.end_s, 0.0)"
_WORD_TIMES = "max(w.start_s, 0.0), max(w.end_s, 0.0)"
SENTENCE = f"s.id, s.transcript_id, t.video_id, {_SENTENCE_TIMES}, s.text"
WORD = f"w.id, w.sentence_id, w.position, {_WORD_TIMES}, w.text, w.probability, w.interpolated"
_FROM = "FROM sentences s JOIN transcripts t ON t.id = s.transcript_id"


def fts_query(text: str) -> str:
    """A person's words as an FTS5 query: all must occur, the last one may be unfinished."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in text.split()]
    return " ".join(quoted) + "*" if quoted else ""


class Transcripts:
    """`project.transcripts`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, video_id: int) -> list[TranscriptRow]:
        """Every transcript of a video, oldest first."""
        sql = f"SELECT {TRANSCRIPT} FROM transcripts t WHERE t.video_id = ? ORDER BY t.id"
        rows = self._store.rows(sql, [video_id])
        return [
            TranscriptRow(id_, video, source, language, bool(complete), bool(edited), bool(shown))
            for id_, video, source, language, complete, edited, shown in rows
        ]

    def current(self, video_id: int) -> TranscriptRow | None:
        """The transcript that is shown."""
        return next((row for row in self.all(video_id) if row.is_current), None)

    def sentences(self, video_id: int) -> list[SentenceRow]:
        """The sentences of a video's current transcript, by time."""
        sql = (
            f"SELECT {SENTENCE} {_FROM} WHERE t.video_id = ? AND t.is_current = 1 "
            "ORDER BY s.start_s, s.id"
        )
        return [SentenceRow(*row) for row in self._store.rows(sql, [video_id])]

    def all_sentences(self, video_id: int) -> list[SentenceRow]:
        """The sentences of all transcripts of a video, those of the current one first."""
        sql = (
            f"SELECT {SENTENCE} {_FROM} WHERE t.video_id = ? "
            "ORDER BY t.is_current DESC, s.start_s, s.id"
        )
        return [SentenceRow(*row) for row in self._store.rows(sql, [video_id])]

    def words(self, sentence_id: int) -> list[WordRow]:
        """The words of a sentence, in order; empty where only the sentence has times."""
        sql = f"SELECT {WORD} FROM words w WHERE w.sentence_id = ? ORDER BY w.position"
        return [word_row(row) for row in self._store.rows(sql, [sentence_id])]

    def all_words(self, video_id: int) -> list[WordRow]:
        """The words of a video's current transcript, by time."""
        sql = (
            f"SELECT {WORD} {_FROM} JOIN words w ON w.sentence_id = s.id "
            "WHERE t.video_id = ? AND t.is_current = 1 ORDER BY s.start_s, s.id, w.position"
        )
        return [word_row(row) for row in self._store.rows(sql, [video_id])]

    def search(self, text: str, *, limit: int = 200) -> list[Found]:
        """The sentences of current transcripts that have all words of `text`, best first."""
        query = fts_query(text)
        if not query:
            return []
        sql = (
            f"SELECT {SENTENCE}, snippet(sentences_fts, 0, '[', ']', '…', 16) "
            "FROM sentences_fts JOIN sentences s ON s.id = sentences_fts.rowid "
            "JOIN transcripts t ON t.id = s.transcript_id JOIN videos v ON v.id = t.video_id "
            "WHERE sentences_fts MATCH ? AND t.is_current = 1 AND v.removed_at IS NULL "
            "ORDER BY rank, s.id LIMIT ?"
        )
        rows = self._store.rows(sql, [query, limit])
        return [Found(SentenceRow(*row[:-1]), row[-1]) for row in rows]

    def begin(self, video_id: int, source: str, language: str | None = None) -> int:
        """Start a transcript whose sentences will land one by one; returns its id.

        An unfinished one from the same source, left by a run that was stopped, is replaced unless a
        person has corrected it. The new one is shown at once unless the video has a finished one,
        which stays until `finish`.
        """
        with self._store.write() as db:
            left = "complete = 0 AND edited = 0 AND video_id = ? AND source = ?"
            sql = f"SELECT id FROM transcripts WHERE {left}"
            for (old,) in self._store.rows(sql, [video_id, source]):
                drop_transcript(db, old)
            current = self.current(video_id)
            new = insert(db, "transcripts", new_transcript(video_id, source, language, complete=0))
            if current is None or not current.complete:
                _make_current(db, video_id, new)
        return new

    def add(self, transcript_id: int, sentences: Iterable[SentenceLike]) -> None:
        """Land sentences with their words."""
        with self._store.write() as db:
            for sentence in sentences:
                insert_sentence(db, transcript_id, sentence)

    def finish(self, transcript_id: int, language: str | None = None) -> None:
        """The transcript is whole: it becomes the one that is shown."""
        with self._store.write() as db:
            db.execute(
                "UPDATE transcripts SET complete = 1, language = coalesce(?, language) "
                "WHERE id = ?",
                [language, transcript_id],
            )
            sql = "SELECT video_id FROM transcripts WHERE id = ?"
            _make_current(db, int(self._store.value(sql, [transcript_id])), transcript_id)


def word_row(row: Row) -> WordRow:
    """The record of a row of `WORD`."""
    id_, sentence_id, position, start_s, end_s, text, probability, interpolated = row
    return WordRow(
        id_, sentence_id, position, start_s, end_s, text, probability, bool(interpolated)
    )


def new_transcript(video_id: int, source: str, language: str | None, *, complete: int) -> Cells:
    """The row of a transcript that is not shown yet."""
    return {
        "video_id": video_id,
        "source": source,
        "language": language,
        "complete": complete,
        "edited": 0,
        "is_current": 0,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def new_sentence(transcript_id: int, sentence: SentenceLike) -> Cells:
    """The row of a sentence."""
    return {
        "transcript_id": transcript_id,
        "start_s": sentence.start_s,
        "end_s": sentence.end_s,
        "text": sentence.text,
    }


def new_words(sentence_id: int, sentence: SentenceLike) -> list[Cells]:
    """The rows of a sentence's words."""
    return [
        {
            "sentence_id": sentence_id,
            "position": position,
            "start_s": word.start_s,
            "end_s": word.end_s,
            "text": word.text,
            "probability": word.probability,
            "interpolated": int(word.interpolated),
        }
        for position, word in enumerate(sentence.words)
    ]


def _make_current(db: Database, video_id: int, transcript_id: int) -> None:
    db.execute("UPDATE transcripts SET is_current = 0 WHERE video_id = ?", [video_id])
    db.execute("UPDATE transcripts SET is_current = 1 WHERE id = ?", [transcript_id])


def insert_sentence(db: Database, transcript_id: int, sentence: SentenceLike) -> None:
    """Insert a sentence and its words, outside any edit."""
    id_ = insert(db, "sentences", new_sentence(transcript_id, sentence))
    for cells in new_words(id_, sentence):
        insert(db, "words", cells)


def drop_transcript(db: Database, transcript_id: int) -> None:
    """Delete a transcript with its sentences and words, for good."""
    sentences = "SELECT id FROM sentences WHERE transcript_id = ?"
    db.execute(f"DELETE FROM words WHERE sentence_id IN ({sentences})", [transcript_id])
    db.execute("DELETE FROM sentences WHERE transcript_id = ?", [transcript_id])
    db.execute("DELETE FROM transcripts WHERE id = ?", [transcript_id])
