"""The codebooks of a project, the tokens they gave, and their exemplars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.project.current import make_current, next_name, no_such
from vbert_studio.project.records import CodebookRow, Exemplar
from vbert_studio.project.store import Row, Store


class Codebooks:
    """`project.codebooks`. At most one is current; only its tokens are shown."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def _codebook(self, row: Row) -> CodebookRow:
        id_, name, extractor, folder, levels, branching, seed, fitted_on, made_at, current = row
        place = self._folder / folder
        numbers = (levels, branching, seed, fitted_on)
        return CodebookRow(id_, name, extractor, place, *numbers, made_at, bool(current))

    def all(self) -> list[CodebookRow]:
        """Every codebook, oldest first."""
        rows = self._store.rows("SELECT * FROM codebooks ORDER BY id")
        return [self._codebook(row) for row in rows]

    def current(self) -> CodebookRow | None:
        """The codebook in use."""
        row = self._store.row("SELECT * FROM codebooks WHERE is_current = 1")
        return None if row is None else self._codebook(row)

    def get(self, name: str) -> CodebookRow:
        """The codebook with this name.

        Raises:
            ProjectError: kind ``no_such_codebook``.
        """
        row = self._store.row("SELECT * FROM codebooks WHERE name = ?", [name])
        if row is None:
            names = [codebook.name for codebook in self.all()]
            raise no_such("codebook", name, names, self._store.path)
        return self._codebook(row)

    def next_name(self) -> str:
        """A name that no codebook of this project has had."""
        taken = {codebook.name for codebook in self.all()}
        return next_name(self._store, "codebooks", "codebook", taken)

    def add(
        self,
        name: str,
        *,
        extractor: str,
        folder: Path,
        levels: int,
        branching: int,
        seed: int,
        fitted_on: int,
        leaves: Mapping[int, str],
        names: Mapping[int, str] | None = None,
    ) -> CodebookRow:
        """Add a codebook, whose tree was saved in `folder` before, and make it the current one.

        Args:
            name: from `next_name`, or a person's choice.
            extractor: whose features it divides.
            folder: below the project's folder.
            levels: of the tree.
            branching: children of a node.
            seed: it was fitted with.
            fitted_on: how many features it was fitted on.
            leaves: leaf id -> path, for the leaves that exist.
            names: leaf id -> name, for words that come with one; a person can change it.
        """
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        place = folder.relative_to(self._folder).as_posix()
        with self._store.write() as db:
            db.execute("UPDATE codebooks SET is_current = 0")
            columns = "name, extractor, folder, levels, branching, seed, fitted_on, made_at"
            id_ = db.execute(
                f"INSERT INTO codebooks ({columns}, is_current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                [name, extractor, place, levels, branching, seed, fitted_on, made_at],
            ).lastrowid
            rows = [(id_, leaf, path) for leaf, path in leaves.items()]
            db.conn.executemany("INSERT INTO leaves VALUES (?, ?, ?)", rows)
            given = [(id_, leaf, word) for leaf, word in (names or {}).items()]
            sql = "INSERT INTO word_names (codebook_id, leaf, name) VALUES (?, ?, ?)"
            db.conn.executemany(sql, given)
        return self.get(name)

    def use(self, name: str) -> None:
        """Make a codebook the current one."""
        chosen = self.get(name)
        with self._store.write() as db:
            make_current(db, "codebooks", chosen.id)

    def paths(self, codebook_id: int) -> dict[int, str]:
        """Leaf id -> path, for the leaves of a codebook that exist."""
        return dict(self._rows("leaf, path FROM leaves", codebook_id))

    def usage(self, codebook_id: int) -> dict[int, int]:
        """Leaf id -> how many clips of the project have it as their token."""
        sql = (
            "SELECT leaf, count(*) FROM tokens t JOIN videos v ON v.id = t.video_id "
            "WHERE codebook_id = ? AND removed_at IS NULL GROUP BY leaf ORDER BY leaf"
        )
        return dict(self._store.rows(sql, [codebook_id]))

    def set_exemplars(self, codebook_id: int, exemplars: Iterable[Exemplar]) -> None:
        """Replace the exemplars of a codebook."""
        rows = [(codebook_id, e.leaf, e.rank, e.video_id, e.clip, e.distance) for e in exemplars]
        with self._store.write() as db:
            db.execute("DELETE FROM exemplars WHERE codebook_id = ?", [codebook_id])
            db.conn.executemany("INSERT INTO exemplars VALUES (?, ?, ?, ?, ?, ?)", rows)

    def exemplars(self, codebook_id: int, leaf: int) -> list[Exemplar]:
        """The clips nearest to a leaf's centroid, nearest first, of videos that are still here."""
        sql = (
            "SELECT leaf, rank, video_id, clip, distance FROM exemplars e "
            "JOIN videos v ON v.id = e.video_id "
            "WHERE codebook_id = ? AND leaf = ? AND removed_at IS NULL ORDER BY rank"
        )
        return [Exemplar(*row) for row in self._store.rows(sql, [codebook_id, leaf])]

    def _rows(self, what: str, codebook_id: int) -> list[Row]:
        return self._store.rows(f"SELECT {what} WHERE codebook_id = ? ORDER BY 1", [codebook_id])


class Tokens:
    """`project.tokens`: those of the current codebook, unless another one is named."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, codebook_id: int, video_id: int, leaves: npt.NDArray[np.int32]) -> None:
        """Replace a video's tokens: leaf ids (N,), one per clip from the first on."""
        rows = [(codebook_id, video_id, clip, int(leaf)) for clip, leaf in enumerate(leaves)]
        with self._store.write() as db:
            where = "codebook_id = ? AND video_id = ?"
            db.execute(f"DELETE FROM tokens WHERE {where}", [codebook_id, video_id])
            db.conn.executemany("INSERT INTO tokens VALUES (?, ?, ?, ?)", rows)

    def append(
        self, codebook_id: int, video_id: int, first: int, leaves: npt.NDArray[np.int32]
    ) -> None:
        """Set the tokens of the clips from `first` on: leaf ids (n,); those before stay."""
        rows = [(codebook_id, video_id, first + k, int(leaf)) for k, leaf in enumerate(leaves)]
        with self._store.write() as db:
            db.conn.executemany("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?)", rows)

    def load(self, video_id: int) -> npt.NDArray[np.int32]:
        """A video's tokens (N,), one per clip from the first on.

        Shorter than the video while its features are still being extracted; empty without a
        current codebook.
        """
        sql = (
            "SELECT leaf FROM tokens t JOIN codebooks c ON c.id = t.codebook_id "
            "WHERE is_current = 1 AND video_id = ? ORDER BY clip"
        )
        return np.array([leaf for (leaf,) in self._store.rows(sql, [video_id])], dtype=np.int32)

    def of(self, codebook_id: int, video_id: int) -> npt.NDArray[np.int32]:
        """A video's tokens (N,) by this codebook, current or not."""
        sql = "SELECT leaf FROM tokens WHERE codebook_id = ? AND video_id = ? ORDER BY clip"
        rows = self._store.rows(sql, [codebook_id, video_id])
        return np.array([leaf for (leaf,) in rows], dtype=np.int32)

    def videos(self, codebook_id: int) -> list[int]:
        """The videos that have tokens by this codebook, by id."""
        sql = (
            "SELECT id FROM videos v WHERE removed_at IS NULL AND EXISTS ("
            "SELECT 1 FROM tokens WHERE codebook_id = ? AND video_id = v.id) ORDER BY id"
        )
        return [id_ for (id_,) in self._store.rows(sql, [codebook_id])]
