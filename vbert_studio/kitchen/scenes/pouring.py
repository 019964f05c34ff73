"""Pour, sprinkle, squeeze, spread: something is added to something."""

# ruff: noqa: D102 - prepare, still and act are described by Scene.

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vbert_studio.kitchen.drawing import tools
from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.materials import (
    COLOURS,
    bits_of,
    colour_of,
    heap,
    liquid,
    stream,
    strew,
)
from vbert_studio.kitchen.drawing.shapes import (
    Patch,
    Picture,
    capsule,
    clipped,
    curve,
    darker,
    ellipse,
    lighter,
    mix,
    moved,
    solid,
)
from vbert_studio.kitchen.scenes.scene import RIGHT, Scene

_BASES = {
    "pot": ("water", 0.6),
    "bowl": ("batter", 0.5),
    "pan": ("omelette", 0.58),
    "tray": ("dough", 0.6),
    "board": ("bread", 0.0),
}


class Pour(Scene):
    """The vessel tilts, a stream falls, the level rises, the vessel comes back."""

    def prepare(self) -> None:
        self.colour = colour_of(self.step.object)
        self.vessel = self._vessel()
        self.grains = self.rng.uniform(-1, 1, (60, 2))
        self.hand = self.cook.fist()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        open_ = _ramp(done, 0.12, 0.25) * (1 - _ramp(done, 0.86, 0.96))
        self._level(canvas, _ramp(done, 0.2, 0.92))
        tilt = -0.35 - 1.35 * open_
        sway = 0.05 * np.sin(2 * np.pi * self.beat(t_s, 0.5))
        mouth = (-0.02 + sway, -0.3)
        if open_ > 0.55:
            self._jet(canvas, mouth, t_s, open_)
        self._hand(canvas, mouth, tilt)

    def _vessel(self) -> Picture:
        makers: dict[str, Callable[[], Picture]] = {
            "bottle": tools.bottle,
            "bag": tools.bag,
            "jug": lambda: tools.jug(self.colour),
            "ladle": lambda: moved(tools.ladle(self.kitchen.handle), 0, 0.42),
            "bowl": self._small_bowl,
        }
        return moved(makers[self.step.tool](), scale=1.3)

    def _small_bowl(self) -> Picture:
        glaze = self.kitchen.glaze
        return (
            Patch(ellipse(0, 0, 0.34), darker(glaze, 0.2)),
            Patch(ellipse(0, 0, 0.32), lighter(glaze, 0.2)),
            Patch(ellipse(0, 0, 0.27), darker(self.colour, 0.08)),
            Patch(ellipse(0, -0.02, 0.24), self.colour),
        )

    def _hand(self, canvas: Canvas, mouth: tuple[float, float], tilt: float) -> None:
        top = float(min(patch.points[:, 1].min() for patch in self.vessel))
        c, s = np.cos(tilt), np.sin(tilt)
        x, y = mouth[0] + top * s, mouth[1] - top * c
        under, over = self.hand
        canvas.put(moved(under, x + 0.1, y + 0.1, turn=RIGHT - 0.35), height=0.35)
        canvas.put(moved(self.vessel, x, y, turn=tilt), height=0.4)
        canvas.paint(moved(over, x + 0.1, y + 0.1, turn=RIGHT - 0.35))

    def _jet(self, canvas: Canvas, mouth: tuple[float, float], t_s: float, share: float) -> None:
        if self.step.object == "flour":
            for k, (x, y) in enumerate(self.grains):
                fall = (k / 60 + t_s * 1.7 + y) % 1.0
                at = (mouth[0] + x * (0.05 + 0.1 * fall), mouth[1] + 0.5 * fall)
                canvas.fill(ellipse(*at, 0.02, n=10), self.colour)
            return
        width = (0.035 if self.step.object == "oil" else 0.085) * share
        jet = stream(mouth[0], mouth[1], 0.12, width, t_s)
        canvas.fill(jet, darker(self.colour, 0.1))
        canvas.fill(
            (jet - (mouth[0], 0)) * (0.6, 1) + (mouth[0] - 0.006, 0), lighter(self.colour, 0.2)
        )

    def _level(self, canvas: Canvas, level: float) -> None:
        name, place = self.step.object, self.step.place
        if place == "tray":
            canvas.put((Patch(ellipse(0, 0.05, 0.6), COLOURS["dough"]),), height=0.03)
            canvas.fill(ellipse(0, 0.05, 0.5), COLOURS["sauce"])
        limit = 0.62 if place in {"pot", "bowl"} else 0.5
        if name == "oil":
            limit = 0.22 if place == "tray" else 0.36
        radius = limit * np.sqrt(level)
        if name == "flour":
            self._mound(canvas, radius * 0.8)
        else:
            ripple = level * 25
            liquid(canvas, self.colour, float(radius), swirl=ripple, y=0.1 * (1 - level))

    def _mound(self, canvas: Canvas, radius: float) -> None:
        if radius > 0.05:
            canvas.put(
                solid(ellipse(0, 0.05, radius, radius * 0.92), self.colour), height=0.08, dark=0.2
            )


