"""What can be done in the kitchen, and when.

A recipe is a set of rules over facts. A rule is one step ("peel the carrot with the peeler on the
board") that becomes possible when its needs are facts, makes new facts, and loses its sense once
one of its `until` facts holds. A cook does, at each moment, one of the possible steps, drawn in
proportion to the weights, with some inclination to stay with the food at hand. So alternatives are
two rules that give the same fact, an optional step is one that nothing needs, a repeated step is
two rules with one step, and what can be interleaved is interleaved.
"""

from __future__ import annotations

from dataclasses import dataclass

STAYING = 2.5
"""How much likelier a step becomes when it goes on with the food of the step before."""

DONE = "served"
"""The fact with which every recipe ends."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One thing that is done: what, to what, with what, where."""

    verb: str
    object: str
    tool: str
    place: str

    def __str__(self) -> str:
        """The four words in that order; `Step.parse` reads them back."""
        return f"{self.verb} {self.object} {self.tool} {self.place}"

    @classmethod
    def parse(cls, text: str) -> Step:
        """The step written as four words: verb, object, tool, place."""
        verb, thing, tool, place = text.split()
        return cls(verb, thing, tool, place)


@dataclass(frozen=True, slots=True)
class Rule:
    """A step with its pre-conditions, its post-conditions and its weight among the possible."""

    step: Step
    needs: frozenset[str]
    gives: frozenset[str]
    until: frozenset[str]
    weight: float

    def is_possible(self, facts: frozenset[str]) -> bool:
        """Whether the step can be done now and would change something."""
        return self.needs <= facts and not self.gives <= facts and not self.until & facts


@dataclass(frozen=True, slots=True)
class State:
    """How far a cook is: what holds, and which food was in hand last."""

    facts: frozenset[str]
    focus: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """A dish with its ingredients chosen. `name` is the dish and the choices, with dashes."""

    name: str
    dish: str
    rules: tuple[Rule, ...]

    def successors(self, state: State) -> list[tuple[Step, State, float]]:
        """The possible steps in a state, where each leads, and their probabilities (sum 1).

        Empty exactly when the dish is served.
        """
        if DONE in state.facts:
            return []
        possible = [rule for rule in self.rules if rule.is_possible(state.facts)]
        weights = [_inclination(rule, state) for rule in possible]
        total = sum(weights)
        return [
            (rule.step, State(state.facts | rule.gives, rule.step.object), weight / total)
            for rule, weight in zip(possible, weights, strict=True)
        ]

    def ingredients(self) -> frozenset[str]:
        """Every object that a step of the recipe may act on."""
        return frozenset(rule.step.object for rule in self.rules)


START = State(frozenset(), "")


def _inclination(rule: Rule, state: State) -> float:
    return rule.weight * (STAYING if rule.step.object == state.focus else 1.0)


def rule(step: str, *, gives: str, needs: str = "", until: str = "", weight: float = 1.0) -> Rule:
    """A rule in the notation of the recipe book: facts are separated by commas."""
    return Rule(Step.parse(step), _facts(needs), _facts(gives), _facts(until), weight)


def _facts(text: str) -> frozenset[str]:
    return frozenset(fact.strip() for fact in text.split(",") if fact.strip())
