"""The grammar as one finite Markov chain, over every recipe at once.

A hidden state is (recipe, what holds, food in hand); a symbol is a step, or the end of the film.
Given its recipe a film is a walk through that recipe's states, so the whole grammar is a hidden
Markov model whose transitions emit: small enough (thousands of states) that every posterior is a
forward-backward pass, exact to rounding. See `posterior`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vbert_studio.kitchen.chain import Floats, Ints
from vbert_studio.kitchen.rules import START, Recipe, State, Step


@dataclass(frozen=True, slots=True)
class Transitions:
    """Every possible move of every recipe, as parallel columns of M moves."""

    source: Ints  # (M,) state
    symbol: Ints  # (M,) step, or the end
    target: Ints  # (M,) state
    probability: Floats  # (M,)


class World:
    """Recipes with their prior probabilities, and the chain that they make.

    Args:
        recipes: the recipes that films are made of.
        prior: (R,) their probabilities; equal when left out.
    """

    def __init__(self, recipes: Sequence[Recipe], prior: Sequence[float] | None = None) -> None:
        self.recipes = tuple(recipes)
        weights = np.ones(len(self.recipes)) if prior is None else np.asarray(prior, np.float64)
        self.prior: Floats = weights / weights.sum()  # (R,)
        self.steps: tuple[Step, ...] = tuple(sorted(_steps_of(self.recipes)))
        self.end = len(self.steps)
        self._number = {step: number for number, step in enumerate(self.steps)}
        self._starts: list[int] = []
        self._owners: list[int] = []
        self.moves = self._unfold()

    @property
    def symbols(self) -> int:
        """How many symbols there are: E steps and the end."""
        return self.end + 1

    @property
    def states(self) -> int:
        """How many hidden states there are, the one after the end included (the last)."""
        return len(self._owners) + 1

    def number(self, step: Step) -> int:
        """The symbol of a step."""
        return self._number[step]

    def numbers(self, steps: Iterable[Step]) -> list[int]:
        """The symbols of several steps."""
        return [self._number[step] for step in steps]

    @cached_property
    def first(self) -> Floats:
        """(S,) where films begin."""
        belief = np.zeros(self.states)
        belief[self._starts] = self.prior
        return belief

    @cached_property
    def owner(self) -> Ints:
        """(S - 1,) the recipe that each state belongs to; the state after the end has none."""
        return np.asarray(self._owners, np.int64)

    def advance(self, belief: Floats, evidence: Floats) -> Floats:
        """One step forward: (S,) joint weights before, (E + 1,) evidence, to (S,) after."""
        flow = self._flow(belief[self.moves.source], evidence)
        return _gather(self.moves.target, flow, self.states)

    def retreat(self, message: Floats, evidence: Floats) -> Floats:
        """One step back: (S,) likelihood of what follows after the step, to before it."""
        flow = self._flow(message[self.moves.target], evidence)
        return _gather(self.moves.source, flow, self.states)

    def emitted(self, belief: Floats, message: Floats, evidence: Floats) -> Floats:
        """(E + 1,) joint weight of each symbol between a belief before and a message after."""
        flow = self._flow(belief[self.moves.source] * message[self.moves.target], evidence)
        return _gather(self.moves.symbol, flow, self.symbols)

    def _flow(self, weight: Floats, evidence: Floats) -> Floats:
        return weight * self.moves.probability * evidence[self.moves.symbol]

    def _unfold(self) -> Transitions:
        rows: list[tuple[int, int, int, float]] = []
        finals: list[int] = []
        for owner, recipe in enumerate(self.recipes):
            self._unfold_recipe(owner, recipe, rows, finals)
        after = len(self._owners)
        rows.extend((state, self.end, after, 1.0) for state in (*finals, after))
        source, symbol, target, probability = zip(*rows, strict=True)
        return Transitions(
            np.asarray(source, np.int64),
            np.asarray(symbol, np.int64),
            np.asarray(target, np.int64),
            np.asarray(probability, np.float64),
        )

    def _unfold_recipe(
        self,
        owner: int,
        recipe: Recipe,
        rows: list[tuple[int, int, int, float]],
        finals: list[int],
    ) -> None:
        known: dict[State, int] = {}

        def place(state: State) -> int:
            if state not in known:
                known[state] = len(self._owners)
                self._owners.append(owner)
                waiting.append(state)
            return known[state]

        waiting: list[State] = []
        self._starts.append(place(START))
        while waiting:
            state = waiting.pop()
            moves = recipe.successors(state)
            if not moves:
                finals.append(known[state])
            for step, after, probability in moves:
                rows.append((known[state], self._number[step], place(after), probability))


def _steps_of(recipes: Iterable[Recipe]) -> set[Step]:
    return {rule.step for recipe in recipes for rule in recipe.rules}


def _gather(place: Ints, weight: Floats, size: int) -> Floats:
    """(M,) weights summed by place into (size,)."""
    return np.bincount(place, weight, minlength=size).astype(np.float64)
