"""The grammar at the grain of clips: what a sequence of visual tokens can know.

A film is cut every three beats into clips, without regard to where steps begin. A clip belongs to
the step that has most of its beats; since no step is shorter than a clip, that is always decided.
Between two clips the chain is in a state (step being done and where it leads, beats left), so the
clips of a film are again a finite chain, with the same doors as `World`: see `chain.Chain`.

The tail follows the sampler's rule: a last clip counts when at least half of it is real, so two
beats make a clip and a single one is left out.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from vbert_studio.kitchen.chain import Floats, Ints
from vbert_studio.kitchen.durations import BEAT_S, LONGEST, length_shares
from vbert_studio.kitchen.world import World

CLIP_BEATS = 3
CLIP_S = CLIP_BEATS * BEAT_S


def clip_steps(beats: list[int]) -> list[int]:
    """Which step each clip of a film belongs to, for steps of these lengths in beats."""
    owner = np.repeat(np.arange(len(beats)), beats)
    starts = range(0, len(owner) - 1, CLIP_BEATS)  # a last single beat makes no clip
    return [int(owner[start + 1]) for start in starts]


class ClipWorld:
    """A `World` seen through clips.

    Args:
        world: the grammar over steps.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        moves = world.moves
        goes_on = moves.symbol != world.end
        keys = np.stack([moves.target[goes_on], moves.symbol[goes_on]])
        doing, self._arrives = np.unique(keys, axis=1, return_inverse=True)  # (2, D), (M',)
        self._leads: Ints = doing[0]  # (D,) the state after the step
        self._label: Ints = doing[1]  # (D,) the step
        self._source: Ints = moves.source[goes_on]  # (M',)
        self._chance: Floats = moves.probability[goes_on]  # (M',)
        self._ending: Floats = np.zeros(world.states)  # (S,) 1 where the film is over
        self._ending[moves.source[~goes_on]] = 1.0
        by_symbol = np.stack([length_shares(step.verb) for step in world.steps])  # (E, L + 1)
        self._lengths: Floats = by_symbol[self._label][:, 1:]  # (D, L)

    @property
    def symbols(self) -> int:
        """As the world's: E steps and the end."""
        return self.world.symbols

    @property
    def shape(self) -> tuple[int, int]:
        """(D, L): steps under way, and beats left from 1 on; one state more for the end."""
        return len(self._label), LONGEST

    @cached_property
    def first(self) -> Floats:
        """(D L + 1,) before the first clip: a step has just begun."""
        fresh = self._begin(self.world.first)
        return np.append((fresh[:, None] * self._lengths).ravel(), 0.0)

    def advance(self, belief: Floats, evidence: Floats) -> Floats:
        """One clip forward; see `chain.Chain`."""
        table, over = belief[:-1].reshape(self.shape), belief[-1]
        mine = evidence[self._label]  # (D,)
        after = np.zeros(self.shape)
        after[:, :-CLIP_BEATS] = table[:, CLIP_BEATS:] * mine[:, None]
        ended = over * evidence[-1]
        # The step's last beat is the clip's third, second, first: so many of the next are in it.
        for left, inside in ((3, 0), (2, 1), (1, 2)):
            leaving = self._leave(table[:, left - 1] * (mine if left > 1 else 1.0))  # (S,)
            fresh = self._begin(leaving) * (mine if left == 1 else 1.0)
            after[:, : LONGEST - inside] += fresh[:, None] * self._lengths[:, inside:]
            ended += float(leaving @ self._ending) * (evidence[-1] if left == 1 else 1.0)
        return np.append(after.ravel(), ended)

    def retreat(self, message: Floats, evidence: Floats) -> Floats:
        """One clip back; see `chain.Chain`."""
        table, over = message[:-1].reshape(self.shape), message[-1]
        mine = evidence[self._label]
        before = np.zeros(self.shape)
        before[:, CLIP_BEATS:] = table[:, :-CLIP_BEATS] * mine[:, None]
        for left, inside in ((3, 0), (2, 1), (1, 2)):
            fresh = (table[:, : LONGEST - inside] * self._lengths[:, inside:]).sum(axis=1)  # (D,)
            fresh = fresh * (mine if left == 1 else 1.0)
            ahead = self._look(fresh)  # (S,)
            ahead += self._ending * over * (evidence[-1] if left == 1 else 1.0)
            before[:, left - 1] = ahead[self._leads] * (mine if left > 1 else 1.0)
        return np.append(before.ravel(), over * evidence[-1])

    def emitted(self, belief: Floats, message: Floats, evidence: Floats) -> Floats:
        """Joint weight of each symbol of one clip; see `chain.Chain`."""
        table, after = belief[:-1].reshape(self.shape), message[:-1].reshape(self.shape)
        one = np.ones(self.symbols)
        kept = self.retreat(message, one)[:-1].reshape(self.shape)
        own = (table[:, 1:] * kept[:, 1:]).sum(axis=1)  # (D,) clips that the old step has
        leaving = self._leave(table[:, 0])
        fresh = (after[:, : LONGEST - 2] * self._lengths[:, 2:]).sum(axis=1)
        own += self._begin(leaving) * fresh  # ... and those that the new one has
        weight = np.bincount(self._label, own, minlength=self.symbols).astype(np.float64)
        weight[-1] = (belief[-1] + float(leaving @ self._ending)) * message[-1]
        return weight * evidence

    def _leave(self, doing: Floats) -> Floats:
        """(D,) weights of steps that are over to (S,) weights of where they lead."""
        return np.bincount(self._leads, doing, minlength=self.world.states).astype(np.float64)

    def _begin(self, states: Floats) -> Floats:
        """(S,) weights of states to (D,) weights of the steps that begin there."""
        flow = states[self._source] * self._chance
        return np.bincount(self._arrives, flow, minlength=len(self._label)).astype(np.float64)

    def _look(self, doing: Floats) -> Floats:
        """(D,) likelihoods of steps to (S,) likelihoods of the states in which they begin."""
        flow = doing[self._arrives] * self._chance
        return np.bincount(self._source, flow, minlength=self.world.states).astype(np.float64)