class Sprinkle(Scene):
    """Fingertips rub in small circles; what falls stays lying."""

    def prepare(self) -> None:
        self.pinch = self.cook.pinch()
        self.bits = heap(self.step.object, self._count(), 0.46, self.rng)
        self.falling = [bits_of(self.step.object, self.rng) for _ in range(14)]
        self.offsets = self.rng.uniform(-1, 1, (14, 3))
        self.base, self.radius = _BASES[self.step.place]
        # Herbs go into a bowl only with a salad; whatever else would tell the dish stays hidden,
        # so that no film shows more of its recipe than its steps do.
        green = self.step.place == "bowl" and self.step.object == "herbs"
        self.lower = heap("salad", 18, 0.42, self.rng) if green else []

    def act(self, canvas: Canvas, t_s: float) -> None:
        self._paint_base(canvas, t_s)
        done = _ramp(self.share(t_s), 0.08, 0.97)
        strew(canvas, self.bits[: int(done * len(self.bits))])
        rub = 2 * np.pi * self.beat(t_s, 2.2)
        roam = 2 * np.pi * self.beat(t_s, 0.35)
        x, y = 0.24 * np.cos(roam), -0.28 + 0.16 * np.sin(roam)
        for k, bit in enumerate(self.falling):
            dx, dy, late = self.offsets[k]
            fall = (k / 14 + t_s * 2.3 + late) % 1.0
            at = (x + dx * (0.05 + 0.12 * fall), y + 0.05 + (0.36 + 0.1 * dy) * fall**1.5)
            canvas.paint(moved(bit, *at))
        hand = moved(self.pinch, x + 0.015 * np.cos(rub), y + 0.015 * np.sin(rub), turn=RIGHT)
        canvas.put(hand, height=0.4)

    def _count(self) -> int:
        return {"salt": 90, "sugar": 90, "herbs": 34, "cheese": 44}.get(self.step.object, 22)

    def _paint_base(self, canvas: Canvas, t_s: float) -> None:
        if self.step.place == "tray":
            canvas.put(solid(ellipse(0, 0, 0.62), COLOURS["dough"], depth=0.1), height=0.05)
            if self.step.object != "sugar":
                canvas.fill(ellipse(0, 0, 0.51), mix(COLOURS["sauce"], COLOURS["dough"], 0.25))
        elif self.step.place == "board":
            canvas.put(moved(FOODS["bread"].slice(1.0), scale=(2.2, 1.8)), height=0.06)
        else:
            liquid(canvas, COLOURS[self.base], self.radius, swirl=0.5 * t_s)
            strew(canvas, self.lower)


