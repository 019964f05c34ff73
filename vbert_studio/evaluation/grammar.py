"""The kitchen's grammar as those see it who look at films: with eyes, which cannot tell all apart.

Sugar and salt are drawn alike. So what a clip shows is not a step but a look, the class of all
steps that look the same, and every visual question is asked and judged by looks.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable

import numpy as np

from vbert_studio.evaluation.films import KitchenFilm
from vbert_studio.evaluation.metrics import Floats
from vbert_studio.kitchen.clip_world import ClipWorld
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.evidence import appearance, unknown
from vbert_studio.kitchen.posterior import anywhere
from vbert_studio.kitchen.rules import Recipe, Step
from vbert_studio.kitchen.world import World
from vbert_studio.model.vocabulary import Ids


class Grammar:
    """The whole recipe book: it is known to the limits, the recipe that is filmed is not.

    Args:
        book: the recipes; all of them when left out.
    """

    def __init__(self, book: Iterable[Recipe] | None = None) -> None:
        self.world = World(tuple(recipes() if book is None else book))
        self.clip_world = ClipWorld(self.world)
        self.looks = sorted({appearance(step) for step in self.world.steps})
        numbers = {look: number for number, look in enumerate(self.looks)}
        self._look: Ids = np.array([numbers[appearance(s)] for s in self.world.steps])  # (E,)

    def look(self, step: Step) -> int:
        """The number of a step's look."""
        return int(self._look[self.world.number(step)])

    def looks_of(self, film: KitchenFilm) -> Ids:
        """int64 (N,), what each clip of a film shows."""
        steps = np.array([self.look(step) for step in film.steps])
        return steps[film.clips]

    def evidence(self, looks: Iterable[int]) -> Floats:
        """(T, E + 1) what one knows who saw these looks."""
        rows = [np.append(self._look == look, False) for look in looks]
        return np.array(rows, np.float64).reshape(len(rows), self.world.symbols)

    def by_look(self, distribution: Floats) -> Floats:
        """(..., E + 1) over steps to (..., A) over looks, given that the film has not ended."""
        sums = np.zeros((*distribution.shape[:-1], len(self.looks)))
        for symbol, look in enumerate(self._look):
            sums[..., look] += distribution[..., symbol]
        shares: Floats = sums / sums.sum(axis=-1, keepdims=True)
        return shares

    @functools.cached_property
    def usual(self) -> Floats:
        """(E + 1,) how usual each step is, over all steps of all films; the end is left out."""
        weight = self.world.emitted(
            anywhere(self.world), np.ones(self.world.states), unknown(self.world)
        )
        weight[-1] = 0.0
        shares: Floats = weight / weight.sum()
        return shares

    @functools.cached_property
    def digest(self) -> str:
        """Names the grammar: two with one digest have the same posteriors.

        Probabilities count to nine places: sums of floats end otherwise on another Python.
        """
        found = hashlib.sha256("\n".join(map(str, self.world.steps)).encode())
        moves = self.world.moves
        billionths = np.round(moves.probability * 1e9)
        for column in (moves.source, moves.symbol, moves.target, billionths):
            found.update(column.astype("<i8").tobytes())
        return found.hexdigest()[:16]
