"""Visual words: their names, where they occur, what stands beside them, what is said with them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from vbert_studio.project.said import Ints, Said, Seconds
from vbert_studio.project.store import Row, Store

_HERE = "JOIN videos v ON v.id = t.video_id AND v.removed_at IS NULL"

# A sentence without times for its words is one row, whose words share its time.
_SPOKEN = """
SELECT r.video_id, coalesce(w.start_s, s.start_s), coalesce(w.end_s, s.end_s),
    coalesce(w.text, s.text), w.id IS NULL
FROM transcripts r JOIN videos v ON v.id = r.video_id AND v.removed_at IS NULL
JOIN sentences s ON s.transcript_id = r.id LEFT JOIN words w ON w.sentence_id = s.id
WHERE r.is_current = 1 ORDER BY r.video_id
"""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A clip that has a visual word as its token."""

    video_id: int
    clip: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Which visual words stand before and after one, as (leaf, count), the most frequent first.

    Attributes:
        before: the words of the clips just before, other than itself.
        after: the words of the clips just after, other than itself.
        stays: how often the next clip has the same word.
    """

    before: tuple[tuple[int, int], ...]
    after: tuple[tuple[int, int], ...]
    stays: int


class VisualWords:
    """`project.words`. Names belong to a codebook: another one divides the clips otherwise."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def names(self, codebook_id: int) -> dict[int, str]:
        """Leaf id -> the name a person gave it."""
        sql = "SELECT leaf, name FROM word_names WHERE codebook_id = ? ORDER BY leaf"
        return dict(self._store.rows(sql, [codebook_id]))

    def places(self, codebook_id: int, leaf: int) -> list[WordPlace]:
        """Every clip with this word, by video and time."""
        sql = (
            f"SELECT t.video_id, t.clip, c.start_s, c.end_s FROM tokens t {_HERE} "
            "JOIN clips c ON c.video_id = t.video_id AND c.clip = t.clip "
            "WHERE t.codebook_id = ? AND t.leaf = ? ORDER BY t.video_id, t.clip"
        )
        return [WordPlace(*row) for row in self._store.rows(sql, [codebook_id, leaf])]

    def beside(self, codebook_id: int, leaf: int) -> Beside:
        """What stands just before and just after a word."""
        before, after = (self._next_to(codebook_id, leaf, step) for step in (-1, 1))
        others = [tuple(pair for pair in found if pair[0] != leaf) for found in (before, after)]
        return Beside(others[0], others[1], dict(after).get(leaf, 0))

    def _next_to(self, codebook_id: int, leaf: int, step: int) -> list[tuple[int, int]]:
        sql = (
            f"SELECT n.leaf, count(*) FROM tokens t {_HERE} JOIN tokens n "
            "ON n.codebook_id = t.codebook_id AND n.video_id = t.video_id AND n.clip = t.clip + ? "
            "WHERE t.codebook_id = ? AND t.leaf = ? GROUP BY n.leaf ORDER BY 2 DESC, 1"
        )
        return [(other, count) for other, count in self._store.rows(sql, [step, codebook_id, leaf])]

    def said(self, codebook_id: int) -> Said:
        """What is said during which word, over all current transcripts.

        A spoken word belongs to the clip in which its middle lies. Takes about a second for a
        million spoken words.
        """
        leaves: list[Ints] = []
        texts: list[str] = []
        for video_id, rows in groupby(self._store.rows(_SPOKEN), itemgetter(0)):
            spoken = [word for row in rows for word in _words_of(row)]
            middles = np.array([(start_s + end_s) / 2 for start_s, end_s, _ in spoken])
            leaves.append(self._leaves_at(codebook_id, video_id, middles))
            texts += [text for _, _, text in spoken]
        return Said.of(leaves, texts)

    def _leaves_at(self, codebook_id: int, video_id: int, times_s: Seconds) -> Ints:
        """The token at each time of a video, int64 (N,), -1 where there is none."""
        sql = (
            "SELECT c.start_s, c.end_s, t.leaf FROM tokens t "
            "JOIN clips c ON c.video_id = t.video_id AND c.clip = t.clip "
            "WHERE t.codebook_id = ? AND t.video_id = ? ORDER BY t.clip"
        )
        clips = np.array(self._store.rows(sql, [codebook_id, video_id]), np.float64).reshape(-1, 3)
        if not len(clips):
            return np.full(len(times_s), -1, np.int64)
        at = np.searchsorted(clips[:, 0], times_s, "right") - 1  # (N,)
        inside = (at >= 0) & (times_s < clips[at, 1])
        leaves: Ints = np.where(inside, clips[at, 2], -1).astype(np.int64)
        return leaves


def _words_of(row: Row) -> list[tuple[float, float, str]]:
    """The spoken words of a row of `_SPOKEN`, with their times."""
    _, start_s, end_s, text, whole = row
    if not whole:
        return [(start_s, end_s, text)]
    words = text.split()
    step = (end_s - start_s) / max(1, len(words))
    return [(start_s + n * step, start_s + (n + 1) * step, w) for n, w in enumerate(words)]
