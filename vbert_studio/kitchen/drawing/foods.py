"""The foods of the kitchen that are cut, each drawn once."""

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.food import Food
from vbert_studio.kitchen.drawing.shapes import (
    Colour,
    Patch,
    Picture,
    band,
    capsule,
    curve,
    darker,
    ellipse,
    lighter,
    mirrored,
    moved,
    xy,
)


def _disc(rim: Colour, flesh: Colour, *marks: Patch) -> Picture:
    return (
        Patch(ellipse(0, 0, 1), darker(rim, 0.12)),
        Patch(ellipse(-0.02, -0.03, 0.9), flesh),
        *marks,
    )


def _spokes(n: int, r0: float, r1: float, width: float, colour: Colour) -> tuple[Patch, ...]:
    turns = np.arange(n) * 2 * np.pi / n
    return tuple(
        Patch(
            capsule(
                (r0 * np.cos(a), r0 * np.sin(a)), (r1 * np.cos(a), r1 * np.sin(a)), width, width / 2
            ),
            colour,
        )
        for a in turns
    )


def _leaf(x: float, y: float, length: float, turn: float, colour: Colour) -> tuple[Patch, ...]:
    shape = curve(
        [(0, 0), (length * 0.5, -length * 0.22), (length, 0), (length * 0.5, length * 0.2)]
    )
    vein = capsule((0.05 * length, 0), (0.85 * length, 0), length * 0.03, 0.005)
    leaf = (Patch(shape, colour), Patch(vein, darker(colour, 0.2)))
    return moved(leaf, x, y, turn=turn)


def _carrot() -> Food:
    skin, flesh = (236, 122, 44), (250, 160, 84)
    outline = mirrored(xy("-0.56,0 -0.5,-0.13 -0.2,-0.125 0.25,-0.085 0.55,-0.03 0.6,0"))
    marks = tuple(
        Patch(capsule((x, y), (x + 0.02, y + 0.07), 0.008), darker(skin, 0.16))
        for x, y in xy("-0.38,-0.1 -0.2,0.0 0.02,-0.08 0.2,-0.01 -0.3,0.03")
    )
    green = (96, 158, 70)
    leaves = [_leaf(-0.54, 0.0, 0.3, np.pi + bend, green) for bend in (-0.5, -0.15, 0.2, 0.55)]
    trim = (*marks, *(patch for leaf in leaves for patch in leaf))
    face = _disc(
        skin,
        flesh,
        Patch(ellipse(0, 0, 0.4), (246, 190, 110)),
        *_spokes(9, 0.45, 0.75, 0.05, (246, 180, 104)),
    )
    return Food("carrot", outline, skin, flesh, trim, face, 0.115)


def _cucumber() -> Food:
    skin, flesh = (62, 128, 66), (204, 228, 162)
    outline = mirrored(xy("-0.62,0 -0.58,-0.1 -0.2,-0.135 0.3,-0.13 0.58,-0.095 0.63,0"))
    stripes = tuple(
        Patch(band([(-0.5, y), (0, y * 1.25), (0.5, y)], 0.018), (110, 166, 92))
        for y in (-0.07, -0.02, 0.035, 0.08)
    )
    seeds = _spokes(10, 0.3, 0.5, 0.055, (236, 242, 206))
    face = _disc(skin, flesh, Patch(ellipse(0, 0, 0.66), (222, 240, 186)), *seeds)
    return Food("cucumber", outline, skin, flesh, stripes, face, 0.13)


def _banana() -> Food:
    skin, flesh = (244, 206, 70), (250, 236, 190)
    outline = curve(
        xy(
            "-0.58,-0.1 -0.45,-0.02 0,0.06 0.42,-0.02 0.6,-0.16 0.62,-0.06 "
            "0.45,0.12 0,0.21 -0.42,0.12 -0.6,-0.02"
        )
    )
    tips = (
        Patch(capsule((0.6, -0.14), (0.66, -0.22), 0.035, 0.028), (120, 96, 50)),
        Patch(ellipse(-0.59, -0.06, 0.035), (96, 76, 44)),
    )
    ridge = Patch(
        band([(-0.5, 0.02), (0, 0.13), (0.5, 0.02)], [0.008, 0.02, 0.008]), darker(skin, 0.14)
    )
    face = _disc((236, 206, 130), flesh, *_spokes(3, 0.12, 0.34, 0.07, (206, 170, 110)))
    return Food("banana", outline, skin, flesh, (ridge, *tips), face, 0.105)


