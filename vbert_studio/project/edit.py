"""What an operation may do to the project, recorded row by row so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vbert_studio.errors import ProjectError
from vbert_studio.project.records import SentenceRow, WordRow
from vbert_studio.project.store import Cells, Store, insert
from vbert_studio.project.transcripts import SENTENCE, WORD, word_row

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: both with the same columns; None where there is no row."""

    table: str
    id: int
    before: Cells | None
    after: Cells | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What views have to read again.

    Attributes:
        name: the edit, as the menu and the status bar name it.
        kinds: the tables concerned: ``videos``, ``transcripts``, ``sentences``, ``words``,
            ``word_names`` ...
        videos: the ids of the videos concerned; none where an edit is about no video.
    """

    name: str
    kinds: frozenset[str]
    videos: frozenset[int]


@dataclass(frozen=True, slots=True)
class Key:
    """Operations that follow each other within `within_s` and have the same `text` are one edit."""

    text: str
    within_s: float = 3.0


class Operation(Protocol):
    """An edit by a person, as a frozen dataclass."""

    @property
    def name(self) -> str:
        """What the Undo menu says, with the values."""

    @property
    def key(self) -> Key | None:
        """What to merge it with for undo, such as the typing in one sentence; None never merges."""

    def apply(self, edit: Edit) -> None:
        """Make the changes through `edit`."""


class Edit:
    """The open transaction of one operation."""

    def __init__(self, db: Database, store: Store) -> None:
        self._db = db
        self._store = store
        self.changes: list[RowChange] = []
        self.videos: set[int] = set()
        self._transcripts: set[int] = set()
        self.project_folder = store.path.parent

    def touch(self, video_id: int) -> None:
        """Views of this video will have to be refreshed."""
        self.videos.add(video_id)

    def insert(self, table: str, cells: Cells) -> int:
        """Insert a row; returns its id."""
        id_ = self.plant(table, cells)
        self.changes.append(RowChange(table, id_, None, {"id": id_, **cells}))
        return id_

    def plant(self, table: str, cells: Cells) -> int:
        """Insert a row that stays when the edit is undone, because others may hang on it."""
        return insert(self._db, table, cells)

    def update(self, table: str, id_: int, cells: Cells) -> None:
        """Change cells of a row; those that stay the same are not recorded."""
        old = self.cells(table, id_)
        before: Cells = {name: old[name] for name in cells if old[name] != cells[name]}
        if not before:
            return
        after: Cells = {name: cells[name] for name in before}
        put(self._db, RowChange(table, id_, before, after))
        self.changes.append(RowChange(table, id_, before, after))

    def delete(self, table: str, id_: int) -> None:
        """Delete a row."""
        change = RowChange(table, id_, self.cells(table, id_), None)
        put(self._db, change)
        self.changes.append(change)

    def cells(self, table: str, id_: int) -> Cells:
        """A row as it is now.

        Raises:
            ProjectError: kind ``gone`` when there is no such row.
        """
        found = cells_of(self._db, table, id_)
        if found is None:
            raise self._gone(table, id_)
        return found

    def _gone(self, table: str, id_: int) -> ProjectError:
        return ProjectError(
            "gone",
            f"What was to be edited ({table} number {id_}) is no longer in the project.",
            path=self._store.path,
            remedy="Look at the list again; it has changed meanwhile.",
        )

    def video(self, id_: int) -> Cells:
        """A video that was not removed; it counts as touched. Raises like `cells`."""
        found = self.cells("videos", id_)
        if found["removed_at"] is not None:
            raise self._gone("videos", id_)
        self.touch(id_)
        return found

    def sentence(self, id_: int) -> SentenceRow:
        """A sentence that is to be edited; its video counts as touched."""
        self.cells("sentences", id_)
        row = self._store.row(
            f"SELECT {SENTENCE} FROM sentences s JOIN transcripts t ON t.id = s.transcript_id "
            "WHERE s.id = ?",
            [id_],
        )
        assert row is not None
        sentence = SentenceRow(*row)
        self.touch(sentence.video_id)
        self._transcripts.add(sentence.transcript_id)
        return sentence

    def finish(self) -> None:
        """Mark the transcripts whose sentences were edited, if anything was."""
        for id_ in self._transcripts if self.changes else ():
            self.update("transcripts", id_, {"edited": 1})

    def words(self, sentence_id: int) -> list[WordRow]:
        """The words of a sentence, in order."""
        sql = f"SELECT {WORD} FROM words w WHERE w.sentence_id = ? ORDER BY w.position"
        return [word_row(row) for row in self._store.rows(sql, [sentence_id])]

    def find(self, sql: str, *args: str | int | float | None) -> list[int]:
        """The ids that a query gives."""
        return [int(row[0]) for row in self._store.rows(sql, args)]


def cells_of(db: Database, table: str, id_: int) -> Cells | None:
    """A row by its id, as it is now."""
    cursor = db.execute(f"SELECT * FROM {table} WHERE id = ?", [id_])
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    return None if row is None else dict(zip(names, row, strict=True))


def put(db: Database, change: RowChange) -> None:
    """Bring a row from `before` to `after`."""
    if change.after is None:
        db.execute(f"DELETE FROM {change.table} WHERE id = ?", [change.id])
        return
    if change.before is None:
        insert(db, change.table, change.after)
        return
    sets = ", ".join(f"{name} = ?" for name in change.after)
    values = [*change.after.values(), change.id]
    db.execute(f"UPDATE {change.table} SET {sets} WHERE id = ?", values)
