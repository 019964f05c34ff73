"""One table for both modalities: WordPieces, ``[>]``, then a row per visual word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError

Ids = npt.NDArray[np.int64]

# Where BERT's uncased vocabulary keeps its special entries.
PAD, CLS, SEP, MASK = 0, 101, 102, 103
# Entries below this are special or were never used: [unused0] to [unused993].
FIRST_WORD_PIECE = 999


class VocabularyError(StudioError):
    """A visual token has no row in the model's table."""


@dataclass(frozen=True, slots=True, eq=False)
class JointVocabulary:
    """The rows of the embedding table.

    Attributes:
        text_size: how many WordPieces there are; they are the first rows.
        leaves: int32 (V,), the leaf ids of the codebook, rising; they are the last rows.
    """

    text_size: int
    leaves: npt.NDArray[np.int32]

    @property
    def between(self) -> int:
        """The id of ``[>]``, which stands between the modalities."""
        return self.text_size

    @property
    def first_visual(self) -> int:
        """The id of the first visual word."""
        return self.text_size + 1

    @property
    def visual_size(self) -> int:
        """How many visual words there are."""
        return len(self.leaves)

    @property
    def size(self) -> int:
        """How many rows the table has."""
        return self.first_visual + self.visual_size

    @property
    def digest(self) -> str:
        """Names the vocabulary: two with one digest have the same rows."""
        rows = np.asarray(self.leaves, dtype="<i4").tobytes()
        return hashlib.sha256(self.text_size.to_bytes(4, "little") + rows).hexdigest()[:16]

    def visual_ids(self, leaves: npt.ArrayLike) -> Ids:
        """The rows of visual tokens: leaf ids (N,) to ids (N,).

        Raises:
            VocabularyError: a leaf is none of this vocabulary's.
        """
        wanted = np.asarray(leaves, dtype=np.int64)
        ranks = np.searchsorted(self.leaves, wanted)
        known = ranks < self.visual_size
        known[known] = self.leaves[ranks[known]] == wanted[known]
        if not known.all():
            raise VocabularyError(
                "unknown_visual_word",
                f"The model knows no visual word {int(wanted[~known][0])}.",
                remedy="Tokenize the videos with the codebook that the model was trained with.",
            )
        return (ranks + self.first_visual).astype(np.int64)

    def leaves_of(self, ids: npt.ArrayLike) -> npt.NDArray[np.int32]:
        """The leaf ids of visual rows: the other way round, (N,)."""
        return self.leaves[np.asarray(ids, dtype=np.int64) - self.first_visual]

    def is_visual(self, ids: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Which ids are visual words, (N,)."""
        return np.asarray(np.asarray(ids) >= self.first_visual)
