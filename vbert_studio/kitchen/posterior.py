"""Exact posteriors of the grammar: the best answers that anybody could give.

Everything known about a stretch of a film is evidence (see `evidence`): per position a row with one
likelihood per symbol. The posterior is then one forward and one backward pass over the chain
(Rabiner, "A tutorial on hidden Markov models", 1989, section III; here transitions emit), exact but
for rounding. It works alike over steps (`World`) and over clips (`clip_world.ClipWorld`).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vbert_studio.errors import BugError
from vbert_studio.kitchen.chain import Chain, Floats
from vbert_studio.kitchen.evidence import seen, unknown
from vbert_studio.kitchen.world import World

_NEGLIGIBLE = 1e-12


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
