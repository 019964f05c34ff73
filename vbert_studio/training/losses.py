"""The published objective: alpha MLM + beta MVM + gamma LVA."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from vbert_studio.model.videobert import Answers, Inputs, Places
from vbert_studio.model.vocabulary import Ids
from vbert_studio.training.batches import Asked, TrainingBatch


@dataclass(frozen=True, slots=True)
class LossWeights:
    """How much each part counts; the paper gives no numbers.

    Attributes:
        text: of the masked words, alpha.
        video: of the masked visual tokens, beta.
        alignment: of ``[CLS]``, gamma.
    """

    text: float = 1.0
    video: float = 1.0
    alignment: float = 1.0


@dataclass(frozen=True, slots=True)
class Losses:
    """The parts, in nats, each the mean over what was asked; and their weighted sum."""

    text: Tensor
    video: Tensor
    alignment: Tensor
    total: Tensor


def losses_of(
    model: Callable[[Inputs, Places, Places], Answers],
    given: TrainingBatch,
    weights: LossWeights,
    device: torch.device | str = "cpu",
) -> Losses:
    """Ask the model what the batch asks. A part that nothing asks about is 0."""
    inputs = Inputs.of(given.batch, device)
    answers = model(inputs, places_of(given.text, device), places_of(given.video, device))
    text, video, alignment = parts_of(answers, given)
    total = weights.text * text + weights.video * video + weights.alignment * alignment
    return Losses(text, video, alignment, total)


def parts_of(answers: Answers, given: TrainingBatch) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of text, video and alignment, each the mean over what was asked."""
    text = _masked(answers.text, given.text.targets)
    video = _masked(answers.video, given.video.targets - given.first_visual)
    return text, video, _alignment(answers.alignment, given)


def places_of(asked: Asked, device: torch.device | str) -> Places:
    """What a head is asked, on the device."""
    return Places(
        torch.from_numpy(asked.rows).to(device), torch.from_numpy(asked.columns).to(device)
    )


def _masked(logits: Tensor, targets: Ids) -> Tensor:
    """Mean cross-entropy; with nothing asked an exact 0 that still has a gradient."""
    wanted = torch.from_numpy(targets).to(logits.device)  # (M,)
    total = functional.cross_entropy(logits.float(), wanted, reduction="sum")
    return total / max(1, len(targets))


def _alignment(logits: Tensor, given: TrainingBatch) -> Tensor:
    paired = torch.from_numpy(given.paired).to(logits.device)  # (P,)
    aligned = torch.from_numpy(given.aligned).to(logits.device)  # (P,)
    total = functional.binary_cross_entropy_with_logits(
        logits[paired].float(), aligned, reduction="sum"
    )
    return total / max(1, len(given.paired))
