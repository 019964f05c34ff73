"""Learning from pairs that people judged: what is drawn, and how good a model is on the rest."""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from vbert_studio.errors import StudioError
from vbert_studio.model.sequence import Order, build_sequence, collate
from vbert_studio.model.videobert import Inputs, VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.training.examples import Example, cut_to
from vbert_studio.training.films import TrainingPair
from vbert_studio.training.judging import auc

Metrics = dict[str, float]
Probabilities = npt.NDArray[np.float64]
_BATCH = 64
_SPECIAL = 3  # [CLS], [>] and [SEP]
_TRIES = 20
_EVEN = 0.5
_LEAST_P = 1e-6


class JudgedError(StudioError):
    """Too little was judged to learn from it."""


@dataclass(frozen=True, slots=True)
class JudgedSettings:
    """What is drawn how often.

    Attributes:
        swapped: share of the examples whose sides are from two aligned pairs, and so not aligned;
            half of all where nobody judged a pair to be not aligned.
        video_first: share of the examples in which the video stands first.
        longest: a sequence has at most this many tokens.
    """

    swapped: float = 0.2
    video_first: float = 0.5
    longest: int = 128


class JudgedExamples:
    """Draws from judged pairs, those that are aligned as often as those that are not.

    Example `number` is a pure function of the seed and the number.

    Args:
        pairs: what to learn from.
        vocabulary: the rows of their ids.
        settings: what is drawn how often.
        seed: of every draw.

    Raises:
        JudgedError: kind ``too_few_pairs``: no pair is aligned.
    """

    def __init__(
        self,
        pairs: Rows[TrainingPair],
        vocabulary: JointVocabulary,
        settings: JudgedSettings | None = None,
        *,
        seed: int = 0,
    ) -> None:
        self.vocabulary = vocabulary
        self._settings = settings or JudgedSettings()
        self._seed = seed
        self._aligned = [pair for pair in pairs if pair.aligned]
        self._others = [pair for pair in pairs if not pair.aligned]
        if not self._aligned:
            raise JudgedError(
                "too_few_pairs",
                "No pair to learn from was judged aligned.",
                remedy="Judge more pairs, or hold out fewer of them.",
            )

    def __getitem__(self, number: int) -> Example:
        """Example `number`, of as many as are wanted."""
        rng = np.random.default_rng([self._seed, number])
        pair = self._draw(rng)
        ids, tokens = cut_to(pair.ids, pair.tokens, self._settings.longest - _SPECIAL)
        first = rng.random() < self._settings.video_first
        order = Order.VIDEO_FIRST if first else Order.TEXT_FIRST
        return Example(build_sequence(self.vocabulary, ids, tokens, order), pair.aligned)

    def _draw(self, rng: np.random.Generator) -> TrainingPair:
        if rng.random() < (self._settings.swapped if self._others else _EVEN):
            swapped = self._swap(rng)
            if swapped is not None:
                return swapped
        one = self._others if self._others and rng.random() < _EVEN else self._aligned
        return one[int(rng.integers(len(one)))]

    def _swap(self, rng: np.random.Generator) -> TrainingPair | None:
        """A sentence with the stretch of another one, or None if all say or look the same."""
        for _ in range(_TRIES):
            one, other = (self._aligned[int(n)] for n in rng.integers(len(self._aligned), size=2))
            same = np.array_equal(one.ids, other.ids) or np.array_equal(one.tokens, other.tokens)
            if not same:
                return TrainingPair(one.ids, other.tokens, aligned=False)
        return None


class PairJudge:
    """Asks a model about pairs that it is not taught.

    Args:
        pairs: P of them.
        longest: a sequence has at most this many tokens.
    """

    def __init__(self, pairs: Rows[TrainingPair], *, longest: int = 128) -> None:
        self._pairs = pairs
        self._longest = longest

    def __call__(self, model: VideoBert) -> Metrics:
        """``accuracy`` at one half, ``auc``, and ``loss`` in nats; ``score`` is minus the loss.

        ``auc`` is how often a pair that belongs together gets more than one that does not; it is
        left out where all pairs are judged alike. ``pairs`` counts them.
        """
        aligned = np.array([pair.aligned for pair in self._pairs])  # (P,)
        p = self.probabilities(model)  # (P,)
        right = np.clip(np.where(aligned, p, 1 - p), _LEAST_P, 1)
        loss = float(-np.log(right).mean())
        found = {"loss": loss, "score": -loss, "pairs": float(len(aligned))}
        found["accuracy"] = float(((p > _EVEN) == aligned).mean())
        if 0 < aligned.sum() < len(aligned):
            found["auc"] = auc(p.astype(np.float32), aligned)
        return found

    @torch.no_grad()
    def probabilities(self, model: VideoBert) -> Probabilities:
        """That each pair belongs together, the mean over both orders: float64 (P,)."""
        was_training = model.training
        model.eval()
        found = np.zeros(len(self._pairs))
        for first in range(0, len(self._pairs), _BATCH):
            part = self._pairs[first : first + _BATCH]
            cut = [cut_to(pair.ids, pair.tokens, self._longest - _SPECIAL) for pair in part]
            for order in Order:
                rows = [build_sequence(model.vocabulary, *sides, order) for sides in cut]
                states = model.hidden(Inputs.of(collate(rows), model.device))  # (B, T, H)
                p = model.alignment_logits(states).float().sigmoid().cpu().numpy()  # (B,)
                found[first : first + len(part)] += p / len(Order)
        model.train(was_training)
        return found
