"""Where the work happens: boards, bowls, pans, pots, plates, trays, stoves, ovens."""

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.shapes import (
    WHITE,
    Colour,
    Patch,
    Picture,
    band,
    box,
    capsule,
    darker,
    ellipse,
    lighter,
)

GLAZES: tuple[Colour, ...] = (
    (240, 236, 226),
    (104, 148, 168),
    (214, 150, 110),
    (146, 172, 132),
    (226, 188, 104),
    (178, 120, 132),
)
BOARDS: tuple[Colour, ...] = ((214, 170, 118), (236, 206, 164), (156, 106, 70), (230, 232, 228))


def board(canvas: Canvas, colour: Colour, rng: np.random.Generator) -> None:
    """A cutting board with its grain and a groove."""
    canvas.put(
        (Patch(box(0, 0.02, 2.3, 1.42, corner=0.1), darker(colour, 0.3)),), height=0.2, dark=0.5
    )
    canvas.fill(box(0, -0.01, 2.3, 1.4, corner=0.1), colour)
    for y in np.linspace(-0.6, 0.58, 9) + rng.uniform(-0.04, 0.04, 9):
        path = [
            (-1.08, y),
            (-0.4, y + rng.uniform(-0.04, 0.04)),
            (0.4, y + rng.uniform(-0.04, 0.04)),
            (1.08, y),
        ]
        canvas.fill(band(path, [0.006, 0.02, 0.016, 0.006]), darker(colour, 0.06))
    groove = box(0, -0.01, 2.12, 1.22, corner=0.08)
    canvas.fill(
        np.concatenate([groove, groove[:1], (groove * 0.985)[::-1], (groove * 0.985)[-1:]]),
        darker(colour, 0.16),
    )
    canvas.fill(ellipse(0.97, -0.0, 0.055), darker(colour, 0.45))


def bowl(canvas: Canvas, colour: Colour, radius: float = 0.74) -> None:
    """A glazed bowl from above."""
    _round(canvas, colour, radius, inside=lighter(colour, 0.35), depth=0.86)


def plate(canvas: Canvas, colour: Colour, radius: float = 0.8) -> None:
    """A plate with a coloured ring."""
    canvas.put((Patch(ellipse(0, 0, radius), darker(WHITE, 0.14)),), height=0.16, dark=0.45)
    canvas.fill(ellipse(-0.006, -0.012, radius * 0.985), WHITE)
    canvas.fill(ellipse(0, 0, radius * 0.9), colour)
    canvas.fill(ellipse(0, 0, radius * 0.87), WHITE)
    canvas.fill(ellipse(0.004, 0.008, radius * 0.68), darker(WHITE, 0.1))
    canvas.fill(ellipse(0, 0, radius * 0.665), darker(WHITE, 0.02))


def pan(canvas: Canvas, radius: float = 0.76) -> None:
    """A frying pan, its handle to the upper left."""
    black: Colour = (58, 56, 62)
    grip = (Patch(capsule((-0.5, -0.5), (-1.5, -1.35), 0.09, 0.075), darker(black, 0.2)),)
    canvas.put(grip, height=0.2, dark=0.4)
    canvas.fill(capsule((-0.55, -0.58), (-1.5, -1.38), 0.025), lighter(black, 0.2))
    _round(canvas, black, radius, inside=(78, 76, 82), depth=0.85)
    canvas.fill(ellipse(0, 0, radius * 0.62), (72, 70, 76))
    canvas.fill(ellipse(0, 0, radius * 0.605), (80, 78, 84))


def pot(canvas: Canvas, colour: Colour, radius: float = 0.74) -> None:
    """A cooking pot with two ears."""
    ears = tuple(
        Patch(
            band(
                [
                    (s * radius * 0.9, -0.17),
                    (s * (radius + 0.17), -0.13),
                    (s * (radius + 0.17), 0.13),
                    (s * radius * 0.9, 0.17),
                ],
                0.075,
            ),
            darker(colour, 0.3),
        )
        for s in (-1, 1)
    )
    canvas.put(ears, height=0.25, dark=0.4)
    _round(canvas, colour, radius, inside=(206, 210, 214), depth=0.88)


