"""Pairs: a stretch of a video beside a text, with what a person says about the two.

A pair keeps the text as it was when it was judged; a sentence that is corrected later changes no
judgement. Filters and orders are SQL, so that a hundred thousand pairs are as quick as ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import ProjectError
from vbert_studio.project.store import Row, Store, Value
from vbert_studio.project.transcripts import fts_query

_AT_ONCE = 500  # rows of one query, so that a long export holds few of them


class Judgement(StrEnum):
    """What a person says about a pair."""

    NONE = "none"
    ALIGNED = "aligned"
    NOT_ALIGNED = "not aligned"
    UNSURE = "unsure"

    @property
    def number(self) -> int:
        """Its place in the order of definition, as `PairListing` has it."""
        return _NUMBERS[self]


JUDGEMENTS = tuple(Judgement)
_NUMBERS = {judgement: number for number, judgement in enumerate(JUDGEMENTS)}

OrderBy = Literal["place", "video", "text", "judgement", "length", "note", "created", "changed"]
_ORDERS: dict[OrderBy, str] = {
    "place": "p.video_id {0}, p.start_s {0}, p.id {0}",
    "video": "v.path COLLATE NOCASE {0}, p.video_id {0}, p.start_s {0}, p.id {0}",
    "text": "p.text COLLATE NOCASE {0}, p.id {0}",
    "judgement": "j {0}, p.video_id, p.start_s, p.id",
    "length": "p.end_s - p.start_s {0}, p.id {0}",
    "note": "p.note = '', p.note COLLATE NOCASE {0}, p.id {0}",
    "created": "p.id {0}",
    "changed": "p.changed_at {0}, p.id {0}",
}
_NUMBER = (
    "CASE p.judgement "
    + " ".join(f"WHEN '{judgement}' THEN {number}" for judgement, number in _NUMBERS.items())
    + " END"
)
_FROM = "FROM pairs p JOIN videos v ON v.id = p.video_id"
_PAIR = (
    "p.id, p.video_id, p.start_s, p.end_s, p.sentence_id, p.text, p.judgement, p.note, p.origin, "
    "p.created_at, p.changed_at, s.text"
)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair.

    Attributes:
        sentence_id: the sentence it was made from, which may be gone by now; None for a stretch.
        text: what is said or shown to be done, as it was when the pair was made or changed last.
        origin: ``sentence``, ``stretch`` (marked by hand) or ``import``.
        created_at: ISO time in UTC.
        changed_at: ISO time in UTC of the last edit.
        said_now: what the sentence says now; None where it is gone or there never was one.
    """

    id: int
    video_id: int
    start_s: float
    end_s: float
    sentence_id: int | None
    text: str
    judgement: Judgement
    note: str
    origin: str
    created_at: str
    changed_at: str
    said_now: str | None

    @property
    def is_corrected(self) -> bool:
        """Whether the sentence says something else now."""
        return self.said_now is not None and self.said_now != self.text


@dataclass(frozen=True, slots=True)
class PairFilter:
    """Which pairs.

    Attributes:
        text: words that must all occur in text or note; the last one may be unfinished.
        judgements: any of these; none named means all.
        video_id: only of this video.
    """

    text: str = ""
    judgements: frozenset[Judgement] = frozenset()
    video_id: int | None = None