def _bread() -> Food:
    skin, flesh = (194, 126, 62), (246, 226, 186)
    outline = mirrored(xy("-0.66,0 -0.6,-0.2 -0.25,-0.27 0.25,-0.27 0.6,-0.2 0.66,0"))
    cuts = tuple(
        Patch(
            band([(x - 0.06, 0.13), (x, 0.0), (x + 0.09, -0.17)], [0.02, 0.06, 0.02]),
            (238, 200, 140),
        )
        for x in (-0.38, -0.13, 0.12, 0.37)
    )
    crumb = tuple(
        Patch(ellipse(x, y, 0.05), (234, 208, 160))
        for x, y in xy("0.3,0.2 -0.35,0.1 0.05,-0.4 -0.2,0.5 0.45,-0.25")
    )
    return Food("bread", outline, skin, flesh, cuts, _disc(skin, flesh, *crumb), 0.25)


def _potato() -> Food:
    skin, flesh = (188, 144, 92), (246, 224, 150)
    outline = curve(
        xy("-0.38,0.02 -0.28,-0.2 0,-0.22 0.28,-0.2 0.4,-0.02 0.3,0.19 0,0.24 -0.27,0.18")
    )
    eyes = tuple(
        Patch(ellipse(x, y, 0.022, 0.013), darker(skin, 0.28))
        for x, y in ((-0.2, -0.05), (0.05, 0.1), (0.2, -0.1), (-0.05, -0.14))
    )
    return Food("potato", outline, skin, flesh, eyes, _disc((222, 190, 120), flesh), 0.2)


def _onion() -> Food:
    skin, flesh = (206, 142, 72), (244, 232, 240)
    outline = mirrored(xy("-0.38,0 -0.3,-0.06 -0.2,-0.24 0.05,-0.28 0.25,-0.2 0.34,-0.06 0.42,0"))
    lines = tuple(
        Patch(
            band([(-0.24, y * 0.4), (0.05, y), (0.32, y * 0.3)], [0.004, 0.014, 0.004]),
            darker(skin, 0.18),
        )
        for y in (-0.19, -0.07, 0.06, 0.18)
    )
    roots = Patch(capsule((-0.36, 0), (-0.47, 0.02), 0.03, 0.008), (150, 110, 66))
    rings = (
        Patch(ellipse(0, 0, 0.72), (206, 170, 206)),
        Patch(ellipse(0, 0, 0.63), flesh),
        Patch(ellipse(0, 0, 0.4), (206, 170, 206)),
        Patch(ellipse(0, 0, 0.3), flesh),
    )
    return Food(
        "onion", outline, skin, flesh, (*lines, roots), _disc((214, 190, 208), flesh, *rings), 0.22
    )


def _tomato() -> Food:
    skin, flesh = (218, 56, 44), (232, 96, 74)
    outline = curve(xy("-0.3,0 -0.24,-0.2 0,-0.26 0.24,-0.2 0.3,0.02 0.22,0.22 0,0.27 -0.22,0.21"))
    star = tuple(
        patch
        for k in range(5)
        for patch in _leaf(0.02, -0.05, 0.15, k * 2 * np.pi / 5 + 0.3, (86, 140, 62))
    )
    wells = tuple(
        Patch(ellipse(0.5 * np.cos(a), 0.5 * np.sin(a), 0.2, 0.28, turn=a), (244, 160, 90))
        for a in np.arange(4) * np.pi / 2
    )
    return Food("tomato", outline, skin, flesh, star, _disc(skin, flesh, *wells), 0.2)


def _apple() -> Food:
    skin, flesh = (204, 50, 56), (250, 240, 206)
    outline = curve(
        xy(
            "0,-0.2 0.14,-0.26 0.29,-0.16 0.3,0.06 0.18,0.25 0,0.22 "
            "-0.18,0.25 -0.3,0.06 -0.29,-0.16 -0.14,-0.26"
        )
    )
    stem = Patch(band([(0, -0.17), (0.01, -0.27), (0.05, -0.34)], 0.03), (104, 74, 48))
    blush = Patch(ellipse(0.1, 0.04, 0.1, 0.14), (226, 106, 70))
    core = (
        Patch(ellipse(0, 0, 0.26), (238, 220, 170)),
        *_spokes(5, 0.05, 0.2, 0.05, (110, 72, 46)),
    )
    return Food(
        "apple",
        outline,
        skin,
        flesh,
        (blush, stem, *_leaf(0.04, -0.29, 0.18, -0.3, (100, 160, 74))),
        _disc(skin, flesh, *core),
        0.2,
    )


def _lemon() -> Food:
    skin, flesh = (246, 214, 62), (252, 236, 140)
    outline = mirrored(xy("-0.36,0 -0.3,-0.05 -0.22,-0.17 0,-0.21 0.22,-0.17 0.3,-0.05 0.36,0"))
    pores = tuple(
        Patch(ellipse(x, y, 0.01), darker(skin, 0.1))
        for x, y in xy("-0.1,0.05 0.05,-0.1 0.15,0.06 -0.16,-0.08 0.02,0.12")
    )
    face = _disc(skin, (254, 248, 216), *_spokes(8, 0.3, 0.62, 0.16, (246, 220, 96)))
    return Food("lemon", outline, skin, flesh, pores, face, 0.2)


