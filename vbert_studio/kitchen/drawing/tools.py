"""Tools in the hand: the grip is at the origin, the working end points away from the cook (-y)."""

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.shapes import (
    Colour,
    Patch,
    Picture,
    Points,
    band,
    box,
    capsule,
    curve,
    darker,
    ellipse,
    lighter,
    moved,
    solid,
    xy,
)

STEEL: Colour = (196, 204, 212)
_BLACK: Colour = (52, 50, 56)
_BEECH: Colour = (206, 158, 104)


def _handle(colour: Colour, length: float = 0.36, width: float = 0.05) -> Picture:
    body = capsule((0, length * 0.55), (0, -length * 0.45), width, width * 0.85)
    shine = capsule((-width * 0.35, length * 0.45), (-width * 0.35, -length * 0.35), width * 0.22)
    return Patch(body, colour), Patch(shine, lighter(colour, 0.25))


def knife(handle: Colour) -> Picture:
    """A cook's knife, the edge to the left."""
    blade = curve(
        xy(
            "0.045,-0.17 0.05,-0.5 0.03,-0.82 0.0,-0.98 -0.06,-0.84 "
            "-0.1,-0.5 -0.105,-0.2 -0.02,-0.165"
        )
    )
    edge = band(
        [(-0.1, -0.22), (-0.092, -0.5), (-0.052, -0.83), (-0.005, -0.95)], [0.02, 0.03, 0.025, 0.01]
    )
    spine = capsule((0.032, -0.22), (0.022, -0.8), 0.012, 0.004)
    return (
        Patch(blade, STEEL),
        Patch(edge, lighter(STEEL, 0.75)),
        Patch(spine, darker(STEEL, 0.22)),
        *_handle(handle),
        Patch(ellipse(0, -0.08, 0.014), STEEL),
        Patch(ellipse(0, 0.08, 0.014), STEEL),
    )


def peeler(handle: Colour) -> Picture:
    """A straight peeler, at a glance much like a small knife."""
    blade = capsule((0.0, -0.2), (0.0, -0.5), 0.05, 0.035)
    slot = capsule((0.0, -0.24), (0.0, -0.47), 0.014)
    return (Patch(blade, STEEL), Patch(slot, darker(STEEL, 0.45)), *_handle(handle))


def spoon(handle: Colour = _BEECH) -> Picture:
    """A wooden spoon."""
    stem = capsule((0, 0.28), (0, -0.62), 0.034, 0.03)
    bowl = ellipse(0, -0.74, 0.1, 0.15)
    hollow = ellipse(0.005, -0.735, 0.072, 0.115)
    return (
        Patch(stem, handle),
        Patch(bowl, handle),
        Patch(hollow, darker(handle, 0.16)),
        Patch(capsule((-0.012, 0.2), (-0.012, -0.55), 0.008), lighter(handle, 0.3)),
    )


def ladle(handle: Colour) -> Picture:
    """A steel ladle seen from above."""
    return (
        Patch(capsule((0, 0.28), (0, -0.6), 0.028, 0.02), STEEL),
        Patch(ellipse(0, -0.72, 0.17), darker(STEEL, 0.1)),
        Patch(ellipse(0, -0.72, 0.145), darker(STEEL, 0.32)),
        *_handle(handle, 0.3),
    )


def fork(handle: Colour) -> Picture:
    """A table fork."""
    tines = [capsule((x, -0.56), (x, -0.8), 0.014, 0.009) for x in (-0.06, -0.02, 0.02, 0.06)]
    neck = curve(xy("-0.075,-0.6 0.075,-0.6 0.06,-0.5 0.02,-0.4 -0.02,-0.4 -0.06,-0.5"))
    stem = capsule((0, 0.2), (0, -0.42), 0.04, 0.018)
    metal = [Patch(part, STEEL) for part in (stem, neck, *tines)]
    return (
        *metal,
        Patch(capsule((-0.01, 0.15), (-0.006, -0.35), 0.01), lighter(STEEL, 0.6)),
        *_handle(handle, 0.2, 0.035),
    )


def spatula(handle: Colour) -> Picture:
    """A slotted turner."""
    head = curve(
        xy(
            "-0.15,-0.55 -0.15,-0.9 -0.12,-0.95 0.12,-0.95 0.15,-0.9 "
            "0.15,-0.55 0.05,-0.48 -0.05,-0.48"
        )
    )
    slots = [
        Patch(capsule((x, -0.63), (x, -0.84), 0.017), darker(_BLACK, 0.0))
        for x in (-0.075, 0.0, 0.075)
    ]
    return (
        Patch(capsule((0, 0.2), (0, -0.52), 0.026, 0.022), STEEL),
        Patch(head, (86, 90, 98)),
        Patch(head * (0.9, 0.97) + (-0.008, -0.02), (112, 118, 126)),
        *slots,
        *_handle(handle, 0.34),
    )


def whisk(handle: Colour) -> Picture:
    """A balloon whisk."""
    loops = []
    for wide in (0.15, 0.1, 0.045):
        path = [
            (0.0, -0.3),
            (-wide * 0.7, -0.5),
            (-wide, -0.72),
            (-wide * 0.5, -0.88),
            (0, -0.92),
            (wide * 0.5, -0.88),
            (wide, -0.72),
            (wide * 0.7, -0.5),
            (0.0, -0.3),
        ]
        loops.append(Patch(band(path, 0.02), STEEL))
        loops.append(Patch(band(np.add(path, (-0.004, 0)), 0.007), lighter(STEEL, 0.7)))
    return (
        *loops,
        Patch(capsule((0, -0.16), (0, -0.34), 0.04, 0.03), darker(STEEL, 0.2)),
        *_handle(handle, 0.34),
    )


