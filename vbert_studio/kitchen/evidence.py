"""What is known about the positions of a film, as likelihoods of their symbols.

A step that was seen has a one in one place, a masked one has ones everywhere, a step seen through
eyes that cannot tell sugar from salt has two ones, a sentence has the narrator's probabilities.
What comes together is multiplied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from vbert_studio.kitchen.chain import Chain, Floats
from vbert_studio.kitchen.narration import CHATTER_SHARE, is_chatter, likelihood_of
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.world import World

LOOK_ALIKES: dict[str, str] = {"sugar": "salt"}
"""Objects that are drawn exactly like another one: the eye cannot tell them apart."""


def unknown(chain: Chain) -> Floats:
    """(E + 1,) evidence of a position about which nothing is known."""
    return np.ones(chain.symbols)


def seen(chain: Chain, symbol: int) -> Floats:
    """(E + 1,) evidence of a symbol that is known."""
    row = np.zeros(chain.symbols)
    row[symbol] = 1.0
    return row


def looked_at(world: World, step: Step) -> Floats:
    """(E + 1,) evidence of a step that was seen perfectly well, look-alikes not told apart."""
    kind = appearance(step)
    return _per_step(world, lambda other: float(appearance(other) == kind), at_end=0.0)


def heard(world: World, sentence: str, *, chatter: float = CHATTER_SHARE) -> Floats:
    """(E + 1,) evidence of what was said about a step.

    Args:
        world: whose steps.
        sentence: as `narration` writes it; one that it cannot have written gives zeros.
        chatter: how often the narrator says something that matches nothing.
    """
    said = np.append(likelihood_of(sentence, world.steps), 0.0) * (1 - chatter)
    evidence: Floats = said + chatter * is_chatter(sentence)
    return evidence


def appearance(step: Step) -> Step:
    """The step that stands for all that look like this one."""
    return Step(step.verb, LOOK_ALIKES.get(step.object, step.object), step.tool, step.place)


def stacked(chain: Chain, symbols: Sequence[int | None]) -> Floats:
    """(T, E + 1) evidence of a stretch in which the symbols that are None are masked."""
    rows = [unknown(chain) if symbol is None else seen(chain, symbol) for symbol in symbols]
    return np.stack(rows) if rows else np.empty((0, chain.symbols))


def _per_step(world: World, value: Callable[[Step], float], *, at_end: float) -> Floats:
    return np.array([*(value(step) for step in world.steps), at_end])
