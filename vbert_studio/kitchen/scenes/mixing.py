"""Crack, whisk, stir, mash: work inside a bowl, a pan or a pot."""

# ruff: noqa: D102 - prepare, still and act are described by Scene.

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.materials import (
    COLOURS,
    colour_of,
    heap,
    liquid,
    strew,
    yolk,
)
from vbert_studio.kitchen.drawing.shapes import (
    Patch,
    Picture,
    clipped,
    curve,
    darker,
    ellipse,
    lighter,
    mix,
    moved,
    solid,
    xy,
)
from vbert_studio.kitchen.scenes.scene import LEFT, RIGHT, Scene

_SHELL = (238, 208, 176)
_EGG = curve(xy("0,-0.26 0.15,-0.16 0.19,0.04 0.12,0.19 0,0.23 -0.12,0.19 -0.19,0.04 -0.15,-0.16"))
_LIQUIDS = frozenset({"batter", "egg", "soup", "water"})


class Crack(Scene):
    """Two taps on the rim, then the halves part and the egg falls."""

    def prepare(self) -> None:
        self.each = self.duration_s / max(1, round(self.duration_s / 2.6))
        self.spots = [(0.0, 0.12), (-0.24, -0.16), (0.24, -0.14), (0.05, 0.36)]
        self.pinch = self.cook.pinch()

    def act(self, canvas: Canvas, t_s: float) -> None:
        number, phase = int(t_s / self.each), (t_s % self.each) / self.each
        for spot in self.spots[:number]:
            canvas.paint(yolk(*spot))
        if phase < 0.5:
            self._tap(canvas, phase / 0.5)
        else:
            self._part(canvas, (phase - 0.5) / 0.5, self.spots[number % 4])

    def _tap(self, canvas: Canvas, phase: float) -> None:
        bounce = abs(np.sin(phase * 2.5 * np.pi))
        at = (0.62 + 0.16 * bounce, -0.05 - 0.34 * bounce)
        canvas.put(moved(solid(_EGG, _SHELL), *at, turn=0.5), height=0.25)
        canvas.put(moved(self.pinch, at[0] + 0.06, at[1] + 0.12, turn=RIGHT), height=0.3)

    def _part(self, canvas: Canvas, phase: float, spot: tuple[float, float]) -> None:
        gap = 0.06 + 0.3 * min(1.0, phase * 2.2)
        fall = min(1.0, max(0.0, phase - 0.2) * 2.6)
        if fall > 0:
            at = (spot[0] * fall, -0.4 + (spot[1] + 0.4) * fall**2)
            canvas.put(yolk(*at, 0.75 + 0.25 * fall), height=0.3 * (1 - fall), dark=0.2)
        for side, arm in ((-1, LEFT), (1, RIGHT)):
            half = clipped(_EGG, (-side, 0), 0.0) if side > 0 else clipped(_EGG, (1, 0), 0.0)
            x, turn = side * gap, side * (0.5 + phase)
            canvas.put(moved(self._half(half), x, -0.42, turn=turn), height=0.3)
            hand = moved(self.pinch, x + side * 0.16, -0.36, turn=arm * 1.7, scale=(-side, 1.0))
            canvas.put(hand, height=0.35)

    def _half(self, outline: np.ndarray) -> Picture:
        return (*solid(outline, _SHELL), Patch(outline * 0.7, lighter(_SHELL, 0.7)))


