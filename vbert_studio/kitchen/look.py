"""How a film and its shots look: everything that varies and means nothing.

What a step *is* shows only in what is drawn and how it moves; what is drawn here at random (light,
camera, colours, cook, tempo, noise) is what a model has to see past.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vbert_studio.kitchen.drawing.hands import Cook, draw_cook
from vbert_studio.kitchen.drawing.shapes import Colour
from vbert_studio.kitchen.drawing.surfaces import KINDS
from vbert_studio.kitchen.drawing.vessels import BOARDS, GLAZES

HANDLES: tuple[Colour, ...] = (
    (48, 46, 54),
    (146, 92, 60),
    (186, 54, 52),
    (44, 104, 126),
    (228, 158, 54),
    (232, 230, 224),
)
DISTRACTORS = ("cup", "towel", "tomato", "lemon", "apple", "spoon", "herbs", "garlic", "plant")


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What stays the same through a film."""

    surface: str
    surface_seed: int
    cook: Cook
    left_handed: bool
    handle: Colour
    board: Colour
    glaze: Colour
    metal: Colour
    light: tuple[float, float]
    gain: tuple[float, float, float]
    noise: float
    tempo: float
    distractors: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """What changes from step to step: the camera, the pace, the seed of small things."""

    kitchen: Kitchen
    seed: int
    zoom: float
    push: float
    tilt: float
    shift: tuple[float, float]
    sway: float
    tempo: float

    def view(self, t_s: float, size: tuple[int, int]) -> NDArray[np.float64]:
        """(2, 3) from the table to pixels of an image of `size` (height, width), at a time."""
        height, width = size
        zoom = self.zoom * (1 + self.push * t_s) * height / 2
        wave = self.seed % 7
        turn = self.tilt + 0.006 * self.sway * np.sin(0.9 * t_s + wave)
        c, s = np.cos(turn) * zoom, np.sin(turn) * zoom
        flip = -1.0 if self.kitchen.left_handed else 1.0
        x = self.shift[0] + 0.02 * self.sway * np.sin(0.7 * t_s + wave)
        y = self.shift[1] + 0.02 * self.sway * np.sin(1.1 * t_s + 2 * wave)
        matrix = np.array([(c * flip, -s), (s * flip, c)])
        offset = np.array((width / 2, height / 2)) + matrix @ (x, y)
        return np.concatenate([matrix, offset[:, None]], axis=1)


def draw_kitchen(rng: np.random.Generator) -> Kitchen:
    """A kitchen at random."""
    angle = rng.uniform(0.15, 1.3) if rng.random() < 0.5 else rng.uniform(1.8, 2.9)
    warmth, level = rng.uniform(-0.07, 0.09), rng.uniform(0.9, 1.08)
    return Kitchen(
        surface=_one_of(KINDS, rng),
        surface_seed=int(rng.integers(1 << 31)),
        cook=draw_cook(rng),
        left_handed=bool(rng.random() < 0.2),
        handle=HANDLES[int(rng.integers(len(HANDLES)))],
        board=BOARDS[int(rng.integers(len(BOARDS)))],
        glaze=GLAZES[int(rng.integers(len(GLAZES)))],
        metal=((196, 78, 70), (84, 120, 140), (188, 194, 200), (226, 176, 84))[
            int(rng.integers(4))
        ],
        light=(0.75 * float(np.cos(angle)), 0.75 * float(np.sin(angle))),
        gain=(level * (1 + warmth), level, level * (1 - warmth)),
        noise=float(rng.uniform(1.0, 4.5)),
        tempo=float(rng.uniform(0.85, 1.2)),
        distractors=_draw_distractors(rng),
    )


def draw_shot(kitchen: Kitchen, rng: np.random.Generator) -> Shot:
    """A camera position and a pace at random, in a kitchen."""
    return Shot(
        kitchen=kitchen,
        seed=int(rng.integers(1 << 31)),
        zoom=float(rng.uniform(0.86, 1.12)),
        push=float(rng.choice([0.0, 0.0, 0.008, 0.015, -0.008])),
        tilt=float(rng.uniform(-0.1, 0.1)),
        shift=(float(rng.uniform(-0.14, 0.14)), float(rng.uniform(-0.08, 0.08))),
        sway=float(rng.choice([0.0, 0.4, 1.0])),
        tempo=kitchen.tempo * float(rng.uniform(0.85, 1.2)),
    )


def _draw_distractors(rng: np.random.Generator) -> tuple[tuple[str, float, float, float], ...]:
    """Things that lie around: name, where (in the corners), turned how."""
    corners = [(-1.62, -0.72), (1.62, -0.7), (-1.66, 0.35), (1.7, 0.1), (-1.3, 0.92), (0.3, -1.0)]
    count = int(rng.integers(1, 5))
    names = rng.choice(len(DISTRACTORS), count, replace=False)
    places = rng.choice(len(corners), count, replace=False)
    return tuple(
        (
            DISTRACTORS[int(name)],
            corners[int(place)][0] + float(rng.uniform(-0.1, 0.1)),
            corners[int(place)][1] + float(rng.uniform(-0.1, 0.1)),
            float(rng.uniform(-1, 1)),
        )
        for name, place in zip(names, places, strict=True)
    )


def _one_of(names: tuple[str, ...], rng: np.random.Generator) -> str:
    return names[int(rng.integers(len(names)))]
