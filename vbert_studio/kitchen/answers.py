"""Distributions over steps as distributions over verbs, objects and the words for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vbert_studio.kitchen.chain import Floats
from vbert_studio.kitchen.narration import words_for_object, words_for_verb
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.world import World


def by_verb(world: World, distribution: Floats) -> dict[str, float]:
    """An (E + 1,) distribution over steps as one over verbs; the end is left out."""
    return _summed(world, distribution, lambda step: {step.verb: 1.0})


def by_object(world: World, distribution: Floats) -> dict[str, float]:
    """An (E + 1,) distribution over steps as one over objects; the end is left out."""
    return _summed(world, distribution, lambda step: {step.object: 1.0})


def verb_words(world: World, distribution: Floats) -> dict[str, float]:
    """What the narrator would call the action, where he names it, for (E + 1,) over steps."""
    return _summed(world, distribution, words_for_verb)


def object_words(world: World, distribution: Floats) -> dict[str, float]:
    """What the narrator would call the object, where he names it, for (E + 1,) over steps."""
    return _summed(world, distribution, words_for_object)


def _summed(
    world: World, distribution: Floats, names: Callable[[Step], dict[str, float]]
) -> dict[str, float]:
    sums: dict[str, float] = {}
    for step, share in _possible(world, distribution):
        for name, part in names(step).items():
            sums[name] = sums.get(name, 0.0) + share * part
    total = sum(sums.values())
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return {name: share / total for name, share in ordered}


def _possible(world: World, distribution: Floats) -> Iterable[tuple[Step, float]]:
    pairs = zip(world.steps, distribution, strict=False)
    return ((step, float(share)) for step, share in pairs if share > 0)
