"""How a model is trained, with the numbers that are used when nothing is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from vbert_studio.training.losses import LossWeights


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """One run.

    Attributes:
        steps: optimizer steps in all.
        learning_rate: at its highest; the paper used 1e-5 for 0.5 M steps.
        warm_up: share of the steps in which the rate rises; after it, it falls in a line to 0.
        weight_decay: of matrices; biases and norms are not decayed.
        clip: the largest norm of the gradient.
        accumulate: batches per optimizer step.
        evaluate_every: steps between two evaluations.
        save_every: steps between two checkpoints to resume from.
        patience: stop after this many evaluations without a better one; 0 never stops early.
        precision: ``no``, ``bf16`` or ``fp16``, as accelerate names it, or ``auto``.
        losses: the weights of the three parts.
        train_rows: which rows of the embedding table learn: ``all``, ``visual`` or ``none``
            (as published).
    """

    steps: int = 10_000
    learning_rate: float = 1e-4
    warm_up: float = 0.05
    weight_decay: float = 0.01
    clip: float = 1.0
    accumulate: int = 1
    evaluate_every: int = 500
    save_every: int = 500
    patience: int = 0
    precision: str = "auto"
    losses: LossWeights = field(default_factory=LossWeights)
    train_rows: str = "all"

    def rate_at(self, step: int) -> float:
        """The share of `learning_rate` that holds at `step`."""
        rising = max(1, round(self.warm_up * self.steps))
        if step < rising:
            return (step + 1) / rising
        return max(0.0, (self.steps - step) / max(1, self.steps - rising))