def _mushroom() -> Food:
    skin, flesh = (206, 178, 148), (244, 234, 218)
    outline = curve(
        xy(
            "-0.3,-0.02 -0.24,-0.22 -0.05,-0.28 0.16,-0.2 0.24,-0.06 0.3,-0.05 0.36,0.0 "
            "0.3,0.06 0.22,0.07 0.14,0.22 -0.06,0.28 -0.24,0.2"
        )
    )
    spots = tuple(
        Patch(ellipse(x, y, 0.03), lighter(skin, 0.35))
        for x, y in ((-0.15, -0.1), (-0.08, 0.1), (-0.02, -0.18), (-0.2, 0.04))
    )
    face = (
        Patch(
            curve(
                xy("-1,-0.1 -0.7,-0.8 0,-1 0.7,-0.8 1,-0.1 0.35,0.0 0.3,0.85 -0.3,0.85 -0.35,0.0")
            ),
            darker(skin, 0.15),
        ),
        Patch(
            curve(
                xy(
                    "-0.85,-0.18 -0.6,-0.7 0,-0.88 0.6,-0.7 0.85,-0.18 "
                    "0.28,-0.1 0.22,0.72 -0.22,0.72 -0.28,-0.1"
                )
            ),
            flesh,
        ),
    )
    return Food("mushroom", outline, skin, flesh, spots, face, 0.17)


def _cheese() -> Food:
    skin, flesh = (244, 190, 66), (250, 210, 96)
    outline = np.array(
        xy("-0.48,0.2 -0.5,-0.16 -0.42,-0.22 0.4,-0.2 0.46,-0.14 0.46,0.16 0.4,0.22 -0.42,0.24")
    )
    holes = tuple(
        Patch(ellipse(x, y, r), darker(skin, 0.17))
        for x, y, r in (
            (-0.3, -0.06, 0.06),
            (-0.05, 0.1, 0.05),
            (0.2, -0.06, 0.07),
            (0.33, 0.1, 0.035),
            (-0.18, 0.13, 0.03),
        )
    )
    square = np.array([(-0.8, -0.8), (0.85, -0.75), (0.8, 0.85), (-0.85, 0.8)])
    face = (
        Patch(square, darker(skin, 0.1)),
        Patch(square * 0.92 - 0.03, flesh),
        Patch(ellipse(-0.3, -0.2, 0.16), darker(flesh, 0.14)),
        Patch(ellipse(0.35, 0.3, 0.2), darker(flesh, 0.14)),
    )
    return Food("cheese", outline, skin, flesh, holes, face, 0.2)


def _round_bake(name: str, crust: Colour, filling: Colour, *, dots: Colour) -> Food:
    marks = tuple(
        Patch(ellipse(r * np.cos(a), r * np.sin(a), 0.055), dots)
        for a, r in xy("0.3,0.22 1.4,0.27 2.3,0.16 3.3,0.28 4.4,0.2 5.4,0.28 0.9,0.06")
    )
    trim = (Patch(ellipse(0, 0, 0.4), filling), *marks)
    wedge = np.array([(-0.9, -0.35), (1.0, -0.62), (1.1, 0.0), (1.0, 0.62)])
    face = (Patch(wedge, crust), Patch(wedge * 0.84 - (0.1, 0), filling))
    return Food(name, ellipse(0, 0, 0.5), crust, filling, trim, face, 0.24)


def _sandwich() -> Food:
    crust, crumb = (196, 132, 70), (246, 226, 186)
    outline = curve(xy("-0.4,0.3 -0.4,-0.2 -0.3,-0.33 0,-0.29 0.3,-0.33 0.4,-0.2 0.4,0.3 0,0.33"))
    inside = outline * 0.88
    wedge = np.array([(-0.8, 0.7), (-0.8, -0.8), (0.9, 0.7)])
    face = (Patch(wedge, crust), Patch(wedge * 0.84 - (0.04, -0.04), crumb))
    return Food("sandwich", outline, crust, crumb, (Patch(inside, crumb),), face, 0.25)


FOODS: dict[str, Food] = {
    food.name: food
    for food in (
        _carrot(),
        _cucumber(),
        _banana(),
        _bread(),
        _potato(),
        _onion(),
        _tomato(),
        _apple(),
        _lemon(),
        _mushroom(),
        _cheese(),
        _sandwich(),
        _round_bake("pie", (208, 148, 78), (226, 172, 94), dots=(190, 120, 60)),
        _round_bake("pizza", (216, 164, 96), (214, 84, 52), dots=(250, 224, 150)),
    )
}
