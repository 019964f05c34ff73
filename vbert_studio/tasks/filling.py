"""Filling several masks together, so that the answers agree with each other.

Mask-predict (Ghazvininejad, Levy, Liu, Zettlemoyer 2019): fill everything, hide the least certain
again, and so on with fewer and fewer, so that each is decided in view of the surer ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.tasks.asker import Asker, Belief

Choose = Callable[[Belief], int]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """A sequence without masks.

    Attributes:
        sequence: with ids at the positions that were asked.
        positions: int64 (m,), those positions.
        log_ps: float64 (m,), the log-probability of each id given all the others that stood when it
            was chosen. Their sum is not that of a joint probability: each is conditioned on others.
        alone: what was believed of each position while all of them were hidden.
    """

    sequence: Sequence
    positions: Ids
    log_ps: npt.NDArray[np.float64]
    alone: tuple[Belief, ...]

    @property
    def ids(self) -> list[int]:
        """The ids that were chosen, in the order of the positions."""
        return [int(id_) for id_ in self.sequence.ids[self.positions]]


def most_probable(belief: Belief) -> int:
    """The best id."""
    return int(np.argmax(belief.log_p)) + belief.first_row


def sampled(rng: np.random.Generator, temperature: float = 1.0) -> Choose:
    """An id drawn by its probability; below 1 the temperature favours the better ones."""

    def choose(belief: Belief) -> int:
        # The maximum of log p plus Gumbel noise is a draw from p.
        noise = rng.gumbel(size=len(belief.log_p)) * temperature
        return int(np.argmax(belief.log_p + noise)) + belief.first_row

    return choose


def fill(
    asker: Asker,
    sequence: Sequence,
    positions: Ids,
    *,
    rounds: int = 4,
    choose: Choose = most_probable,
) -> Filled:
    """Fill these positions, whatever stands there now.

    Args:
        asker: the model.
        sequence: what surrounds them.
        positions: int64 (m,), of words or visual tokens.
        rounds: passes through the model; 1 decides each position by itself.
        choose: how an id is taken from a belief.
    """
    hidden, filled = positions, sequence
    scores = np.full(len(sequence), -np.inf)  # (T,)
    alone: list[Belief] = []
    passes = max(1, min(rounds, len(positions)))
    for done in range(1, passes + 1):
        ids = filled.masked(hidden).ids
        beliefs = asker.beliefs([filled.masked(hidden)], [hidden])[0]
        alone = alone or beliefs
        for belief in beliefs:
            chosen = choose(belief)
            ids[belief.position] = chosen
            scores[belief.position] = belief.of(chosen)
        filled = replace(filled, ids=ids)
        left = math.floor(len(positions) * (passes - done) / passes)
        hidden = positions[np.argsort(scores[positions], kind="stable")[:left]]
        hidden.sort()
    return Filled(filled, positions, scores[positions], tuple(alone))
