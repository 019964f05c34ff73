"""Which spoken words go with which visual words: counts, and how telling each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.float64]

_TOO_SHORT = 3  # letters; "a", "it", "to" say nothing about a picture
_TELLING = 0.2  # words that tell less than this share of the best one are left out
_EDGES = ".,;:!?…\"“”‘’'()[]-–—♪"


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A spoken word beside a visual word.

    Attributes:
        text: in lower case, without punctuation.
        count: how often it is said during clips of the visual word.
        total: how often it is said during any clip that has a token.
        lift: how many times likelier it is there than anywhere: P(word | visual word) / P(word).
            Its logarithm to base 2 is the pointwise mutual information (Church and Hanks, 1990).
    """

    text: str
    count: int
    total: int
    lift: float


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """The counts of a whole project: P pairs of a visual word and one of W spoken words.

    Attributes:
        texts: the W spoken words.
        totals: int64 (W,), how often each is said during any clip that has a token.
        leaves: int64 (P,), ascending.
        words: int64 (P,), places in `texts`.
        counts: int64 (P,).
    """

    texts: tuple[str, ...]
    totals: Ints
    leaves: Ints
    words: Ints
    counts: Ints

    @classmethod
    def of(cls, leaves: Sequence[Ints], texts: Iterable[str]) -> Said:
        """Count: the leaf of each spoken word, -1 for none, in blocks, and all texts in order."""
        numbers: dict[str, int] = {}
        known: dict[str, int] = {}
        each = np.fromiter((_number(text, numbers, known) for text in texts), np.int64)  # (N,)
        where = np.concatenate([*leaves, np.zeros(0, np.int64)])  # (N,)
        usable = (where >= 0) & (each >= 0)
        both = np.stack([where[usable], each[usable]])  # (2, n)
        pairs, counts = np.unique(both, axis=1, return_counts=True)
        totals = np.bincount(each[usable], minlength=len(numbers)).astype(np.int64)
        return cls(tuple(numbers), totals, pairs[0], pairs[1], counts.astype(np.int64))

    def with_leaf(self, leaf: int) -> list[SaidWord]:
        """What is said during a visual word, the most telling first.

        Words are put in order by count times log lift, their part in the mutual information of
        what is seen and what is said: a word said once by chance does not stand above one said
        often, nor does "and".
        """
        here = slice(*np.searchsorted(self.leaves, [leaf, leaf + 1]).tolist())
        counts, words = self.counts[here], self.words[here]
        totals = self.totals[words]
        lifts = counts * int(self.totals.sum()) / (max(1, int(counts.sum())) * totals)
        found = [
            SaidWord(self.texts[word], count, total, lift)
            for word, count, total, lift in zip(
                words.tolist(), counts.tolist(), totals.tolist(), lifts.tolist(), strict=True
            )
        ]
        return sorted(found, key=lambda one: (-_telling(one), -one.count, one.text))

    def telling(self, leaf: int, most: int) -> tuple[SaidWord, ...]:
        """The few of `with_leaf` that say something about it."""
        found = self.with_leaf(leaf)
        least = _TELLING * _telling(found[0]) if found else 0.0
        return tuple(islice((one for one in found if _telling(one) > max(0.0, least)), most))

    def leaves_with(self, beginning: str) -> Ints:
        """The visual words during which a word that begins so is said, ascending."""
        wanted = beginning.lower()
        words = [at for at, text in enumerate(self.texts) if text.startswith(wanted)]
        return np.unique(self.leaves[np.isin(self.words, words)])


def _telling(word: SaidWord) -> float:
    return word.count * log(word.lift)


def _number(text: str, numbers: dict[str, int], known: dict[str, int]) -> int:
    """The place of a spoken word's plain form, -1 for one that says nothing."""
    found = known.get(text)
    if found is None:
        plain = text.strip().strip(_EDGES).lower()
        worth = len(plain) >= _TOO_SHORT
        found = known[text] = numbers.setdefault(plain, len(numbers)) if worth else -1
    return found
