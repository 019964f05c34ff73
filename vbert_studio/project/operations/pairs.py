"""A person makes pairs, says what belongs together, and moves their edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.operations.stretches import (
    change,
    check_times,
    delete,
    made,
    move,
    plain,
    short,
)
from vbert_studio.project.pairs import Judgement
from vbert_studio.project.store import Cells

Origin = Literal["sentence", "stretch", "import"]
_Place = tuple[int, float, float, str]


@dataclass(frozen=True, slots=True)
class NewPair:
    """What a pair is made of.

    Attributes:
        origin: if it is another one than that of all that are made with it.
        created_at, changed_at: ISO times in UTC, if it was made elsewhere and not now.
    """

    video_id: int
    start_s: float
    end_s: float
    text: str
    sentence_id: int | None = None
    judgement: Judgement = Judgement.NONE
    note: str = ""
    origin: Origin | None = None
    created_at: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class MakePairs:
    """Make pairs of stretches and texts.

    Where a pair of the same stretch and text is there already, no second one is made; it takes over
    the judgement and the note, unless those are empty. Where several are, which edits can bring
    about, the second one given is the second one there.
    """

    pairs: tuple[NewPair, ...]
    origin: Origin

    @property
    def name(self) -> str:
        """Shows the text of a single pair, or counts them."""
        if self.origin == "import":
            if len(self.pairs) == 1:
                return "Import a pair"
            return f"Import {len(self.pairs):,} pairs"
        if len(self.pairs) == 1:
            return f"Make a pair of “{short(self.pairs[0].text)}”"
        return f"Make {len(self.pairs):,} pairs"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Insert those that are new."""
        before: Counter[_Place] = Counter()
        for pair in self.pairs:
            check_times(pair.start_s, pair.end_s)
            edit.video(pair.video_id)
            place = (pair.video_id, pair.start_s, pair.end_s, plain(pair.text))
            self._make(edit, pair, place, before[place])
            before[place] += 1

    def _make(self, edit: Edit, pair: NewPair, place: _Place, before: int) -> None:
        found = edit.find(
            "SELECT id FROM pairs WHERE video_id = ? AND start_s = ? AND end_s = ? AND text = ? "
            "ORDER BY id",
            *place,
        )
        if found:
            known = found[min(before, len(found) - 1)]
            change(edit, "pairs", known, _said(pair), changed_at=pair.changed_at)
        else:
            edit.insert("pairs", _row(pair, place[-1], self.origin))


def _said(pair: NewPair) -> Cells:
    """What a person says about a pair, as far as it is anything."""
    cells: Cells = {}
    if pair.judgement is not Judgement.NONE:
        cells["judgement"] = pair.judgement.value
    if pair.note:
        cells["note"] = pair.note
    return cells


def _row(pair: NewPair, text: str, origin: Origin) -> Cells:
    return {
        "video_id": pair.video_id,
        "start_s": pair.start_s,
        "end_s": pair.end_s,
        "sentence_id": pair.sentence_id,
        "text": text,
        "judgement": pair.judgement.value,
        "note": pair.note,
        "origin": pair.origin or origin,
        **made(pair.created_at, pair.changed_at),
    }


@dataclass(frozen=True, slots=True)
class JudgePairs:
    """Say of pairs whether sentence and stretch belong together. `text` is that of a single one."""

    pair_ids: tuple[int, ...]
    judgement: Judgement
    text: str = ""

    @property
    def name(self) -> str:
        """Names the pair and what was said about it."""
        one = len(self.pair_ids) == 1
        what = f"“{short(self.text)}”" if one else f"{len(self.pair_ids):,} pairs"
        if self.judgement is Judgement.NONE:
            return f"Take the judgement of {what} back"
        return f"Judge {what} {self.judgement}"

    @property
    def key(self) -> Key | None:
        """Thinking twice about the same pairs is one edit."""
        return Key(f"judge:{','.join(map(str, self.pair_ids))}") if self.pair_ids else None

    def apply(self, edit: Edit) -> None:
        """Set the judgement of each."""
        for pair_id in self.pair_ids:
            change(edit, "pairs", pair_id, {"judgement": self.judgement.value})


@dataclass(frozen=True, slots=True)
class SetPairTimes:
    """Move a pair, or one of its edges: the other one, None, stays wherever it is by then."""

    pair_id: int
    start_s: float | None
    end_s: float | None

    @property
    def name(self) -> str:
        """Shows the new times."""
        if self.end_s is None and self.start_s is not None:
            return f"Start a pair at {self.start_s:.2f} s"
        if self.start_s is None or self.end_s is None:
            return f"End a pair at {self.end_s:.2f} s"
        return f"Move a pair to {self.start_s:.2f}–{self.end_s:.2f} s"

    @property
    def key(self) -> Key | None:
        """Nudging one pair is one edit."""
        return Key(f"pair-times:{self.pair_id}")

    def apply(self, edit: Edit) -> None:
        """Change the times."""
        move(edit, "pairs", self.pair_id, self.start_s, self.end_s)


@dataclass(frozen=True, slots=True)
class SetPairText:
    """Change the text that a pair is about."""

    pair_id: int
    text: str

    @property
    def name(self) -> str:
        """Shows the new text."""
        return f"Change the text of a pair to “{short(self.text)}”"

    @property
    def key(self) -> Key | None:
        """Typing in one pair is one edit."""
        return Key(f"pair-text:{self.pair_id}")

    def apply(self, edit: Edit) -> None:
        """Change the text."""
        change(edit, "pairs", self.pair_id, {"text": plain(self.text)})


@dataclass(frozen=True, slots=True)
class SetPairNote:
    """Change a person's remark on a pair."""

    pair_id: int
    note: str

    @property
    def name(self) -> str:
        """Shows the remark."""
        return f"Note “{short(self.note)}” on a pair" if self.note else "Delete a pair's note"

    @property
    def key(self) -> Key | None:
        """Typing in one note is one edit."""
        return Key(f"pair-note:{self.pair_id}")

    def apply(self, edit: Edit) -> None:
        """Change the note."""
        change(edit, "pairs", self.pair_id, {"note": plain(self.note)})


@dataclass(frozen=True, slots=True)
class DeletePairs:
    """Delete pairs. `text` is that of a single one."""

    pair_ids: tuple[int, ...]
    text: str = ""

    @property
    def name(self) -> str:
        """Shows the text of a single pair, or counts them."""
        if len(self.pair_ids) == 1:
            return f"Delete the pair “{short(self.text)}”"
        return f"Delete {len(self.pair_ids):,} pairs"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Delete each."""
        for pair_id in self.pair_ids:
            delete(edit, "pairs", pair_id)
