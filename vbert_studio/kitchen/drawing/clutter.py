"""Things that lie about in a kitchen and have nothing to do with the step."""

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.shapes import (
    Patch,
    Picture,
    band,
    box,
    curve,
    darker,
    ellipse,
    lighter,
    moved,
    xy,
)
from vbert_studio.kitchen.drawing.tools import spoon


def lay(canvas: Canvas, name: str, x: float, y: float, turn: float) -> None:
    """Put the thing of that name on the table."""
    canvas.put(moved(_thing(name), x, y, turn=turn), height=0.15, dark=0.4)


def _thing(name: str) -> Picture:
    if name in FOODS:
        return FOODS[name].whole()
    return {"cup": _cup, "towel": _towel, "herbs": _sprigs, "garlic": _garlic, "plant": _plant}.get(
        name, spoon
    )()


def _cup() -> Picture:
    glaze = (228, 224, 216)
    ear = band([(0.2, -0.08), (0.34, -0.06), (0.34, 0.06), (0.2, 0.08)], 0.05)
    return (
        Patch(ear, darker(glaze, 0.2)),
        Patch(ellipse(0, 0, 0.24), darker(glaze, 0.15)),
        Patch(ellipse(-0.005, -0.01, 0.225), glaze),
        Patch(ellipse(0, 0, 0.19), (92, 58, 40)),
        Patch(ellipse(-0.02, -0.03, 0.15), (112, 72, 48)),
    )


def _towel() -> Picture:
    cloth = (226, 216, 204)
    stripes = tuple(Patch(box(0, y, 0.62, 0.03), (186, 84, 78)) for y in (-0.3, -0.24, 0.26, 0.32))
    return (
        Patch(box(0, 0, 0.64, 0.84, corner=0.03), darker(cloth, 0.12)),
        Patch(box(-0.005, -0.01, 0.62, 0.82, corner=0.03), cloth),
        *stripes,
    )


def _sprigs() -> Picture:
    patches: list[Patch] = []
    for angle in np.linspace(-0.5, 0.5, 4):
        stem = band([(0, 0.3), (angle * 0.2, 0.0), (angle * 0.6, -0.3)], 0.015)
        patches.append(Patch(stem, (86, 132, 64)))
        for k in np.linspace(0, 1, 5):
            x, y = angle * (0.1 + 0.5 * k), 0.05 - 0.35 * k
            patches.append(Patch(ellipse(x + 0.03, y, 0.045, 0.02, turn=-0.6), (104, 160, 76)))
            patches.append(Patch(ellipse(x - 0.03, y, 0.045, 0.02, turn=0.6), (84, 142, 66)))
    return tuple(patches)


def _garlic() -> Picture:
    pale = (244, 236, 226)
    bulb = curve(
        xy("0,-0.24 0.05,-0.12 0.18,-0.02 0.14,0.14 0,0.18 -0.14,0.14 -0.18,-0.02 -0.05,-0.12")
    )
    lines = tuple(
        Patch(band([(0, -0.18), (x, 0.02), (x * 0.6, 0.16)], 0.012), (214, 190, 200))
        for x in (-0.1, 0.0, 0.1)
    )
    return (Patch(bulb, darker(pale, 0.15)), Patch(bulb * 0.93, pale), *lines)


def _plant() -> Picture:
    leaves = []
    for k, angle in enumerate(np.arange(9) * 2 * np.pi / 9):
        green = ((74, 128, 72), (98, 156, 84), (122, 176, 96))[k % 3]
        x, y = 0.2 * np.cos(angle), 0.2 * np.sin(angle)
        leaves.append(Patch(ellipse(x, y, 0.15, 0.07, turn=float(angle)), darker(green, 0.15)))
        leaves.append(Patch(ellipse(x, y, 0.13, 0.05, turn=float(angle)), lighter(green, 0.05)))
    return (
        Patch(ellipse(0, 0, 0.24), (176, 104, 74)),
        Patch(ellipse(0, 0, 0.2), (84, 60, 46)),
        *leaves,
    )
