"""Fry, flip, boil, bake, preheat: what fire does."""

# ruff: noqa: D102 - prepare, still and act are described by Scene.

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing import vessels
from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.materials import COLOURS, heap, liquid, strew
from vbert_studio.kitchen.drawing.shapes import (
    Patch,
    Picture,
    box,
    darker,
    ellipse,
    lighter,
    mix,
    moved,
    solid,
    xy,
)
from vbert_studio.kitchen.scenes.scene import LEFT, RIGHT, Scene


def steam(canvas: Canvas, t_s: float, strength: float = 1.0) -> None:
    """Pale clouds that rise and thin out."""
    for k in range(5):
        life = (t_s * 0.32 + k / 5) % 1.0
        x = -0.36 + 0.18 * k + 0.1 * np.sin(2.2 * t_s + k * 2)
        cloud = ellipse(x, 0.05 - 1.05 * life, 0.08 + 0.16 * life, 0.1 + 0.18 * life, n=20)
        canvas.glow(cloud, (250, 250, 250), 0.34 * strength * np.sin(np.pi * life), blur=0.08)


class Fry(Scene):
    """Pieces tremble in the hot fat; a turner pushes them about."""

    def prepare(self) -> None:
        self.turner = self.tool()
        name = self.step.object
        self.bits = heap(name, 6 if name == "bread" else 24, 0.44, self.rng)
        self.bubbles = self.rng.uniform((-0.5, -0.5, 0), (0.5, 0.5, 1), (46, 3))

    def act(self, canvas: Canvas, t_s: float) -> None:
        canvas.fill(ellipse(0, 0, 0.56), (112, 92, 58))
        for x, y, late in self.bubbles:
            life = (t_s * 3.1 + late) % 1.0
            if x * x + y * y < 0.3:
                canvas.fill(
                    ellipse(x, y, 0.008 + 0.028 * life, n=12),
                    mix((232, 206, 120), (112, 92, 58), life),
                )
        push = np.sin(2 * np.pi * self.beat(t_s, 0.6))
        jitter = 0.012 * np.sin(31 * t_s)
        turn = 0.55 * push
        strew(canvas, self.bits, 0.06 * push + jitter, 0.03 * push - jitter, turn=float(turn))
        steam(canvas, t_s, 0.7)
        tip = (0.05 + 0.33 * push, 0.08 - 0.1 * abs(push))
        self.hold(canvas, self.turner, tip, reach=0.8, turn=RIGHT + 0.2 * push)


class Flip(Scene):
    """The turner slides under, lifts, and turns it over in the air."""

    def prepare(self) -> None:
        self.turner = self.tool()
        raw = COLOURS.get(self.step.object, (246, 226, 186))
        self.raw, self.brown = raw, mix(raw, (150, 88, 36), 0.55)
        self.each = self.duration_s / max(1, round(self.duration_s / 2.8))

    def act(self, canvas: Canvas, t_s: float) -> None:
        number, phase = int(t_s / self.each), (t_s % self.each) / self.each
        slide = min(1.0, phase / 0.4)
        air = min(1.0, max(0.0, (phase - 0.45) / 0.35))
        lift = np.sin(np.pi * air)
        squash = abs(np.cos(np.pi * air))
        turned = (number + (air > 0.5)) % 2 == 1
        body = self._body(brown=turned)
        at = (-0.02, 0.03 - 0.62 * lift)
        tip = (0.42 - 0.5 * slide + 0.55 * (air > 0) * air, 0.24 - 0.16 * slide - 0.5 * lift)
        self.hold(
            canvas, self.turner, tip, reach=0.8, turn=RIGHT - 0.5 * lift, height=0.1 + 0.3 * lift
        )
        canvas.put(
            moved(body, *at, scale=(1 + 0.06 * lift, max(0.09, squash))), height=0.05 + 0.6 * lift
        )
        steam(canvas, t_s, 0.5)

    def _body(self, *, brown: bool) -> Picture:
        if self.step.object == "bread":
            piece = moved(FOODS["bread"].slice(1.0), scale=(1.8, 1.6))
            return (
                tuple(Patch(p.points, mix(p.colour, (150, 88, 36), 0.35)) for p in piece)
                if brown
                else piece
            )
        colour = self.brown if brown else self.raw
        spots = tuple(
            Patch(ellipse(0.28 * np.cos(a), 0.28 * np.sin(a), 0.07, 0.05), darker(colour, 0.12))
            for a in (0.2, 1.6, 2.9, 4.1, 5.3)
        )
        return (*solid(ellipse(0, 0, 0.5), colour, depth=0.1), *spots)


