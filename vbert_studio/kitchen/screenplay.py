"""A film before it is drawn: its steps with their times and shots, and what is said when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.kitchen.durations import BEAT_S, draw_beats
from vbert_studio.kitchen.look import Kitchen, Shot, draw_kitchen, draw_shot
from vbert_studio.kitchen.narration import CHATTER_SHARE, draw_chatter, draw_sentence
from vbert_studio.kitchen.rules import START, Recipe, Step
from vbert_studio.kitchen.voice import Spoken, Voice, speak

FRAME_RATES = (20, 24, 30)
"""Each has a whole number of frames in a beat."""

_OMITTED = 0.14
_SLIPPED = 0.18
_GAP_S = 0.35


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A step with its place in the film, in seconds."""

    step: Step
    start_s: float
    beats: int
    shot: Shot

    @property
    def end_s(self) -> float:
        """When the next step begins."""
        return self.start_s + self.beats * BEAT_S


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the narrator.

    Attributes:
        step: the index of the step that it is about; None for chatter.
        slip_s: how much later (or, negative, earlier) than its step it was meant to be said.
    """

    text: str
    start_s: float
    spoken: Spoken
    step: int | None
    slip_s: float

    @property
    def end_s(self) -> float:
        """When the narrator falls silent again."""
        return self.start_s + self.spoken.duration_s


@dataclass(frozen=True, slots=True)
class Screenplay:
    """Everything that is decided about a film."""

    recipe: Recipe
    kitchen: Kitchen
    steps: tuple[Scheduled, ...]
    lines: tuple[Line, ...]
    fps: int
    voice: Voice | None

    @property
    def duration_s(self) -> float:
        """The length of the film."""
        return self.steps[-1].end_s


@dataclass(frozen=True, slots=True)
class Manner:
    """How carefully the narrator speaks: shares of steps left out, sentences slipped, chatter."""

    omitted: float = _OMITTED
    slipped: float = _SLIPPED
    chatter: float = CHATTER_SHARE


def write_screenplay(
    recipe: Recipe, seed: int, *, voice: Voice | None, manner: Manner | None = None
) -> Screenplay:
    """Decide on a film of a recipe; the same seed gives the same film.

    Args:
        recipe: what is cooked.
        seed: of everything that is drawn at random.
        voice: who speaks; None for word times without sound.
        manner: how the narrator narrates.
    """
    plan, looks, words = (np.random.default_rng([seed, part]) for part in range(3))
    kitchen = draw_kitchen(looks)
    steps = _schedule(_walk(recipe, plan), kitchen, plan, looks)
    lines = _narrate(steps, voice, manner or Manner(), words)
    fps = FRAME_RATES[int(looks.integers(len(FRAME_RATES)))]
    return Screenplay(recipe, kitchen, steps, lines, fps, voice)


def _walk(recipe: Recipe, rng: np.random.Generator) -> list[Step]:
    steps, state = [], START
    while moves := recipe.successors(state):
        chosen = int(rng.choice(len(moves), p=[share for _, _, share in moves]))
        step, state, _ = moves[chosen]
        steps.append(step)
    return steps


def _schedule(
    steps: list[Step], kitchen: Kitchen, plan: np.random.Generator, looks: np.random.Generator
) -> tuple[Scheduled, ...]:
    scheduled, now = [], 0.0
    for step in steps:
        beats = draw_beats(step.verb, plan)
        scheduled.append(Scheduled(step, now, beats, draw_shot(kitchen, looks)))
        now += beats * BEAT_S
    return tuple(scheduled)


def _narrate(
    steps: tuple[Scheduled, ...], voice: Voice | None, manner: Manner, rng: np.random.Generator
) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, scheduled in enumerate(steps):
        silent, about = rng.random() < manner.omitted, rng.random() >= manner.chatter
        text = draw_sentence(scheduled.step, rng) if about else draw_chatter(rng)
        slip_s = float(rng.normal(0, 2.2)) if rng.random() < manner.slipped else 0.0
        wish = scheduled.start_s + float(rng.uniform(0.1, 0.6)) + slip_s
        if not silent:
            free = lines[-1].end_s + _GAP_S if lines else 0.1
            line = Line(
                text, max(wish, free), speak(text, voice), number if about else None, slip_s
            )
            if line.end_s < min(scheduled.end_s + 1.5 + max(slip_s, 0), steps[-1].end_s - 0.1):
                lines.append(line)
    return tuple(lines)
