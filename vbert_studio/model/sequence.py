"""What the model reads: one row of tokens from both modalities, in either order.

``[CLS] text [>] video [SEP]`` is the published order; ``[CLS] video [>] text [SEP]`` is drawn as
often in our training, because some prompts put the video first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

import numpy as np
import numpy.typing as npt

from vbert_studio.model.vocabulary import CLS, MASK, PAD, SEP, Ids, JointVocabulary


class Order(Enum):
    """Which modality stands first."""

    TEXT_FIRST = "text-first"
    VIDEO_FIRST = "video-first"


class Side(IntEnum):
    """What a position is. ``[MASK]`` belongs to the side that it hides."""

    SPECIAL = 0
    TEXT = 1
    VIDEO = 2


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """One row of tokens.

    Attributes:
        ids: int64 (T,), rows of the joint vocabulary.
        sides: int8 (T,), a `Side` per position.
    """

    ids: Ids
    sides: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def segments(self) -> Ids:
        """Int64 (T,): 1 (B) for visual tokens, 0 (A) for words and special tokens."""
        return np.asarray(self.sides == Side.VIDEO, dtype=np.int64)

    @property
    def text(self) -> Ids:
        """Int64 (Nt,): the positions of the WordPieces."""
        return np.flatnonzero(self.sides == Side.TEXT)

    @property
    def video(self) -> Ids:
        """Int64 (Nv,): the positions of the visual tokens."""
        return np.flatnonzero(self.sides == Side.VIDEO)

    def masked(self, positions: npt.ArrayLike) -> Sequence:
        """The same sequence with ``[MASK]`` at these positions."""
        return self.with_ids(positions, MASK)

    def with_ids(self, positions: npt.ArrayLike, ids: npt.ArrayLike) -> Sequence:
        """The same sequence with these ids at these positions, both (m,)."""
        changed = self.ids.copy()
        changed[np.asarray(positions, dtype=np.int64)] = ids
        return replace(self, ids=changed)


def build_sequence(
    vocabulary: JointVocabulary,
    text: npt.ArrayLike = (),
    video: npt.ArrayLike = (),
    order: Order = Order.TEXT_FIRST,
) -> Sequence:
    """Put WordPiece ids (Nt,) and visual ids (Nv,) into one row.

    Without a video there is no ``[>]``, and a video alone stands behind it in either order:
    ``[CLS] text [SEP]`` and ``[CLS] [>] video [SEP]``. ``[MASK]`` may stand on either side.
    """
    words = np.asarray(text, dtype=np.int64)
    visual = np.asarray(video, dtype=np.int64)
    parts = [(words, Side.TEXT)]
    if len(visual):
        parts += [(np.array([vocabulary.between]), Side.SPECIAL), (visual, Side.VIDEO)]
    if len(words) and order is Order.VIDEO_FIRST:
        parts.reverse()
    parts = [(np.array([CLS]), Side.SPECIAL), *parts, (np.array([SEP]), Side.SPECIAL)]
    return Sequence(
        ids=np.concatenate([ids for ids, _ in parts]),  # (T,)
        sides=np.concatenate([np.full(len(ids), side, np.int8) for ids, side in parts]),  # (T,)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Several sequences, padded to the longest of them.

    Attributes:
        ids: int64 (B, T), `PAD` behind the end.
        segments: int64 (B, T), 0 behind the end.
        lengths: int64 (B,).
    """

    ids: Ids
    segments: Ids
    lengths: Ids

    @property
    def attended(self) -> npt.NDArray[np.bool_]:
        """Bool (B, T): which positions are there."""
        return np.asarray(np.arange(self.ids.shape[1]) < self.lengths[:, None])


def collate(sequences: Iterable[Sequence]) -> Batch:
    """Pad sequences into one batch. Put sequences of like length together, or the padding costs."""
    rows = list(sequences)
    lengths = np.array([len(row) for row in rows], dtype=np.int64)  # (B,)
    ids = np.full((len(rows), int(lengths.max())), PAD, dtype=np.int64)  # (B, T)
    segments = np.zeros_like(ids)  # (B, T)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row.ids
        segments[at, : len(row)] = row.segments
    return Batch(ids, segments, lengths)
