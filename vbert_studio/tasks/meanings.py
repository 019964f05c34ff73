"""Visual words of one name are one answer: its probability is the sum of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.tasks.asker import Belief


class Meanings:
    """Which visual words mean the same.

    Args:
        of: int64 (V,): the number of each visual word's meaning, in the order of the vocabulary.
    """

    def __init__(self, of: Ids) -> None:
        self._of = of
        self._order = np.argsort(of, kind="stable")  # (V,), words of one meaning side by side
        self._starts = np.flatnonzero(np.diff(of[self._order], prepend=-1))  # (G,)
        self._sizes = np.diff(self._starts, append=len(of))  # (G,)

    def summed(self, belief: Belief) -> Belief:
        """What is believed of meanings.

        Args:
            belief: of a visual position.

        Returns:
            A belief in which the likeliest word of each meaning stands for all of them and has the
            sum of their probabilities, and the others have none. It sums to 1, too.
        """
        log_p = belief.log_p[self._order].astype(np.float64)  # (V,)
        most = np.maximum.reduceat(log_p, self._starts)  # (G,)
        highest = np.repeat(most, self._sizes)  # (V,)
        summed = most + np.log(np.add.reduceat(np.exp(log_p - highest), self._starts))  # (G,)
        tops = np.flatnonzero(log_p == highest)  # at least one of each meaning
        first = tops[np.searchsorted(tops, self._starts)]  # (G,)
        found = np.full(len(log_p), -np.inf, dtype=np.float32)  # (V,)
        found[self._order[first]] = summed
        return replace(belief, log_p=found)

    def standing_for(self, belief: Belief, id_: int) -> int:
        """The visual id that stands for the meaning of another in a belief of `summed`."""
        same = self._of == self._of[id_ - belief.first_row]  # (V,)
        return int(np.argmax(np.where(same, belief.log_p, -np.inf))) + belief.first_row


def named_alike(vocabulary: JointVocabulary, names: Mapping[int, str]) -> Meanings:
    """Words of one name mean the same; a word without a name means only itself.

    Args:
        vocabulary: whose visual words.
        names: leaf id -> name; capitals make no difference.
    """
    return Meanings(_numbered([names.get(int(leaf), "") for leaf in vocabulary.leaves]))


def _numbered(names: Sequence[str]) -> npt.NDArray[np.int64]:
    known: dict[str, int] = {}
    keys = [name.strip().casefold() or f"\0{at}" for at, name in enumerate(names)]
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)
