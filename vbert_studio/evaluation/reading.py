"""What visual words stand for: learned by counting on films for training.

Several leaves of a codebook stand for one look, and some leaves for several. A belief over leaves
foretells what extractor and codebook will say, with their errors in it. So it becomes the one over
looks under which they would say so: p(leaf) = sum over looks of p(look) p(leaf given look).
Weighing p(look given leaf) by the belief instead would count the errors twice: a look that is
certain would come out as likely as the codebook is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from vbert_studio.evaluation.metrics import Floats
from vbert_studio.model.vocabulary import Ids
from vbert_studio.tasks.asker import LogProbabilities

Counts = npt.NDArray[np.int64]

_ROUNDS = 50  # after which hardly anything changes any more


@dataclass(frozen=True, eq=False)
class Reading:
    """How often each visual word showed what.

    Attributes:
        counts: int64 (V, A), visual words in the order of the vocabulary, looks of the grammar.
        shares: (V, A), p(look given leaf): the counts, and one more clip shared out as usual.
        usual: (A,), p(look).
    """

    counts: Counts
    shares: Floats
    usual: Floats

    @classmethod
    def of_counts(cls, counts: Counts) -> Reading:
        """From counts, (V, A)."""
        # A look that training never showed must not be held impossible.
        usual = (counts.sum(axis=0) + 0.5) / (counts.sum() + 0.5 * counts.shape[1])  # (A,)
        shares = (counts + usual) / (counts.sum(axis=1, keepdims=True) + 1)  # (V, A)
        return cls(counts, shares, usual)

    @classmethod
    def count(cls, seen: Iterable[tuple[Ids, Ids]], words: int, looks: int) -> Reading:
        """Count over films.

        Args:
            seen: per film the ranks of its visual words among all, and what its clips show, (N,).
            words: how many visual words there are.
            looks: how many looks there are.
        """
        counts = np.zeros((words, looks), np.int64)
        for ranks, shown in seen:
            np.add.at(counts, (ranks, shown), 1)
        return cls.of_counts(counts)

    @cached_property
    def likelihoods(self) -> Floats:
        """(V, A), p(leaf given look): the counts, and one more clip of each look shared out."""
        usual = (self.counts.sum(axis=1) + 0.5) / (self.counts.sum() + 0.5 * len(self.counts))
        shares: Floats = (self.counts + usual[:, None]) / (self.counts.sum(axis=0) + 1)
        return shares

    def looks(self, log_p: LogProbabilities) -> Floats:
        """(V,) log-probabilities of visual words to (A,) probabilities of looks.

        They are the mixture whose words come closest to these by cross entropy, with a little of
        what is usual so that nothing is held impossible; found by expectation maximisation, as
        the weights of any mixture are (Dempster et al., 1977).
        """
        p = np.exp(log_p.astype(np.float64))
        p /= p.sum()
        spoken = self.likelihoods  # (V, A)
        usual = self.usual / self.usual.sum()
        # As if each look had been counted once more: without it, what was not would be impossible.
        once = len(usual) / max(1, int(self.counts.sum()))
        looks: Floats = usual
        for _ in range(_ROUNDS):
            looks = looks * ((p / (spoken @ looks)) @ spoken) + once * usual
            looks = looks / looks.sum()
        return looks

    def look(self, rank: int) -> int:
        """What a visual word most probably shows."""
        return int(self.shares[rank].argmax())
