"""Examples with tokens hidden, put together so that little is padded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Batch, Side, collate
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.training.examples import Example
from vbert_studio.training.masking import Masked, Masker

_POOLED = 32  # batches whose examples are sorted by length together


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a head is asked in a batch.

    Attributes:
        rows: int64 (M,), which sequence.
        columns: int64 (M,), which position.
        targets: int64 (M,), the id that was there.
    """

    rows: Ids
    columns: Ids
    targets: Ids


@dataclass(frozen=True, slots=True, eq=False)
class TrainingBatch:
    """One step's worth of examples.

    Attributes:
        batch: what the model reads, (B, T).
        text: the hidden WordPieces.
        video: the hidden visual tokens.
        paired: int64 (P,), the sequences with two sides.
        aligned: float32 (P,), 1 where they belong together.
        first_visual: the id of the first visual word.
    """

    batch: Batch
    text: Asked
    video: Asked
    paired: Ids
    aligned: npt.NDArray[np.float32]
    first_visual: int


class Drawn(Protocol):
    """Examples by number, of as many as are wanted."""

    vocabulary: JointVocabulary

    def __getitem__(self, number: int) -> Example:
        """Example `number`, always the same one."""


class Batches:
    """Batch `n` is a pure function of the examples' seed and `n`.

    Args:
        examples: where they come from.
        masker: hides tokens.
        size: sequences per batch, B.
        bare: share of the pairs in which nothing is hidden, as when alignment is asked later.
        seed: of the masks.
    """

    def __init__(
        self, examples: Drawn, masker: Masker, size: int, *, bare: float = 0.3, seed: int = 0
    ) -> None:
        self._examples = examples
        self._masker = masker
        self._size = size
        self._bare = bare
        self._seed = seed

    def starting_at(self, number: int) -> Iterator[TrainingBatch]:
        """Batch `number` and all after it, without end."""
        pool = number // _POOLED
        skipped = number % _POOLED
        while True:
            yield from self._pool(pool)[skipped:]
            pool, skipped = pool + 1, 0

    def _pool(self, pool: int) -> list[TrainingBatch]:
        """Examples of like length beside each other, the batches in random order."""
        rng = np.random.default_rng([self._seed, pool, 1])
        count = _POOLED * self._size
        drawn = [self._examples[pool * count + k] for k in range(count)]
        drawn.sort(key=lambda example: len(example.sequence))
        order = rng.permutation(_POOLED)
        return [self._batch(drawn[k * self._size : (k + 1) * self._size], rng) for k in order]

    def _batch(self, examples: list[Example], rng: np.random.Generator) -> TrainingBatch:
        masked = [self._hide(example, rng) for example in examples]
        paired = [k for k, example in enumerate(examples) if example.aligned is not None]
        # What is hidden beside a video that does not belong there has no right answer.
        answerable = [k for k, example in enumerate(examples) if example.aligned is not False]
        return TrainingBatch(
            batch=collate(one.sequence for one in masked),
            text=_asked(masked, answerable, Side.TEXT),
            video=_asked(masked, answerable, Side.VIDEO),
            paired=np.array(paired, np.int64),
            aligned=np.array([examples[k].aligned for k in paired], np.float32),
            first_visual=self._examples.vocabulary.first_visual,
        )

    def _hide(self, example: Example, rng: np.random.Generator) -> Masked:
        if example.aligned is not None and rng.random() < self._bare:
            nothing = np.empty(0, np.int64)
            return Masked(example.sequence, nothing, nothing)
        return self._masker.mask(example.sequence, rng)


def _asked(masked: list[Masked], answerable: list[int], side: Side) -> Asked:
    """The hidden positions of one side, over the whole batch."""
    rows, columns, targets = [], [], []
    for k in answerable:
        one = masked[k]
        at = one.sequence.sides[one.positions] == side
        columns.append(one.positions[at])
        targets.append(one.targets[at])
        rows.append(np.full(int(at.sum()), k, np.int64))
    nothing = [np.empty(0, np.int64)]
    return Asked(*(np.concatenate(parts or nothing) for parts in (rows, columns, targets)))
