"""Finding futures, best first or by chance.

A future is decided step by step, each given the steps decided before it. Which step is decided next
depends on nothing but what has been decided, so that every future is reached in exactly one way and
the probabilities of all futures add up to one, whatever the order.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vbert_studio.model.vocabulary import MASK, Ids
from vbert_studio.tasks.ahead import Ahead
from vbert_studio.tasks.asker import Belief

Pick = Callable[[dict[int, Belief]], int]

_AT_ONCE = 3  # unfinished futures that are looked into in one pass


@dataclass(frozen=True, slots=True)
class Future:
    """One way in which it may go on.

    Attributes:
        ids: a visual id per step; where words of one meaning are one answer, the likeliest of them.
        p: the probability of just this one, or of all words that mean the same as these.
    """

    ids: tuple[int, ...]
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class _Partial:
    """A future that is decided in part, with the log-probability of that part."""

    ids: Ids
    log_p: float

    def with_step(self, step: int, belief: Belief, row: int) -> _Partial:
        ids = self.ids.copy()
        ids[step] = row + belief.first_row
        return _Partial(ids, self.log_p + float(belief.log_p[row]))

    @property
    def open(self) -> npt.NDArray[np.int64]:
        return np.flatnonzero(self.ids == MASK)

    @property
    def future(self) -> Future:
        return Future(tuple(self.ids.tolist()), float(np.exp(self.log_p)))


def first_open(beliefs: dict[int, Belief]) -> int:
    """Decide the steps in the order of time."""
    return min(beliefs)


def surest_open(beliefs: dict[int, Belief]) -> int:
    """Decide the step that is the most certain, as mask-predict does."""
    return max(beliefs, key=lambda step: (float(beliefs[step].log_p.max()), -step))


def probability(ahead: Ahead, ids: Ids, pick: Pick = first_open) -> float:
    """That of one given future, int64 (L,), by the same order of deciding."""
    at = _Partial(ahead.nothing_known, 0.0)
    while len(at.open):
        (beliefs,) = ahead.beliefs([at.ids])
        step = pick(beliefs)
        at = at.with_step(step, beliefs[step], ahead.row_of(beliefs[step], int(ids[step])))
    return at.future.p


def most_probable_futures(ahead: Ahead, count: int, pick: Pick, looks: int) -> list[Future]:
    """The best futures, most probable first.

    A best-first search. An unfinished future is ranked by its own probability times the best that
    its open steps have by themselves. After `looks` the best unfinished ones are only completed.

    Args:
        ahead: the future.
        count: how many.
        pick: which step is decided next.
        looks: how many unfinished futures may be looked into.
    """
    search = _Search(ahead, pick)
    while search.unfinished and len(search.finished) < count and search.looks < looks:
        search.look(min(_AT_ONCE, looks - search.looks), branches=max(count, looks))
    search.complete(count - len(search.finished))
    return sorted(search.finished, key=lambda future: -future.p)[:count]


@dataclass(slots=True)
class _Search:
    """The state of a best-first search: a heap of unfinished futures, and those that are done."""

    ahead: Ahead
    pick: Pick
    finished: list[Future] = field(default_factory=list)
    unfinished: list[tuple[float, int, _Partial]] = field(default_factory=list)
    looks: int = 0
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _hopes: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        start = _Partial(self.ahead.nothing_known, 0.0)
        (beliefs,) = self.ahead.beliefs([start.ids])
        self._hopes = np.array([float(beliefs[k].log_p.max()) for k in range(self.ahead.length)])
        self._put(start)

    def _put(self, partial: _Partial) -> None:
        rank = partial.log_p + float(self._hopes[partial.open].sum())
        heapq.heappush(self.unfinished, (-rank, next(self._numbers), partial))

    def look(self, at_most: int, branches: int) -> None:
        """Take the best ones from the heap; finish them, or replace them by what may follow."""
        taken: list[_Partial] = []
        while self.unfinished and len(taken) < at_most:
            partial = heapq.heappop(self.unfinished)[2]
            if len(partial.open):
                taken.append(partial)
            else:
                self.finished.append(partial.future)
                if not taken:
                    return
                break
        self._grow(taken, branches)

    def complete(self, wanted: int) -> None:
        """Go on with the best unfinished ones alone, each by its best steps."""
        best = [heapq.heappop(self.unfinished)[2] for _ in range(min(wanted, len(self.unfinished)))]
        while left := [partial for partial in best if len(partial.open)]:
            self.finished += [partial.future for partial in best if not len(partial.open)]
            best = [grown for some in self._grown(left, 1) for grown in some]
        self.finished += [partial.future for partial in best]

    def _grow(self, partials: list[_Partial], branches: int) -> None:
        self.looks += len(partials)
        for grown in self._grown(partials, branches):
            for partial in grown:
                self._put(partial)

    def _grown(self, partials: list[_Partial], branches: int) -> list[list[_Partial]]:
        found = []
        for partial, beliefs in zip(
            partials, self.ahead.beliefs([p.ids for p in partials]), strict=True
        ):
            step = self.pick(beliefs)
            best = beliefs[step].top(branches)
            rows = [id_ - beliefs[step].first_row for id_, _ in best]
            found.append([partial.with_step(step, beliefs[step], row) for row in rows])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """An unfinished draw.

    Attributes:
        partial: what is decided.
        tempered: its log-probability with the temperature applied at every step.
        fate: the largest of the noisy log-probabilities of all futures that begin like this.
    """

    partial: _Partial
    tempered: float
    fate: float


def drawn_futures(
    ahead: Ahead, count: int, rng: np.random.Generator, temperature: float
) -> list[Future]:
    """Different futures drawn by their probability, most probable first.

    Drawn without putting back, by stochastic beam search (Kool, van Hoof, Welling 2019): of all
    futures, those with the largest log-probability plus Gumbel noise.

    Args:
        ahead: the future.
        count: how many.
        rng: where chance comes from.
        temperature: below 1 favours the better ones; the probabilities told are the model's own.
    """
    draws = [_Drawn(_Partial(ahead.nothing_known, 0.0), 0.0, 0.0)]
    for step in range(ahead.length):
        beliefs = ahead.beliefs([draw.partial.ids for draw in draws])
        grown = [
            child
            for draw, belief in zip(draws, beliefs, strict=True)
            for child in _children(draw, step, belief[step], count, rng, temperature)
        ]
        draws = sorted(grown, key=lambda draw: -draw.fate)[:count]
    return sorted((draw.partial.future for draw in draws), key=lambda future: -future.p)


def _children(
    draw: _Drawn, step: int, belief: Belief, count: int, rng: np.random.Generator, heat: float
) -> list[_Drawn]:
    """The best-fated continuations, with fates whose largest is that of the draw itself."""
    scaled = belief.log_p.astype(np.float64) / heat  # (V,)
    tempered = draw.tempered + scaled - np.logaddexp.reduce(scaled)  # (V,)
    noisy = tempered + rng.gumbel(size=len(tempered))  # (V,)
    fates = _conditioned(noisy, draw.fate)
    possible = int(np.isfinite(belief.log_p).sum())
    best = np.argsort(-fates, kind="stable")[: min(count, possible)]
    return [
        _Drawn(draw.partial.with_step(step, belief, int(k)), float(tempered[k]), float(fates[k]))
        for k in best
    ]


def _conditioned(noisy: npt.NDArray[np.float64], top: float) -> npt.NDArray[np.float64]:
    """Gumbel variables (V,), given that the largest of them is `top`.

    Appendix B.3 of the paper, which keeps its digits where the exponentials would underflow.
    """
    below = noisy.max() - noisy  # (V,), 0 for the largest
    with np.errstate(divide="ignore"):
        v = top - noisy + np.log1p(-np.exp(-below))  # (V,), minus infinity for the largest
    return np.asarray(top - np.maximum(0.0, v) - np.log1p(np.exp(-np.abs(v))))