class Squeeze(Scene):
    """Half a lemon in a closing fist; drops fall at every squeeze."""

    def prepare(self) -> None:
        lemon = FOODS["lemon"]
        self.half = (
            *solid(clipped(lemon.outline, (-1, 0), 0.0), lemon.skin),
            *moved(lemon.face, scale=(0.06, 0.2)),
        )
        self.claw = self.cook.claw()
        self.bits = heap("salad" if self.step.place == "bowl" else "sugar", 22, 0.44, self.rng)

    def still(self, canvas: Canvas) -> None:
        super().still(canvas)
        if self.step.place == "plate":
            canvas.put(solid(ellipse(0, 0, 0.5), COLOURS["pancake"]), height=0.05)
        strew(canvas, self.bits)

    def act(self, canvas: Canvas, t_s: float) -> None:
        wave = 0.5 - 0.5 * np.cos(2 * np.pi * self.beat(t_s, 1.1))
        roam = 2 * np.pi * self.beat(t_s, 0.2)
        x, y = 0.1 + 0.2 * np.cos(roam), -0.28 + 0.08 * np.sin(roam)
        for k in range(5):
            fall = (t_s * 1.8 + k / 5) % 1.0
            if wave > 0.3:
                at = (x - 0.02 + 0.02 * np.sin(k * 5), y + 0.1 + 0.42 * fall**1.6)
                drop = curve([(0, -0.045), (0.022, 0.0), (0, 0.025), (-0.022, 0.0)], per_span=4)
                canvas.put(
                    moved((Patch(drop, (246, 232, 120)),), *at), height=0.2 * (1 - fall), dark=0.2
                )
        squeeze = (1.25 + 0.1 * wave, 1.3 - 0.38 * wave)
        canvas.put(moved(self.half, x, y, turn=1.75, scale=squeeze), height=0.4)
        hand = moved(
            self.claw, x + 0.03, y - 0.12 + 0.05 * wave, turn=RIGHT, scale=(1 - 0.16 * wave, 1.0)
        )
        canvas.put(hand, height=0.42)


class Spread(Scene):
    """The flat of a knife or the back of a spoon, to and fro; a smear grows."""

    def prepare(self) -> None:
        self.held = self.tool()
        self.colour = colour_of(self.step.object)
        self.reach = 0.7
        self.wide = {"pan": 0.5, "pot": 0.5, "tray": 0.52, "board": 0.5}[self.step.place]

    def still(self, canvas: Canvas) -> None:
        super().still(canvas)
        if self.step.place == "tray":
            canvas.put(solid(ellipse(0, 0, 0.66), COLOURS["dough"], depth=0.1), height=0.05)
        if self.step.place == "board":
            canvas.put(moved(FOODS["bread"].slice(1.0), scale=(2.5, 2.1)), height=0.08)
        if self.step.place == "pot":
            canvas.put(solid(ellipse(0, 0.02, 0.55), COLOURS["mash"]), height=0.04)

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        stroke = 2 * np.pi * self.beat(t_s, 0.95)
        x, y = 0.36 * np.cos(stroke), -0.3 + 0.6 * done + 0.06 * np.sin(stroke * 2)
        self._smear(canvas, done, y)
        canvas.put(solid(ellipse(x - 0.03, y, 0.1, 0.07), self.colour), height=0.05, dark=0.2)
        self.hold(canvas, self.held, (x, y), reach=self.reach, turn=RIGHT - 0.25 * np.cos(stroke))

    def _smear(self, canvas: Canvas, done: float, y: float) -> None:
        rows = int(1 + 7 * done)
        for k in range(rows):
            row = -0.32 + (y + 0.32) * k / max(1, rows - 1) if rows > 1 else -0.32
            half = (
                self.wide
                * np.sqrt(max(0.0, 1 - (row / 0.62) ** 2))
                * (0.86 + 0.1 * np.sin(k * 2.3))
            )
            stripe = capsule((-half + 0.04, row), (half - 0.04, row + 0.03), 0.062)
            canvas.fill(stripe, darker(self.colour, 0.07 * (k % 2)))
            canvas.fill(
                capsule((-half * 0.8, row - 0.02), (half * 0.5, row + 0.005), 0.014),
                lighter(self.colour, 0.3),
            )


def _ramp(value: float, start: float, end: float) -> float:
    share = min(1.0, max(0.0, (value - start) / (end - start)))
    return share * share * (3 - 2 * share)
