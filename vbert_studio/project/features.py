"""Features in chunks of clips, so that an extraction goes on where it stopped."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import BugError
from vbert_studio.project.store import Store


class ChunkLike(Protocol):
    """Several clips' features, as `visual.extraction.FeatureChunk` has them."""

    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def features(self) -> npt.NDArray[np.float16]: ...  # noqa: D102


class Features:
    """`project.features`. Features of two extractors never mix: every call names one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def extractors(self, video_id: int | None = None) -> list[str]:
        """The extractors that have features here, of one video or of any."""
        sql = (
            "SELECT DISTINCT extractor FROM features f JOIN videos v ON v.id = f.video_id "
            "WHERE v.removed_at IS NULL AND (?1 IS NULL OR video_id = ?1) ORDER BY extractor"
        )
        return [name for (name,) in self._store.rows(sql, [video_id])]

    def count(self, video_id: int, extractor: str) -> int:
        """How many clips of a video have a feature; the next chunk starts there."""
        sql = (
            "SELECT first + count FROM features WHERE video_id = ? AND extractor = ? "
            "ORDER BY first DESC LIMIT 1"
        )
        return int(self._store.value(sql, [video_id, extractor]) or 0)

    def append(self, video_id: int, extractor: str, chunk: ChunkLike, *, engine: str = "") -> None:
        """Add the next chunk; it is on disk when this returns.

        Args:
            video_id: the video.
            extractor: the name of the extractor that made it.
            chunk: `first` must be the present `count`; `features` is float16 (n, D).
            engine: what computed it, such as ``openvino bfloat16``.
        """
        rows = np.ascontiguousarray(chunk.features, dtype="<f2")
        with self._store.write() as db:
            if chunk.first != self.count(video_id, extractor):
                raise BugError(f"video {video_id}: chunk at {chunk.first} leaves a gap or overlaps")
            db.execute(
                "INSERT INTO features VALUES (?, ?, ?, ?, ?, ?, ?)",
                [video_id, extractor, chunk.first, *rows.shape, rows.tobytes(), engine],
            )

    def clear(self, video_id: int, extractor: str) -> None:
        """Forget a video's features of an extractor, and the tokens that came from them."""
        args = [video_id, extractor]
        made_of_them = "SELECT id FROM codebooks WHERE extractor = ?"
        with self._store.write() as db:
            db.execute("DELETE FROM features WHERE video_id = ? AND extractor = ?", args)
            db.execute(
                f"DELETE FROM tokens WHERE video_id = ? AND codebook_id IN ({made_of_them})", args
            )

    def load(self, video_id: int, extractor: str) -> npt.NDArray[np.float16]:
        """The features of a video, float16 (N, D); (0, 0) where there are none."""
        sql = (
            "SELECT count, dim, data FROM features WHERE video_id = ? AND extractor = ? "
            "ORDER BY first"
        )
        chunks = self._store.rows(sql, [video_id, extractor])
        if not chunks:
            return np.zeros((0, 0), dtype=np.float16)
        return np.concatenate(
            [np.frombuffer(data, dtype="<f2").reshape(n, dim) for n, dim, data in chunks]
        )

    def counts(self, extractor: str) -> dict[int, int]:
        """Video id -> how many of its clips have a feature, for videos that have any."""
        sql = (
            "SELECT video_id, sum(count) FROM features f JOIN videos v ON v.id = f.video_id "
            "WHERE v.removed_at IS NULL AND extractor = ? GROUP BY video_id ORDER BY video_id"
        )
        return dict(self._store.rows(sql, [extractor]))
