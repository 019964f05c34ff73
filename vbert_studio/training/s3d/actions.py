"""One softmax over steps that is taught as verbs, as objects and as steps at the same time."""

from __future__ import annotations

import torch
from torch import Tensor

from vbert_studio.kitchen.appearances import appearances


class Actions:
    """How the classes of steps fall into verbs and objects."""

    def __init__(self) -> None:
        steps = appearances()
        self.count = len(steps)
        self.verb = _groups([step.verb for step in steps])  # (C,) the verb of each class
        self.object = _groups([step.object for step in steps])  # (C,)

    def loss(self, scores: Tensor, classes: Tensor, smoothing: float) -> Tensor:
        """Mean over clips of the cross-entropies of the step, its verb and its object.

        A verb's probability is the sum of those of its steps, so that the coarse distinctions,
        which are learned first, pull in the same direction as the fine ones.

        Args:
            scores: (B, C) before the softmax.
            classes: int64 (B,).
            smoothing: see `S3DSettings`.
        """
        step = torch.nn.functional.cross_entropy(scores, classes, label_smoothing=smoothing)
        log_p = scores.log_softmax(dim=1)  # (B, C)
        verb = self._grouped(log_p, self.verb, classes)
        thing = self._grouped(log_p, self.object, classes)
        return step + 0.5 * (verb + thing)

    def hits(self, scores: Tensor, classes: Tensor) -> dict[str, Tensor]:
        """(B,) for each kind of answer whether the likeliest one is right."""
        best = scores.argmax(dim=1)  # (B,)
        return {
            "step": best == classes,
            "verb": self._likeliest(scores, self.verb) == self.verb[classes],
            "object": self._likeliest(scores, self.object) == self.object[classes],
        }

    @staticmethod
    def _likeliest(scores: Tensor, groups: Tensor) -> Tensor:
        return _summed(scores.softmax(dim=1), groups).argmax(dim=1)

    @staticmethod
    def _grouped(log_p: Tensor, groups: Tensor, classes: Tensor) -> Tensor:
        mine = groups[None, :] == groups[classes][:, None]  # (B, C)
        inside = log_p.masked_fill(~mine, -torch.inf).logsumexp(dim=1)  # (B,)
        return -inside.mean()


def _groups(names: list[str]) -> Tensor:
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return torch.tensor([numbers[name] for name in names])


def _summed(shares: Tensor, groups: Tensor) -> Tensor:
    """(B, C) over classes to (B, G) over groups."""
    sums = shares.new_zeros(len(shares), int(groups.max()) + 1)
    return sums.index_add_(1, groups.to(shares.device), shares)
