"""Exact posteriors of the grammar: the best answers that anybody could give.

Everything known about a stretch of a film is *evidence*: per position a row with one likelihood per
symbol. A step that was seen has a one in one place, a masked one has ones everywhere, a step seen
through eyes that cannot tell sugar from salt has two ones, a sentence has the narrator's
probabilities, and what comes together is multiplied. The posterior is then one forward and one
backward pass over the chain (Rabiner, "A tutorial on hidden Markov models", 1989, section III;
here transitions emit), exact but for rounding. It works alike over steps (`World`) and over clips
(`clip_world.ClipWorld`).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from vbert_studio.errors import BugError
from vbert_studio.kitchen.narration import (
    CHATTER_SHARE,
    is_chatter,
    likelihood_of,
    words_for_object,
    words_for_verb,
)
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.world import Floats, World

LOOK_ALIKES: dict[str, str] = {"sugar": "salt"}
"""Objects that are drawn exactly like another one: the eye cannot tell them apart."""


_NEGLIGIBLE = 1e-12


class Chain(Protocol):
    """A finite chain whose moves emit symbols.

    The last state is the one after the end, which emits the end again and again.
    """

    @property
    def symbols(self) -> int:
        """How many symbols there are, the end included, which is the last."""

    @property
    def first(self) -> Floats:
        """(S,) the distribution over hidden states in which films begin."""

    def advance(self, belief: Floats, evidence: Floats) -> Floats:
        """(S,) joint weights one symbol later, given that symbol's evidence (E + 1,)."""

    def retreat(self, message: Floats, evidence: Floats) -> Floats:
        """(S,) likelihood of everything from one symbol earlier on."""

    def emitted(self, belief: Floats, message: Floats, evidence: Floats) -> Floats:
        """(E + 1,) joint weight of each symbol between a belief and a message."""


@dataclass(frozen=True, slots=True)
class Future:
    """A possible continuation: its symbols, the last of which may be the end."""

    symbols: tuple[int, ...]
    probability: float


def anywhere(chain: Chain) -> Floats:
    """(S,) where a film stands before a symbol drawn from all symbols of all films."""
    now = chain.first
    visits = np.zeros_like(now)
    while now[:-1].sum() > _NEGLIGIBLE:
        visits[:-1] += now[:-1]
        now = chain.advance(now, unknown(chain))
    share: Floats = visits / visits.sum()
    return share


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


def likelihood(chain: Chain, evidence: Floats, *, start: Floats | None = None) -> float:
    """The probability of (T, E + 1) evidence; multiply it out only for short stretches."""
    return float(np.exp(log_likelihood(chain, evidence, start=start)))


def log_likelihood(chain: Chain, evidence: Floats, *, start: Floats | None = None) -> float:
    """The logarithm of the probability of (T, E + 1) evidence, minus infinity if impossible."""
    _, scales = _forward(chain, evidence, start)
    with np.errstate(divide="ignore"):
        return float(np.log(scales).sum())


def posterior(chain: Chain, evidence: Floats, *, start: Floats | None = None) -> Floats:
    """(T, E + 1) for each position the distribution of its symbol, given all the evidence.

    Args:
        chain: the grammar.
        evidence: (T, E + 1) likelihoods, position by position.
        start: (S,) where the stretch begins; the beginning of a film when left out,
            `anywhere` for a stretch cut out of the middle.

    Raises:
        BugError: if the evidence is impossible.
    """
    return _smoothed(chain, evidence, evidence, start)


def cloze(chain: Chain, evidence: Floats, *, start: Floats | None = None) -> Floats:
    """(T, E + 1) for each position its distribution as if it alone were masked."""
    return _smoothed(chain, evidence, np.ones_like(evidence), start)


def forecasts(chain: Chain, evidence: Floats, *, start: Floats | None = None) -> Floats:
    """(T + 1, E + 1) what follows on the first 0, 1, ... T positions of the evidence."""
    beliefs, scales = _forward(chain, evidence, start)
    _require_possible(scales)
    one, any_symbol = np.ones(len(beliefs[0])), unknown(chain)
    return np.stack([chain.emitted(belief, one, any_symbol) for belief in beliefs])


def next_symbol(chain: Chain, past: Floats, *, start: Floats | None = None) -> Floats:
    """(E + 1,) the distribution of what follows on (T, E + 1) evidence of the past."""
    following: Floats = forecasts(chain, past, start=start)[-1]
    return following


def recipes_given(world: World, evidence: Floats, *, start: Floats | None = None) -> Floats:
    """(R,) how probable each recipe is, given (T, E + 1) evidence of a film's beginning."""
    first = world.first if start is None else start
    message = np.ones(world.states)
    for row in evidence[::-1]:
        message = world.retreat(message, row)
        message /= message.max()
    weight = (first * message)[:-1]
    totals = np.bincount(world.owner, weight, minlength=len(world.recipes))
    return np.asarray(totals / totals.sum(), np.float64)


def futures(
    chain: Chain, past: Floats, length: int, count: int, *, start: Floats | None = None
) -> list[Future]:
    """The `count` most probable continuations of `length` symbols, most probable first.

    Exact: a prefix is never less probable than what it grows into, so a best-first search finds
    the whole continuations in the order of their probabilities. One that reaches the end is whole.
    """
    beliefs, _ = _forward(chain, past, start)
    tie = itertools.count()
    waiting = [(-1.0, next(tie), (), beliefs[-1])]  # type: list[_Open]
    found: list[Future] = []
    while waiting and len(found) < count:
        minus, _, symbols, belief = heapq.heappop(waiting)
        if len(symbols) == length or symbols[-1:] == (chain.symbols - 1,):
            found.append(Future(symbols, -minus))
            continue
        for symbol, share, after in _branches(chain, belief):
            heapq.heappush(waiting, (minus * share, next(tie), (*symbols, symbol), after))
    return found


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


_Open = tuple[float, int, tuple[int, ...], Floats]


def _forward(chain: Chain, evidence: Floats, start: Floats | None) -> tuple[list[Floats], Floats]:
    """The normalised belief before each position and after the last, and the (T,) factors."""
    beliefs = [chain.first if start is None else start]
    scales = np.zeros(len(evidence))
    for position, row in enumerate(evidence):
        after = chain.advance(beliefs[-1], row)
        scales[position] = after.sum()
        beliefs.append(after / scales[position] if scales[position] else after)
    return beliefs, scales


def _smoothed(chain: Chain, evidence: Floats, own: Floats, start: Floats | None) -> Floats:
    """(T, E + 1) given all evidence, but at each position what `own` says of it instead."""
    beliefs, scales = _forward(chain, evidence, start)
    _require_possible(scales)
    message = np.ones(len(beliefs[0]))
    found = np.empty_like(evidence)
    for position in range(len(evidence) - 1, -1, -1):
        found[position] = chain.emitted(beliefs[position], message, own[position])
        found[position] /= found[position].sum()
        message = chain.retreat(message, evidence[position])
        message /= message.max()
    return found


def _require_possible(scales: Floats) -> None:
    if not scales.all():
        raise BugError("no film of the grammar agrees with this evidence")


def _branches(chain: Chain, belief: Floats) -> Iterator[tuple[int, float, Floats]]:
    shares = chain.emitted(belief, np.ones(len(belief)), unknown(chain))
    for symbol in np.flatnonzero(shares):
        after = chain.advance(belief, seen(chain, int(symbol)))
        yield int(symbol), float(shares[symbol]), after / after.sum()


def _per_step(world: World, value: Callable[[Step], float], *, at_end: float) -> Floats:
    return np.array([*(value(step) for step in world.steps), at_end])


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
