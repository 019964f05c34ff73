"""How good a model is on films that it is not taught: losses, hidden tokens found, alignment."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from vbert_studio.model.videobert import Answers, Inputs, VideoBert
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.training.batches import Batches, TrainingBatch
from vbert_studio.training.blocks import Films
from vbert_studio.training.examples import Examples, ExampleSettings
from vbert_studio.training.losses import LossWeights, parts_of, places_of
from vbert_studio.training.masking import Masker, MaskSettings

Metrics = dict[str, float]
# Every hidden position is a question, and no token is replaced by a wrong one.
_PLAIN = MaskSettings(block=0.0, ratio=0.0, whole=0.0, ahead=0.0, masked=1.0, replaced=0.0)
_BATCH = 32
_SEED = 90_001  # of the questions, which are the same at every evaluation of every run


class Judge:
    """Asks the same questions about held-out films again and again.

    The questions are drawn like training examples, but without misaligned pairs where tokens are
    hidden, and without hidden tokens where alignment is asked.

    Args:
        films: that the model is not taught.
        vocabulary: the rows of their ids.
        settings: what is drawn how often.
        weights: of the parts of the loss.
        count: examples with hidden tokens; half as many pairs are asked whether they align.
        monitor: may stop an evaluation.

    Raises:
        ExamplesError: no film has a token.
    """

    def __init__(
        self,
        films: Films,
        vocabulary: JointVocabulary,
        settings: ExampleSettings,
        weights: LossWeights,
        *,
        count: int = 256,
        monitor: Monitor | None = None,
    ) -> None:
        self._weights = weights
        self._monitor = monitor or Monitor()
        hidden = replace(settings, misaligned=0.0)
        pairs = replace(settings, text=0.0, video=0.0, misaligned=0.5)
        masker = Masker(vocabulary, _PLAIN)
        self._hidden = _first(films, vocabulary, hidden, masker, count, bare=0.0)
        self._pairs = _first(films, vocabulary, pairs, masker, count // 2, bare=1.0)

    def __call__(self, model: VideoBert) -> Metrics:
        """The model's figures; ``score`` is minus the weighted loss.

        ``text_top1`` and ``video_top1`` are shares of the hidden tokens found at the first guess,
        ``text_common`` and ``video_common`` what always guessing the commonest would find, and
        ``alignment_auc`` how often a pair that belongs together gets more than one that does not.
        What cannot be asked, because nobody speaks, is left out.

        Raises:
            CancelledError: the monitor asked to stop.
        """
        found = self._sides(model) | self._alignment(model)
        weights = self._weights
        parts = {
            "text": weights.text,
            "video": weights.video,
            "alignment": weights.alignment,
        }
        loss = sum(weight * found.get(f"{part}_loss", 0.0) for part, weight in parts.items())
        return {"score": -loss, "loss": loss, **found}

    def _sides(self, model: VideoBert) -> Metrics:
        text, video = _Side(), _Side()
        for given in self._hidden:
            answers = self._ask(model, given)
            text.add(answers.text, given.text.targets)
            video.add(answers.video, given.video.targets - given.first_visual)
        return text.figures("text") | video.figures("video")

    def _alignment(self, model: VideoBert) -> Metrics:
        answers = [(given, self._ask(model, given)) for given in self._pairs]
        aligned = np.concatenate([given.aligned for given, _ in answers])  # (P,)
        if len(aligned) == 0:
            return {}
        losses = [parts_of(a, given)[2] * len(given.paired) for given, a in answers]
        found = {"alignment_loss": float(sum(losses)) / len(aligned)}
        logits = [a.alignment[torch.from_numpy(given.paired)].numpy() for given, a in answers]
        if 0 < aligned.sum() < len(aligned):
            found["alignment_auc"] = auc(np.concatenate(logits), aligned == 1)
        return found

    @torch.no_grad()
    def _ask(self, model: VideoBert, given: TrainingBatch) -> Answers:
        self._monitor.check()
        device = model.device
        text, video = places_of(given.text, device), places_of(given.video, device)
        answers = model(Inputs.of(given.batch, device), text, video)
        return Answers(*(a.float().cpu() for a in (answers.text, answers.video, answers.alignment)))


def _first(
    films: Films,
    vocabulary: JointVocabulary,
    settings: ExampleSettings,
    masker: Masker,
    count: int,
    *,
    bare: float,
) -> list[TrainingBatch]:
    examples = Examples(films, vocabulary, settings, seed=_SEED)
    batches = Batches(examples, masker, _BATCH, bare=bare, seed=_SEED)
    return list(itertools.islice(batches.starting_at(0), max(1, count // _BATCH)))


class _Side:
    """What was asked on one side so far, and what was found."""

    def __init__(self) -> None:
        self._targets: list[int] = []
        self._found = 0
        self._loss = 0.0

    def add(self, logits: torch.Tensor, targets: Ids) -> None:
        """Count the answers (M, rows) to questions whose answers are (M,)."""
        wanted = torch.from_numpy(targets)
        self._targets += targets.tolist()
        self._found += int((logits.argmax(dim=1) == wanted).sum())
        self._loss += float(functional.cross_entropy(logits, wanted, reduction="sum"))

    def figures(self, name: str) -> Metrics:
        """Loss in nats, share found, and share that always guessing the commonest would find."""
        count = len(self._targets)
        if count == 0:
            return {}
        return {
            f"{name}_loss": self._loss / count,
            f"{name}_top1": self._found / count,
            f"{name}_common": Counter(self._targets).most_common(1)[0][1] / count,
        }


def auc(scores: npt.NDArray[np.float32], positive: npt.NDArray[np.bool_]) -> float:
    """The area under the ROC curve: how often a positive scores above a negative, ties half."""
    order = np.argsort(scores, kind="stable")
    _, inverse, counts = np.unique(scores[order], return_inverse=True, return_counts=True)
    # A tie gets the mean of the ranks that it takes.
    mean_ranks = np.cumsum(counts) - (counts - 1) / 2
    ranks = np.empty(len(scores))
    ranks[order] = mean_ranks[inverse]
    count = int(positive.sum())
    above = ranks[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(scores) - count)))