@dataclass(frozen=True, slots=True)
class PairOrder:
    """In which order."""

    by: OrderBy = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PairListing:
    """What a table shows, in its order.

    Attributes:
        ids: int64 (N,).
        judgements: int8 (N,), `Judgement.number` of each.
    """

    ids: npt.NDArray[np.int64]
    judgements: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many pairs have which judgement."""

    none: int = 0
    aligned: int = 0
    not_aligned: int = 0
    unsure: int = 0

    @property
    def judged(self) -> int:
        """Those about which a person has said something."""
        return self.aligned + self.not_aligned + self.unsure

    @property
    def total(self) -> int:
        """All."""
        return self.judged + self.none


ALL_PAIRS = PairFilter()
BY_PLACE = PairOrder()


class Pairs:
    """`project.pairs`. Pairs of removed videos are not there until the videos are back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listing(self, where: PairFilter = ALL_PAIRS, order: PairOrder = BY_PLACE) -> PairListing:
        """The ids and judgements of all pairs that pass a filter.

        SQLite hands all over as one text of numbers. Row by row, a hundred thousand of them take
        and leave Python's lock as often, and a window that shares it stands still meanwhile.
        """
        test, args = _test(where)
        way = "DESC" if order.descending else "ASC"
        by = _ORDERS[order.by].format(way)
        # The limit, which is none, has SQLite keep the order of what is put together.
        sql = (
            f"SELECT group_concat(number, ' ') FROM (SELECT p.id * {len(JUDGEMENTS)} + {_NUMBER} "
            f"AS number, {_NUMBER} AS j {_FROM} WHERE {test} ORDER BY {by} LIMIT -1)"
        )
        text: str = self._store.value(sql, args) or ""
        ids, judgements = np.divmod(np.fromstring(text, np.int64, sep=" "), len(JUDGEMENTS))
        return PairListing(ids, judgements.astype(np.int8))

    def rows(self, ids: Iterable[int]) -> list[PairRow]:
        """The pairs with these ids, in their order; those that are gone are left out."""
        wanted = [int(id_) for id_ in ids]
        marks = ", ".join("?" * len(wanted))
        found = {row.id: row for row in self._read(f"p.id IN ({marks})", wanted)}
        return [found[id_] for id_ in wanted if id_ in found]

    def all(self, where: PairFilter = ALL_PAIRS, order: PairOrder = BY_PLACE) -> Iterator[PairRow]:
        """The pairs that pass a filter, read a few hundred at a time."""
        ids = self.listing(where, order).ids
        for first in range(0, len(ids), _AT_ONCE):
            yield from self.rows(ids[first : first + _AT_ONCE].tolist())

    def get(self, pair_id: int) -> PairRow:
        """One pair.

        Raises:
            ProjectError: kind ``no_such_pair``.
        """
        for row in self.rows([pair_id]):
            return row
        raise ProjectError(
            "no_such_pair",
            f"The project has no pair number {pair_id}.",
            path=self._store.path,
            remedy="Look at the list again; it has changed meanwhile.",
        )

    def of_video(self, video_id: int) -> list[PairRow]:
        """The pairs of a video, by time."""
        return self._read("p.video_id = ? ORDER BY p.start_s, p.id", [video_id])

    def latest_at(self, video_id: int, start_s: float, end_s: float) -> int | None:
        """The pair of exactly this stretch that was made last."""
        sql = "SELECT max(id) FROM pairs WHERE video_id = ? AND start_s = ? AND end_s = ?"
        found: int | None = self._store.value(sql, [video_id, start_s, end_s])
        return found

    def counts(self, where: PairFilter = ALL_PAIRS) -> PairCounts:
        """How many pairs that pass a filter have which judgement."""
        test, args = _test(where)
        sql = f"SELECT p.judgement, count(*) {_FROM} WHERE {test} GROUP BY p.judgement"
        found: dict[str, int] = {str(name): count for name, count in self._store.rows(sql, args)}
        return PairCounts(*(found.get(judgement.value, 0) for judgement in JUDGEMENTS))

    def _read(self, test: str, args: list[int]) -> list[PairRow]:
        sql = (
            f"SELECT {_PAIR} {_FROM} LEFT JOIN sentences s ON s.id = p.sentence_id "
            f"WHERE v.removed_at IS NULL AND {test}"
        )
        return [_pair(row) for row in self._store.rows(sql, args)]


def _pair(row: Row) -> PairRow:
    id_, video_id, start_s, end_s, sentence_id, text, judgement, *others = row
    said = Judgement(judgement)
    return PairRow(id_, video_id, start_s, end_s, sentence_id, text, said, *others)


def _test(where: PairFilter) -> tuple[str, list[Value]]:
    """A filter as an SQL condition with its arguments."""
    tests, args = ["v.removed_at IS NULL"], list[Value]()
    query = fts_query(where.text)
    if query:
        tests.append("p.id IN (SELECT rowid FROM pairs_fts WHERE pairs_fts MATCH ?)")
        args.append(query)
    if where.judgements:
        tests.append(f"p.judgement IN ({', '.join('?' * len(where.judgements))})")
        args.extend(sorted(where.judgements))
    if where.video_id is not None:
        tests.append("p.video_id = ?")
        args.append(where.video_id)
    return " AND ".join(tests), args
