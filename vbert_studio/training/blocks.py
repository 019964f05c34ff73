"""Films a block at a time, so that a corpus that is too large for memory can be learned from.

The films are shuffled and cut into blocks. A block is held in memory while a good number of
examples is drawn from it; then comes the next one, and after the last one a new shuffle. Few films
are one block, which stays. Which block an example comes from depends on its number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from vbert_studio.errors import StudioError
from vbert_studio.model.vocabulary import Ids
from vbert_studio.training.films import TrainingFilm

FILMS = 512
EXAMPLES = 8192


class ExamplesError(StudioError):
    """There is nothing to learn from."""


class Films(Protocol):
    """Films that may be read only when they are asked for. A list of films is one."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, index: int, /) -> TrainingFilm:
        """Film `index`, the same whenever it is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Films that are in memory, each with at least one token.

    Attributes:
        films: them.
        ends: int64 (F,), how many sentences the films up to and with this one have.
    """

    films: Sequence[TrainingFilm]
    ends: Ids

    @property
    def sentences(self) -> int:
        """How many sentences the films have together."""
        return int(self.ends[-1])

    def place_of(self, sentence: int) -> tuple[int, int]:
        """The film of a sentence of the block, and which of its sentences it is."""
        film = int(np.searchsorted(self.ends, sentence, side="right"))
        return film, sentence - (int(self.ends[film - 1]) if film else 0)


class Blocks:
    """Gives the block of an example.

    Args:
        films: where the blocks come from.
        seed: of the shuffles.
        size: films per block.
        examples: how many examples are drawn from a block.
    """

    def __init__(
        self, films: Films, *, seed: int = 0, size: int = FILMS, examples: int = EXAMPLES
    ) -> None:
        self._films = films
        self._seed = seed
        self._size = size
        self._examples = examples
        self._count = max(1, -(-len(films) // size))
        self._held = (-1, Block((), np.empty(0, np.int64)))

    def of(self, example: int) -> Block:
        """The block that this example is drawn from.

        Raises:
            ExamplesError: none of its films has a token.
        """
        number = example // self._examples if self._count > 1 else 0
        if number != self._held[0]:
            self._held = (number, self._checked(self._read(self._chosen(number))))
        return self._held[1]

    def _chosen(self, number: int) -> Sequence[int]:
        """The films of a block, by their places."""
        if self._count == 1:
            return range(len(self._films))
        turn, at = divmod(number, self._count)
        order = np.random.default_rng([self._seed, turn, 2]).permutation(len(self._films))
        chosen: list[int] = order[at * self._size : (at + 1) * self._size].tolist()
        return chosen

    def _read(self, chosen: Sequence[int]) -> Block:
        films = [film for film in (self._films[k] for k in chosen) if len(film.tokens)]
        return Block(films, np.cumsum([len(film.sentences) for film in films], dtype=np.int64))

    def _checked(self, block: Block) -> Block:
        if block.films:
            return block
        raise ExamplesError(
            "nothing_to_learn_from",
            "No video has visual tokens.",
            remedy="Extract features, train a codebook and tokenize first.",
        )