class Boil(Scene):
    """A rolling surface: bubbles come up, pieces bob, steam rises; a hand puts things in."""

    def prepare(self) -> None:
        name = self.step.object
        self.colour = COLOURS["soup"] if name == "soup" else COLOURS["water"]
        inside = {"water": None, "soup": "carrot"}.get(name, name)
        self.bits = [] if inside is None else heap(inside, 20, 0.46, self.rng)
        self.bubbles = self.rng.uniform((-0.55, -0.55, 0), (0.55, 0.55, 1), (60, 3))
        self.hand = self.cook.pinch()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        liquid(canvas, self.colour, 0.61, swirl=0.4 * t_s)
        shown = (
            len(self.bits) if self.step.object == "soup" else int(len(self.bits) * min(1, done * 3))
        )
        bob = 0.03 * np.sin(5 * t_s)
        strew(canvas, self.bits[:shown], bob, -bob, turn=0.12 * np.sin(1.3 * t_s))
        boiling = 0.35 + 0.65 * done
        for x, y, late in self.bubbles[: int(60 * boiling)]:
            life = (t_s * 2.0 + late) % 1.0
            if x * x + y * y < 0.32:
                self._bubble(canvas, x, y, 0.02 + 0.055 * life)
        steam(canvas, t_s, 0.5 + 0.6 * boiling)
        away = max(0.0, (done - 0.45) / 0.3)
        if away < 1:
            swing = 0.05 * np.sin(2 * np.pi * self.beat(t_s, 1.5))
            canvas.put(
                moved(self.hand, 0.3 + 1.2 * away, -0.15 + swing + 0.9 * away, turn=RIGHT),
                height=0.4,
            )

    def _bubble(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.fill(ellipse(x, y, size, n=16), lighter(self.colour, 0.65))
        canvas.fill(ellipse(x + 0.005, y + 0.007, size * 0.78, n=16), self.colour)


class Preheat(Scene):
    """A hand turns the knob; the window begins to glow."""

    def prepare(self) -> None:
        self.pinch = self.cook.pinch()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        glow_oven(canvas, done, t_s)
        turned = 2.4 * min(1.0, done * 1.5)
        for x in (-0.95, -0.6, 0.6):
            canvas.put(moved(vessels.knob(0.0), x, -0.72), height=0.06)
        canvas.put(moved(vessels.knob(turned), 0.95, -0.72), height=0.06)
        canvas.fill(box(-0.12 + 0.1 * done, -0.72, 0.24 + 0.02 * done, 0.07), (255, 120, 60))
        twist = 0.25 * np.sin(2 * np.pi * self.beat(t_s, 0.8))
        canvas.put(moved(self.pinch, 0.95, -0.66, turn=RIGHT + twist), height=0.25)


class Bake(Scene):
    """The tray slides in; inside it rises and browns."""

    def prepare(self) -> None:
        self.fist = self.cook.claw()
        self.colour = {"pie": (238, 206, 140), "pizza": (234, 196, 120)}[self.step.object]

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        glow_oven(canvas, 1.0, t_s)
        inside = min(1.0, done / 0.45)
        ease = inside * inside * (3 - 2 * inside)
        y, size = 1.05 - 0.63 * ease, 1.15 - 0.3 * ease
        brown = mix(self.colour, (170, 96, 40), 0.5 * max(0.0, done - 0.45) / 0.55)
        self._tray(canvas, y, size, brown, 1 + 0.25 * max(0.0, done - 0.45))
        away = max(0.0, (done - 0.5) / 0.2)
        if away < 1:
            for side, arm in ((-1, LEFT), (1, RIGHT)):
                hand = moved(
                    self.fist,
                    side * 0.86 * size,
                    y + 0.16 + 1.3 * away,
                    turn=arm * 0.6,
                    scale=(-side, 1),
                )
                canvas.put(hand, height=0.2)

    def _tray(
        self, canvas: Canvas, y: float, size: float, colour: tuple[int, int, int], rise: float
    ) -> None:
        metal = (
            Patch(box(0, 0, 1.75, 0.5, corner=0.08), (104, 106, 114)),
            Patch(box(0, -0.02, 1.64, 0.4, corner=0.06), (74, 76, 84)),
        )
        canvas.put(moved(metal, 0, y, scale=size), height=0.12)
        body = solid(ellipse(0, -0.07, 0.62, 0.2 * rise), colour, depth=0.1)
        top: Picture = (Patch(ellipse(0, -0.1, 0.48, 0.13 * rise), darker(colour, 0.12)),)
        if self.step.object == "pizza":
            top = (
                Patch(ellipse(0, -0.1, 0.5, 0.14), (206, 84, 52)),
                *(
                    Patch(ellipse(x, -0.1 + dy, 0.07, 0.03), (250, 220, 140))
                    for x, dy in xy("-0.3,0 -0.1,0.05 0.15,-0.04 0.32,0.03 0.02,-0.06")
                ),
            )
        canvas.put(moved((*body, *top), 0, y, scale=size), height=0.08)


def glow_oven(canvas: Canvas, heat: float, t_s: float) -> None:
    """Light in the oven's window."""
    flicker = 1 + 0.05 * np.sin(9 * t_s)
    canvas.glow(box(0, 0.38, 1.9, 1.0), (255, 128, 40), 0.62 * heat * flicker, blur=0.16)
    canvas.glow(box(0, 0.88, 1.7, 0.06), (255, 210, 110), 0.8 * heat * flicker, blur=0.07)