def tray(canvas: Canvas) -> None:
    """A baking tray with paper."""
    steel: Colour = (92, 94, 102)
    canvas.put(
        (Patch(box(0, 0, 2.1, 1.5, corner=0.12), darker(steel, 0.3)),), height=0.15, dark=0.45
    )
    canvas.fill(box(-0.005, -0.01, 2.07, 1.46, corner=0.11), lighter(steel, 0.15))
    canvas.fill(box(0, 0, 1.94, 1.34, corner=0.08), steel)
    canvas.fill(box(0, 0, 1.84, 1.26, corner=0.02), (238, 228, 206))
    canvas.fill(box(0.02, 0.02, 1.8, 1.22, corner=0.02), (244, 236, 218))


def floured(canvas: Canvas, rng: np.random.Generator) -> None:
    """Flour strewn on the worktop."""
    canvas.glow(ellipse(0, 0.05, 0.95, 0.65), (252, 248, 240), 0.55, blur=0.22)
    for x, y in rng.normal(0, (0.7, 0.45), (70, 2)):
        canvas.fill(ellipse(x, y, rng.uniform(0.006, 0.018), n=10), (250, 246, 238))


def stove(canvas: Canvas, heat: float = 1.0) -> None:
    """A glass hob with a glowing ring under whatever stands on it."""
    canvas.fill(box(0, 0, 4.6, 3.2), (40, 40, 46))
    for x, y in ((0, 0), (-1.75, -0.9), (1.75, -0.9)):
        hot = heat if (x, y) == (0, 0) else 0.0
        colour: Colour = (round(70 + 170 * hot), round(70 + 10 * hot), round(76 - 30 * hot))
        canvas.fill(ellipse(x, y, 0.92), colour)
        canvas.fill(ellipse(x, y, 0.86), (48, 44, 50))
    canvas.glow(ellipse(0, 0, 0.95), (255, 90, 30), 0.4 * heat, blur=0.2)


def oven(canvas: Canvas, colour: Colour) -> None:
    """An oven from the front, its window dark; `oven_light` warms it up."""
    canvas.put(
        (Patch(box(0, 0.1, 2.6, 2.3, corner=0.08), darker(colour, 0.25)),), height=0.1, dark=0.4
    )
    canvas.fill(box(-0.01, 0.09, 2.56, 2.26, corner=0.08), colour)
    canvas.fill(box(0, -0.72, 2.5, 0.42, corner=0.05), darker(colour, 0.12))
    canvas.fill(box(0, -0.72, 0.5, 0.2, corner=0.03), (34, 38, 46))
    canvas.fill(box(0, 0.32, 2.3, 1.36, corner=0.08), darker(colour, 0.35))
    canvas.fill(box(0, 0.32, 2.2, 1.26, corner=0.07), (40, 34, 36))
    for y in (0.1, 0.5, 0.75):
        canvas.fill(capsule((-1.05, y), (1.05, y), 0.012), (86, 80, 82))
    canvas.put((Patch(capsule((-0.95, -0.42), (0.95, -0.42), 0.045), (206, 210, 216)),), height=0.1)


def knob(turn: float) -> Picture:
    """A control knob with its mark."""
    return (
        Patch(ellipse(0, 0, 0.15), (58, 58, 64)),
        Patch(ellipse(-0.01, -0.015, 0.125), (216, 218, 222)),
        Patch(capsule((0, 0), (0.1 * np.sin(turn), -0.1 * np.cos(turn)), 0.022), (196, 62, 54)),
    )


def _round(canvas: Canvas, colour: Colour, radius: float, *, inside: Colour, depth: float) -> None:
    canvas.put((Patch(ellipse(0, 0, radius), darker(colour, 0.28)),), height=0.3, dark=0.5)
    canvas.fill(ellipse(-0.008, -0.014, radius * 0.985), lighter(colour, 0.22))
    canvas.fill(ellipse(0, 0, radius * 0.945), colour)
    canvas.fill(ellipse(0, 0, radius * (depth + 0.05)), darker(inside, 0.28))
    canvas.fill(ellipse(0.012, 0.022, radius * (depth + 0.03)), darker(inside, 0.14))
    canvas.fill(ellipse(0.025, 0.045, radius * (depth - 0.06)), inside)
