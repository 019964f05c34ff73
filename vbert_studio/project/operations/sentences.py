"""A person corrects what is said, and when."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.operations.stretches import check_times, plain, short
from vbert_studio.project.operations.words import cut, moved, retimed
from vbert_studio.project.records import SentenceRow, WordRow
from vbert_studio.project.store import Cells


def _refused(kind: str, message: str, remedy: str) -> ProjectError:
    return ProjectError(kind, message, remedy=remedy)


def _write_words(edit: Edit, sentence_id: int, old: list[WordRow], new: list[Cells]) -> None:
    """Make `new` the words of a sentence; rows are kept as far as there are any."""
    for position, word in enumerate(new):
        cells: Cells = {"sentence_id": sentence_id, "position": position, **word}
        if position < len(old):
            edit.update("words", old[position].id, cells)
        else:
            edit.insert("words", cells)
    for surplus in old[len(new) :]:
        edit.delete("words", surplus.id)


@dataclass(frozen=True, slots=True)
class SetSentenceText:
    """Correct the text of a sentence. Words that stay keep their times, others share the gap."""

    sentence_id: int
    text: str

    @property
    def name(self) -> str:
        """Shows the new text."""
        return f"Change a sentence to “{short(self.text)}”"

    @property
    def key(self) -> Key | None:
        """Typing in one sentence is one edit."""
        return Key(f"text:{self.sentence_id}")

    def apply(self, edit: Edit) -> None:
        """Change the text and fit the words to it."""
        text = plain(self.text)
        if not text:
            raise _refused(
                "empty_text", "A sentence cannot be empty.", "Delete the sentence instead."
            )
        sentence = edit.sentence(self.sentence_id)
        edit.update("sentences", sentence.id, {"text": text})
        words = edit.words(sentence.id)
        if words:
            fitted = retimed(words, text.split(), sentence.start_s, sentence.end_s)
            _write_words(edit, sentence.id, words, fitted)


@dataclass(frozen=True, slots=True)
class SetSentenceTimes:
    """Move a sentence, or one of its edges. Moved as a whole, its words move along."""

    sentence_id: int
    start_s: float
    end_s: float

    @property
    def name(self) -> str:
        """Shows the new times."""
        return f"Move a sentence to {self.start_s:.2f}–{self.end_s:.2f} s"

    @property
    def key(self) -> Key | None:
        """Nudging one sentence is one edit."""
        return Key(f"times:{self.sentence_id}")

    def apply(self, edit: Edit) -> None:
        """Change the times of the sentence and its words."""
        check_times(self.start_s, self.end_s)
        sentence = edit.sentence(self.sentence_id)
        edit.update("sentences", sentence.id, {"start_s": self.start_s, "end_s": self.end_s})
        words = edit.words(sentence.id)
        _write_words(edit, sentence.id, words, moved(words, sentence, self.start_s, self.end_s))


@dataclass(frozen=True, slots=True)
class DeleteSentences:
    """Delete sentences with their words."""

    sentence_ids: tuple[int, ...]
    text: str = ""

    @property
    def name(self) -> str:
        """Shows the `text` of a single sentence, or counts them."""
        if len(self.sentence_ids) == 1 and self.text:
            return f"Delete “{short(self.text)}”"
        return f"Delete {len(self.sentence_ids)} sentences"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Delete words first, then their sentences."""
        for id_ in self.sentence_ids:
            edit.sentence(id_)
            for word in edit.words(id_):
                edit.delete("words", word.id)
            edit.delete("sentences", id_)


@dataclass(frozen=True, slots=True)
class MergeSentences:
    """Make one sentence of several; the earliest stays and takes the words of the others."""

    sentence_ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """Counts them."""
        return f"Merge {len(self.sentence_ids)} sentences"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Join the texts and words in the order of their times."""
        rows = [edit.sentence(id_) for id_ in dict.fromkeys(self.sentence_ids)]
        rows.sort(key=lambda row: (row.start_s, row.id))
        if len(rows) < 2 or len({row.transcript_id for row in rows}) > 1:
            raise _refused(
                "cannot_merge",
                "Only two or more sentences of one transcript can be merged.",
                "Select neighbouring sentences of one video.",
            )
        self._join(edit, rows)

    def _join(self, edit: Edit, rows: list[SentenceRow]) -> None:
        first, others = rows[0], rows[1:]
        words = [word for row in rows for word in edit.words(row.id)]
        for position, word in enumerate(words):
            edit.update("words", word.id, {"sentence_id": first.id, "position": position})
        for row in others:
            edit.delete("sentences", row.id)
        text = " ".join(row.text for row in rows)
        end_s = max(row.end_s for row in rows)
        edit.update("sentences", first.id, {"text": text, "end_s": end_s})


@dataclass(frozen=True, slots=True)
class SplitSentence:
    """Split a sentence before the word at `position`, a place in its text counted in characters."""

    sentence_id: int
    position: int

    @property
    def name(self) -> str:
        """Says that it was split."""
        return "Split a sentence"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """The first part keeps the id, the second is a new sentence."""
        sentence = edit.sentence(self.sentence_id)
        head, tail = sentence.text[: self.position].split(), sentence.text[self.position :].split()
        if self.position < 0 or not head or not tail:
            raise _refused(
                "cannot_split",
                "A sentence can only be split between two of its words.",
                "Put the cursor between two words.",
            )
        words = edit.words(sentence.id)
        count, head_end_s, tail_start_s = cut(sentence, words, len(head), len(tail))
        edit.update("sentences", sentence.id, {"text": " ".join(head), "end_s": head_end_s})
        new = edit.insert(
            "sentences",
            {
                "transcript_id": sentence.transcript_id,
                "start_s": tail_start_s,
                "end_s": sentence.end_s,
                "text": " ".join(tail),
            },
        )
        for position, word in enumerate(words[count:]):
            edit.update("words", word.id, {"sentence_id": new, "position": position})