def masher(handle: Colour) -> Picture:
    """A potato masher: its plate lies at the far end."""
    plate = ellipse(0, -0.72, 0.21, 0.17)
    holes = [
        Patch(ellipse(x, -0.72 + y, 0.026), darker(STEEL, 0.45))
        for x, y in xy(
            "0,0 0.09,0 -0.09,0 0.045,0.08 -0.045,0.08 "
            "0.045,-0.08 -0.045,-0.08 0.14,0.06 -0.14,-0.06"
        )
    ]
    bow = band([(-0.02, -0.2), (-0.12, -0.4), (-0.13, -0.62)], 0.035)
    return (
        Patch(plate, darker(STEEL, 0.12)),
        Patch(ellipse(-0.01, -0.73, 0.19, 0.15), STEEL),
        *holes,
        Patch(bow, STEEL),
        Patch(bow * (-1, 1), darker(STEEL, 0.1)),
        *_handle(handle, 0.34),
    )


def pin(handle: Colour) -> Picture:
    """A rolling pin lying along x; its grips are at the ends."""
    grips = [Patch(capsule((s * 0.62, 0), (s * 0.9, 0), 0.055, 0.045), handle) for s in (-1, 1)]
    shine = Patch(capsule((-0.55, -0.05), (0.55, -0.05), 0.018), lighter(_BEECH, 0.4))
    return (*grips, *solid(box(0, 0, 1.3, 0.24, corner=0.06), _BEECH, depth=0.2), shine)


def grater() -> Picture:
    """A flat grater leaning over a bowl, its grip at the top."""
    frame = curve(xy("-0.2,-0.42 0.2,-0.42 0.25,0.4 0.2,0.46 -0.2,0.46 -0.25,0.4"), per_span=3)
    holes = [
        Patch(ellipse(x + (0.035 if row % 2 else 0), y, 0.021, 0.014), darker(STEEL, 0.5))
        for row, y in enumerate(np.linspace(-0.3, 0.34, 9))
        for x in np.linspace(-0.15, 0.115, 5)
    ]
    grip = band(xy("-0.14,-0.42 -0.12,-0.6 0,-0.64 0.12,-0.6 0.14,-0.42"), 0.06)
    return (
        Patch(grip, _BLACK),
        Patch(frame, darker(STEEL, 0.2)),
        Patch(frame * 0.93, STEEL),
        *holes,
    )


def bottle() -> Picture:
    """An oil bottle in profile, neck away from the cook."""
    glass = (112, 138, 58)
    body = mirrored_upright(
        xy("0.0,0.42 0.13,0.4 0.15,0.3 0.15,-0.12 0.06,-0.3 0.05,-0.46 0.0,-0.47")
    )
    label = box(0, 0.14, 0.28, 0.26)
    return (
        Patch(body, glass),
        Patch(body * (0.8, 0.95) + (-0.012, 0), (176, 176, 66)),
        Patch(label, (244, 236, 210)),
        Patch(curve([(0, 0.06), (0.05, 0.14), (0, 0.22), (-0.05, 0.14)]), (112, 138, 58)),
        Patch(capsule((-0.09, 0.3), (-0.09, -0.1), 0.014), lighter(glass, 0.6)),
    )


def jug(liquid: Colour) -> Picture:
    """A jug from above, its lip away from the cook."""
    wall = (226, 232, 236)
    body = curve(
        xy(
            "-0.2,0.02 -0.14,-0.2 -0.05,-0.3 0,-0.36 0.05,-0.3 0.14,-0.2 "
            "0.2,0.02 0.14,0.2 0,0.25 -0.14,0.2"
        )
    )
    handle = band(xy("-0.06,0.2 -0.07,0.36 0,0.42 0.07,0.36 0.06,0.2"), 0.05)
    return (
        Patch(handle, darker(wall, 0.18)),
        Patch(body, darker(wall, 0.14)),
        Patch(body * 0.93, wall),
        Patch(body * 0.78, darker(liquid, 0.06)),
        Patch(body * 0.7 + (-0.01, -0.01), liquid),
    )


def bag() -> Picture:
    """A paper bag of flour, open away from the cook."""
    paper = (236, 224, 200)
    body = curve(
        xy("-0.2,0.36 -0.22,0.0 -0.16,-0.3 0.0,-0.34 0.16,-0.3 0.22,0.0 0.2,0.36 0,0.4"), per_span=4
    )
    return (
        Patch(body, darker(paper, 0.14)),
        Patch(body * 0.93, paper),
        Patch(box(0, 0.12, 0.28, 0.22, corner=0.03), (196, 70, 62)),
        Patch(ellipse(0, 0.12, 0.07), (248, 240, 222)),
        Patch(ellipse(0, -0.3, 0.13, 0.045), (252, 250, 246)),
    )


def mirrored_upright(half: Points) -> Points:
    """A closed outline from its right half, top and bottom on x = 0."""
    left = half[::-1] * (-1, 1)
    return curve(np.concatenate([half, left[1:-1]]), per_span=4)


def tool(name: str, handle: Colour) -> Picture:
    """The tool of that name; foods and vessels have none."""
    makers = {
        "knife": knife,
        "peeler": peeler,
        "ladle": ladle,
        "fork": fork,
        "spatula": spatula,
        "whisk": whisk,
        "masher": masher,
    }
    return moved(spoon() if name == "spoon" else makers[name](handle))