class Whisk(Scene):
    """Fast flat loops; the surface foams up."""

    def prepare(self) -> None:
        self.whisk = self.tool()
        self.colour = colour_of(self.step.object)
        self.bubbles = [
            (float(r * np.cos(a)), float(r * np.sin(a)), float(size))
            for r, a, size in self.rng.uniform((0, 0, 0.012), (0.5, 6.3, 0.035), (40, 3))
        ]

    def act(self, canvas: Canvas, t_s: float) -> None:
        turn = 2 * np.pi * self.beat(t_s, 2.7)
        done = self.share(t_s)
        pale = mix(self.colour, (255, 240, 190), 0.45 * done)
        liquid(canvas, pale, 0.56, swirl=turn)
        if done < 0.5 and self.step.object == "egg":
            blob = ellipse(
                0.2 * np.cos(turn - 0.7), 0.12 * np.sin(turn - 0.7), 0.2 * (1 - 2 * done), 0.09
            )
            canvas.fill(blob, (248, 168, 40))
        for x, y, size in self.bubbles[: int(40 * done)]:
            canvas.fill(ellipse(x, y, size, n=14), lighter(pale, 0.5))
            canvas.fill(ellipse(x + 0.004, y + 0.004, size * 0.7, n=12), lighter(pale, 0.1))
        tip = (0.27 * np.cos(turn), 0.02 + 0.15 * np.sin(turn))
        wrist = RIGHT + 0.12 * np.sin(turn)
        self.hold(canvas, self.whisk, tip, reach=0.78, turn=wrist)


class Stir(Scene):
    """Slow wide circles; everything goes round with the spoon."""

    def prepare(self) -> None:
        self.spoon = self.tool()
        name = self.step.object
        self.colour = None
        if name in _LIQUIDS or name in {"mash", "dough"}:
            self.colour = colour_of(name)
        self.bits = heap(self._pieces(), self._count(), 0.5, self.rng)

    def act(self, canvas: Canvas, t_s: float) -> None:
        turn = 2 * np.pi * self.beat(t_s, 0.75)
        if self.colour is not None:
            liquid(canvas, self.colour, 0.57, swirl=turn * 0.8)
        strew(canvas, self.bits, turn=0.7 * turn)
        tip = (0.36 * np.cos(turn), 0.02 + 0.32 * np.sin(turn))
        self.hold(canvas, self.spoon, tip, reach=0.72, turn=RIGHT + 0.2 * np.cos(turn))

    def _pieces(self) -> str:
        name = self.step.object
        return {"soup": "carrot", "batter": "flour", "dough": "flour", "mash": "herbs"}.get(
            name, name
        )

    def _count(self) -> int:
        return {"soup": 9, "batter": 16, "dough": 60, "mash": 4, "salad": 26, "pasta": 26}.get(
            self.step.object, 26
        )


class Mash(Scene):
    """Firm presses, one beside the other; the lumps become smooth."""

    def prepare(self) -> None:
        self.masher = self.tool()
        self.reach = 0.72
        self.lumps = heap(self.step.object, 24, 0.46, self.rng)
        self.targets = self.rng.uniform(-0.28, 0.28, (60, 2))
        self.colour = mix(colour_of(self.step.object), COLOURS["mash"], 0.4)
        self.ridges = [
            (float(x), float(y), float(r))
            for x, y, r in self.rng.uniform((-0.36, -0.36, 0.06), (0.36, 0.36, 0.14), (22, 3))
        ]

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        canvas.fill(ellipse(0, 0.02, 0.5, 0.48), darker(self.colour, 0.1))
        for x, y, r in self.ridges[: int(4 + 18 * done)]:
            canvas.fill(ellipse(x, y, r), darker(self.colour, 0.14))
            canvas.fill(ellipse(x - 0.012, y - 0.016, r * 0.88), lighter(self.colour, 0.12))
        strew(canvas, self.lumps[int(22 * done) :])
        press, phase = divmod(self.beat(t_s, 1.5), 1.0)
        now, then = self.targets[int(press) % 60], self.targets[(int(press) + 1) % 60]
        slide = min(1.0, max(0.0, (phase - 0.45) / 0.55))
        x, y = now + (then - now) * slide
        lift = 0.32 * np.sin(np.pi * slide)
        size = 1 + 0.25 * lift
        tool = moved(self.masher, scale=size)
        self.hold(canvas, tool, (x, y - 0.4 * lift), reach=self.reach, height=0.04 + lift)
