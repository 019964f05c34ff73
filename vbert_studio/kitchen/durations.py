"""How long steps take, in beats of half a second.

A step takes 3 to 18 beats (1.5 to 9 s). Each verb has a usual length; around it lengths fall off
like a discretised bell. Whole beats keep the time structure a finite chain, so that the truth about
clips (three beats each) is as exact as that about steps.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

BEAT_S = 0.5
SHORTEST, LONGEST = 3, 18
"""Beats of the shortest and the longest step."""

_USUAL_S: dict[str, float] = {
    "bake": 4.5,
    "boil": 5.0,
    "chop": 4.5,
    "crack": 3.0,
    "flip": 2.8,
    "fry": 5.0,
    "grate": 4.5,
    "knead": 5.5,
    "mash": 4.5,
    "peel": 5.5,
    "pour": 3.2,
    "preheat": 2.8,
    "roll": 4.5,
    "serve": 3.0,
    "slice": 4.5,
    "spread": 4.0,
    "sprinkle": 2.8,
    "squeeze": 3.0,
    "stir": 4.0,
    "whisk": 4.5,
}


@functools.lru_cache(maxsize=64)
def length_shares(verb: str) -> NDArray[np.float64]:
    """(LONGEST + 1,) the probability that a step of this verb takes so many beats."""
    beats = np.arange(LONGEST + 1)
    usual = _USUAL_S[verb] / BEAT_S
    weight = np.exp(-0.5 * ((beats - usual) / (0.32 * usual)) ** 2)
    weight[:SHORTEST] = 0.0
    shares: NDArray[np.float64] = weight / weight.sum()
    return shares


def draw_beats(verb: str, rng: np.random.Generator) -> int:
    """A number of beats at random."""
    return int(rng.choice(LONGEST + 1, p=length_shares(verb)))
