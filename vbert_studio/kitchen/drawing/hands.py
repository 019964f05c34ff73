"""Hands with sleeves, in the poses that kitchen work needs.

A hand's origin is the point of grip; the arm leaves towards positive y, out of the frame at the
cook's side. What lies under a held tool and what closes over it are two pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.kitchen.drawing.shapes import (
    Colour,
    Patch,
    Picture,
    Points,
    box,
    capsule,
    curve,
    darker,
    ellipse,
    lighter,
    mix,
)

SKINS: tuple[Colour, ...] = (
    (250, 214, 184),
    (238, 190, 152),
    (214, 160, 118),
    (172, 118, 82),
    (126, 82, 58),
    (92, 60, 46),
)
SLEEVES: tuple[Colour, ...] = (
    (66, 92, 138),
    (226, 226, 220),
    (168, 62, 66),
    (70, 118, 96),
    (222, 168, 72),
    (92, 80, 112),
    (52, 58, 66),
)


@dataclass(frozen=True, slots=True)
class Cook:
    """What a hand looks like: colours, how thick the fingers are, how far the sleeve reaches."""

    skin: Colour
    sleeve: Colour
    thickness: float
    sleeve_start: float
    nails: Colour

    def fist(self) -> tuple[Picture, Picture]:
        """A hand around a handle that points away from the cook: under it, over it."""
        under = (*self._arm(), *self._palm())
        knuckles = [self._finger((-0.115, y), (0.075, y - 0.012), 0.052) for y in _FIST]
        thumb = self._finger((-0.11, 0.12), (0.02, -0.15), 0.046, nail=True)
        return under, tuple(patch for finger in (*knuckles, thumb) for patch in finger)

    def claw(self) -> Picture:
        """A hand that holds a food, fingertips curled."""
        fingers = [
            self._finger((x * 0.9, 0.16), (x * 1.1, reach), 0.05, nail=True)
            for x, reach in ((-0.12, -0.09), (-0.042, -0.13), (0.04, -0.12), (0.115, -0.07))
        ]
        thumb = self._finger((-0.14, 0.24), (-0.23, 0.02), 0.05, nail=True)
        parts = (self._arm(0.12), thumb, self._palm(0.1), *fingers)
        return tuple(patch for part in parts for patch in part)

    def pinch(self) -> Picture:
        """Fingertips together, for grains and small things."""
        fingers = [
            self._finger((x, 0.2), (x * 0.28, 0.015 * k), 0.045, nail=k == 1)
            for k, x in enumerate((0.12, 0.05, -0.03))
        ]
        little = self._finger((0.15, 0.22), (0.13, 0.05), 0.04)
        thumb = self._finger((-0.15, 0.24), (-0.03, 0.015), 0.047, nail=True)
        parts = (self._arm(0.14), self._palm(0.13), little, *fingers, thumb)
        return tuple(patch for part in parts for patch in part)

    def flat(self) -> Picture:
        """An open hand that presses, fingers forward."""
        fingers = [
            self._finger((x * 0.85, 0.08), (x * 1.15, reach), 0.05, nail=True)
            for x, reach in ((-0.13, -0.2), (-0.045, -0.27), (0.045, -0.26), (0.125, -0.19))
        ]
        thumb = self._finger((-0.13, 0.18), (-0.27, 0.0), 0.05, nail=True)
        parts = (self._arm(0.08), thumb, *fingers, self._palm(0.06))
        return tuple(patch for part in parts for patch in part)

    def _arm(self, y: float = 0.0) -> Picture:
        wrist = 0.105 * self.thickness
        start = self.sleeve_start + y
        skin = capsule((0, 0.2 + y), (0.02, 1.3 + y), wrist, wrist * 1.25)
        shade = capsule((0.045, 0.25 + y), (0.07, 1.3 + y), wrist * 0.55, wrist * 0.8)
        cloth = capsule((0.01, start + 0.1), (0.06, 2.6), wrist * 1.55, wrist * 2.0)
        fold = capsule((0.07, start + 0.12), (0.13, 2.6), wrist * 0.8, wrist * 1.2)
        cuff = box(0.0, start, wrist * 3.3, 0.1, corner=0.045)
        return (
            Patch(skin, self.skin),
            Patch(shade, darker(self.skin, 0.1)),
            Patch(cloth, self.sleeve),
            Patch(fold, darker(self.sleeve, 0.14)),
            Patch(cuff, lighter(self.sleeve, 0.16)),
        )

    def _palm(self, y: float = 0.0) -> Picture:
        wide = 0.155 * self.thickness
        outline = curve(
            [
                (-wide * 0.95, y - 0.04),
                (0, y - 0.08),
                (wide, y - 0.02),
                (wide * 0.95, y + 0.16),
                (wide * 0.6, y + 0.3),
                (-wide * 0.6, y + 0.3),
                (-wide * 1.05, y + 0.15),
            ]
        )
        return Patch(outline, darker(self.skin, 0.06)), Patch(_shrunk(outline), self.skin)

    def _finger(
        self,
        root: tuple[float, float],
        tip: tuple[float, float],
        width: float,
        *,
        nail: bool = False,
    ) -> Picture:
        width *= self.thickness
        edge = capsule(root, tip, width * 1.08, width * 0.98)
        flesh = capsule(root, tip, width * 0.9, width * 0.8)
        parts = [Patch(edge, darker(self.skin, 0.24)), Patch(flesh, self.skin)]
        if nail:
            heading = np.subtract(tip, root)
            turn = float(np.arctan2(heading[1], heading[0]))
            parts.append(Patch(ellipse(*tip, width * 0.5, width * 0.42, turn=turn), self.nails))
        return tuple(parts)


_FIST = (-0.11, -0.02, 0.07, 0.155)


def _shrunk(outline: Points) -> Points:
    middle = outline.mean(axis=0)
    smaller: Points = (outline - middle) * 0.9 + middle - (0.01, 0.01)
    return smaller


def draw_cook(rng: np.random.Generator) -> Cook:
    """A cook at random."""
    skin = SKINS[int(rng.integers(len(SKINS)))]
    varnish = ((200, 60, 80), (120, 60, 110))[int(rng.integers(2))]
    plain = mix(skin, (255, 225, 215), 0.45)
    return Cook(
        skin=skin,
        sleeve=SLEEVES[int(rng.integers(len(SLEEVES)))],
        thickness=float(rng.uniform(0.9, 1.12)),
        sleeve_start=float(rng.uniform(0.42, 0.85)),
        nails=varnish if rng.random() < 0.2 else plain,
    )
