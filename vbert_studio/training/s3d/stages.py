"""Stills first, then small clips: most of what there is to learn shows in them, and cheaply."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of training at one size of clip.

    Attributes:
        side: height and width of the pictures, in pixels.
        frames: pictures of a clip.
        strides: pictures are taken every so many of the 20 a second; drawn for each clip.
        batch: clips per step.
        steps: optimizer steps.
        learning_rate: at its highest.
    """

    side: int
    frames: int
    strides: tuple[int, ...]
    batch: int
    steps: int
    learning_rate: float


STAGES = (
    Stage(side=64, frames=1, strides=(1,), batch=64, steps=900, learning_rate=1e-3),
    Stage(side=64, frames=8, strides=(2, 3, 4), batch=16, steps=900, learning_rate=8e-4),
    Stage(side=64, frames=16, strides=(1, 2), batch=16, steps=420, learning_rate=6e-4),
    Stage(side=64, frames=30, strides=(1,), batch=12, steps=160, learning_rate=2.5e-4),
    Stage(side=112, frames=8, strides=(2, 3, 4), batch=16, steps=500, learning_rate=5e-4),
    Stage(side=112, frames=30, strides=(1,), batch=12, steps=120, learning_rate=2e-4),
)
"""What the shipped weights were made with: about two hours of two cores."""


@dataclass(frozen=True, slots=True)
class S3DSettings:
    """One run.

    Attributes:
        stages: in order, small clips first.
        seed: of the first weights and of everything that is drawn.
        weight_decay: of matrices; biases and norms are not decayed.
        smoothing: share of the probability that is spread over all classes.
        save_every: steps between two states to resume from.
        evaluate_every: steps between two looks at held-out clips.
    """

    stages: tuple[Stage, ...] = STAGES
    seed: int = 0
    weight_decay: float = 0.02
    smoothing: float = 0.05
    save_every: int = 100
    evaluate_every: int = 200

    @property
    def steps(self) -> int:
        """Of all stages together."""
        return sum(stage.steps for stage in self.stages)

    def scaled(self, effort: float) -> S3DSettings:
        """The same run with so many times the steps, at least one in each stage."""
        stages = tuple(replace(s, steps=max(1, round(effort * s.steps))) for s in self.stages)
        return replace(self, stages=stages)

    def at(self, step: int) -> tuple[Stage, float]:
        """The stage that step `step` belongs to, and its learning rate.

        Within a stage the rate rises over the first twentieth and then falls in a line, to a
        twentieth of its highest.
        """
        for stage in self.stages:
            if step < stage.steps:
                rising = max(1, stage.steps // 20)
                falling = 1 - 0.95 * (step - rising) / max(1, stage.steps - rising)
                return stage, stage.learning_rate * min((step + 1) / rising, falling)
            step -= stage.steps
        return self.stages[-1], 0.0
