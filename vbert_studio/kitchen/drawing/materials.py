"""What has no shape of its own: liquids, powders, doughs, and heaps of pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.shapes import (
    Colour,
    Patch,
    Picture,
    Points,
    band,
    capsule,
    curve,
    darker,
    ellipse,
    lighter,
    moved,
    xy,
)

COLOURS: dict[str, Colour] = {
    "batter": (246, 222, 160),
    "butter": (252, 226, 116),
    "cheese": (250, 206, 92),
    "dough": (242, 222, 178),
    "egg": (250, 200, 70),
    "flour": (250, 247, 240),
    "herbs": (84, 148, 66),
    "mash": (248, 224, 150),
    "milk": (250, 250, 248),
    "oil": (224, 192, 62),
    "omelette": (250, 206, 96),
    "pancake": (228, 172, 94),
    "pasta": (248, 220, 138),
    "salad": (126, 178, 84),
    # Sugar and salt look alike on purpose, see `evidence.looked_at`: only the dish tells.
    "salt": (252, 252, 252),
    "sauce": (198, 52, 38),
    "soup": (222, 158, 76),
    "sugar": (252, 252, 252),
    "water": (186, 218, 236),
}

GRAINS = frozenset({"salt", "sugar", "flour"})


def colour_of(name: str) -> Colour:
    """The colour of a food or a material."""
    food = FOODS.get(name)
    return COLOURS[name] if food is None or name in COLOURS else food.flesh


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a heap: a picture and where it lies."""

    x: float
    y: float
    picture: Picture


def bits_of(name: str, rng: np.random.Generator) -> Picture:
    """One small piece of a food or material, turned at random."""
    turn = float(rng.uniform(0, 2 * np.pi))
    if name in GRAINS:
        return (Patch(ellipse(0, 0, float(rng.uniform(0.008, 0.016)), n=8), colour_of(name)),)
    if name == "herbs":
        leaf = curve([(-0.05, 0), (0, -0.025), (0.055, 0), (0, 0.022)], per_span=3)
        green = lighter(COLOURS["herbs"], float(rng.uniform(0, 0.3)))
        return moved((Patch(leaf, darker(green, 0.3)), Patch(leaf * 0.8, green)), turn=turn)
    if name == "cheese":
        path = [(-0.07, 0.01), (0.0, -0.015), (0.07, 0.012)]
        return moved(
            (
                Patch(band(path, 0.026), darker(COLOURS["cheese"], 0.12)),
                Patch(band(path, 0.016), lighter(COLOURS["cheese"], 0.2)),
            ),
            turn=turn,
        )
    if name == "pasta":
        return moved(_noodle(rng), turn=turn)
    if name == "salad":
        return _salad_bit(rng, turn)
    food = FOODS[name]
    if rng.random() < 0.5:
        return food.cube(turn, float(rng.uniform(0.9, 1.25)))
    return moved(food.slice(0.7), turn=turn)


def heap(name: str, count: int, radius: float, rng: np.random.Generator) -> list[Bit]:
    """Pieces strewn over a disc, densest in the middle."""
    angle = rng.uniform(0, 2 * np.pi, count)
    reach = radius * rng.uniform(0, 1, count) ** 0.6
    return [
        Bit(float(r * np.cos(a)), float(r * np.sin(a)), bits_of(name, rng))
        for a, r in zip(angle, reach, strict=True)
    ]


def strew(
    canvas: Canvas, bits: list[Bit], x: float = 0.0, y: float = 0.0, *, turn: float = 0.0
) -> None:
    """Paint a heap, turned as a whole around its middle."""
    c, s = np.cos(turn), np.sin(turn)
    pieces = [
        moved(bit.picture, x + bit.x * c - bit.y * s, y + bit.x * s + bit.y * c, turn=turn)
        for bit in bits
    ]
    canvas.shade(tuple(piece[0] for piece in pieces), height=0.05, dark=0.3)
    canvas.paint(*pieces)


def liquid(
    canvas: Canvas,
    colour: Colour,
    radius: float,
    *,
    swirl: float = 0.0,
    x: float = 0.0,
    y: float = 0.0,
) -> None:
    """A round surface of liquid with streaks that turn with `swirl`."""
    if radius < 0.03:
        return
    canvas.fill(ellipse(x, y, radius), darker(colour, 0.12))
    canvas.fill(ellipse(x - 0.008, y - 0.012, radius * 0.965), colour)
    for k in range(4):
        start, reach = swirl + k * 1.7, radius * (0.3 + 0.16 * k)
        angle = np.linspace(start, start + 1.3, 10)
        path = np.stack([x + reach * np.cos(angle), y + reach * np.sin(angle)], axis=1)
        width = 0.05 * radius * np.sin(np.linspace(0, np.pi, 10)) + 0.002
        canvas.fill(band(path, width), lighter(colour, 0.35) if k % 2 else darker(colour, 0.07))


def yolk(x: float, y: float, size: float = 1.0) -> Picture:
    """A raw egg in its white."""
    white = curve(
        np.array(xy("-0.2,0 -0.13,-0.15 0.04,-0.18 0.19,-0.08 0.2,0.08 0.05,0.18 -0.13,0.15"))
        * size
    )
    return moved(
        (
            Patch(white, (244, 238, 218)),
            Patch(white * 0.86, (250, 246, 232)),
            Patch(ellipse(0, 0, 0.095 * size), (236, 158, 34)),
            Patch(ellipse(-0.006, -0.008, 0.082 * size), (250, 186, 52)),
            Patch(ellipse(-0.03, -0.035, 0.022 * size), (255, 232, 160)),
        ),
        x,
        y,
    )


def dough_shape(rx: float, ry: float, wobble: float, rng_phase: float) -> Points:
    """A lump of dough: an ellipse that is not quite one."""
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    wave = 1 + wobble * (np.sin(3 * angle + rng_phase) + 0.5 * np.sin(5 * angle - rng_phase))
    return np.stack([rx * wave * np.cos(angle), ry * wave * np.sin(angle)], axis=1)


def stream(x: float, top: float, bottom: float, width: float, phase: float) -> Points:
    """A falling jet, slightly unsteady."""
    y = np.linspace(top, bottom, 9)
    sway = 0.012 * np.sin(phase * 9 + np.linspace(0, 4, 9))
    return band(np.stack([x + sway, y], axis=1), width * np.linspace(1.15, 0.75, 9))


def _noodle(rng: np.random.Generator) -> Picture:
    bend = rng.uniform(-0.12, 0.12, 4)
    path = np.stack(
        [np.linspace(-0.3, 0.3, 8), np.interp(np.linspace(0, 3, 8), range(4), bend)], axis=1
    )
    colour = COLOURS["pasta"]
    return Patch(band(path, 0.045), darker(colour, 0.2)), Patch(
        band(path, 0.028), lighter(colour, 0.15)
    )


def _salad_bit(rng: np.random.Generator, turn: float) -> Picture:
    kind = int(rng.integers(4))
    if kind < 2:
        leaf = curve(xy("-0.16,0 -0.08,-0.09 0.03,-0.07 0.15,-0.09 0.18,0.02 0.05,0.09 -0.08,0.07"))
        green = ((126, 182, 78), (92, 152, 70))[kind]
        vein = capsule((-0.12, 0), (0.13, 0), 0.008)
        return moved(
            (
                Patch(leaf, darker(green, 0.2)),
                Patch(leaf * 0.88, green),
                Patch(vein, lighter(green, 0.4)),
            ),
            turn=turn,
        )
    name = ("tomato", "cucumber")[kind - 2]
    return moved(FOODS[name].slice(0.6), turn=turn)
