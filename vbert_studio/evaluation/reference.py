"""What an evaluation needs from films for training: what visual words stand for, and a classifier.

It is one small file, so that nobody has to make those films anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vbert_studio.arrays import load_arrays, save_arrays
from vbert_studio.evaluation.films import EvaluationError, KitchenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.reading import Reading
from vbert_studio.evaluation.supervised import Supervised
from vbert_studio.visual.codebook import Codebook


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Counted and learned on films for training.

    Attributes:
        reading: what each leaf of the codebook shows.
        supervised: the classifier.
        films: how many films it was.
    """

    reading: Reading
    supervised: Supervised
    films: int

    @classmethod
    def fit(cls, films: Sequence[KitchenFilm], codebook: Codebook, grammar: Grammar) -> Reference:
        """Count and learn."""
        seen = (
            (np.searchsorted(codebook.leaves, codebook.encode(f.features)), grammar.looks_of(f))
            for f in films
        )
        reading = Reading.count(seen, len(codebook.leaves), len(grammar.looks))
        return cls(reading, Supervised.fit(films), len(films))

    def save(self, path: Path, codebook: Codebook, grammar: Grammar) -> None:
        """Write the file; it names what it belongs to."""
        save_arrays(
            path,
            belongs_to=np.array(_belongs_to(codebook, grammar)),
            counts=self.reading.counts.astype(np.int32),
            films=self.films,
            **self.supervised.arrays(),
        )

    @classmethod
    def load(cls, path: Path, codebook: Codebook, grammar: Grammar) -> Reference:
        """Read the file.

        Raises:
            EvaluationError: kind ``no_reference``, or ``reference_differs`` when it was made for
                another codebook or another recipe book.
        """
        found = load_arrays(path)
        if found is None:
            raise EvaluationError(
                "no_reference",
                f"There is no {path}, which says what visual words stand for.",
                path=path,
                remedy="Name a folder of films for training with --training.",
            )
        if str(found["belongs_to"]) != _belongs_to(codebook, grammar):
            raise EvaluationError(
                "reference_differs",
                f"{path} was made for another codebook or another kitchen.",
                path=path,
                remedy="Name a folder of films for training with --training.",
            )
        reading = Reading.of_counts(found["counts"].astype(np.int64))
        return cls(reading, Supervised.of_arrays(found), int(found["films"]))


def _belongs_to(codebook: Codebook, grammar: Grammar) -> str:
    return f"codebook {codebook.digest}, grammar {grammar.digest}"
