"""Slice, chop, peel, grate: a hand holds the food, the other one works along it.

In a still, slicing, chopping and peeling look much alike; the strokes tell them apart. Slicing saws
along the blade, chopping goes up and down fast, peeling runs along the food.
"""

# ruff: noqa: D102 - prepare, still and act are described by Scene.

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.food import Food
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.materials import Bit, heap, strew
from vbert_studio.kitchen.drawing.shapes import (
    Patch,
    Picture,
    band,
    clipped,
    darker,
    lighter,
    moved,
    xy,
)
from vbert_studio.kitchen.drawing.tools import grater
from vbert_studio.kitchen.scenes.scene import LEFT, Scene

_SKINLESS = frozenset({"carrot", "potato", "onion", "apple", "banana"})


class _OnBoard(Scene):
    """A food lying on the board, seen at a size that fits."""

    def prepare(self) -> None:
        self.food: Food = FOODS[self.step.object]
        low, high = self.food.outline[:, 0].min(), self.food.outline[:, 0].max()
        self.size = min(1.5, 1.45 / float(high - low))
        self.left, self.right = float(low), float(high)
        self.y = float(self.rng.uniform(-0.12, 0.08))
        self.x = float(self.rng.uniform(-0.1, 0.1))
        self.peeled = self.step.object in _SKINLESS
        self.claw = self.cook.claw()

    def place(self, picture: Picture) -> Picture:
        """A picture in the food's own coordinates, put on the board."""
        return moved(picture, self.x, self.y, scale=self.size)

    def steady(self, canvas: Canvas, x: float) -> None:
        """Paint the hand that holds the food at x."""
        hand = moved(self.claw, self.x + x * self.size - 0.1, self.y + 0.1, turn=LEFT)
        canvas.put(hand, height=0.12)


class Slice(_OnBoard):
    """Slow sawing strokes; a slice falls after every second one."""

    def prepare(self) -> None:
        super().prepare()
        self.pieces = max(3, round(self.duration_s * 1.1 * self.shot.tempo))
        self.turns = self.rng.uniform(-0.5, 0.5, 40)
        self.knife = self.tool()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s) * self.pieces
        cut = self._cut(int(done))
        for number in range(int(done)):
            self._fallen(canvas, number, 1.0)
        canvas.put(self.place(self.food.rest(cut, peeled=self.peeled)), height=0.1)
        self.steady(canvas, max(self.left + 0.08, cut - 0.5))
        saw = np.sin(2 * np.pi * self.beat(t_s, 1.5))
        depth = done - int(done)
        x = self.x + self._cut(done) * self.size + 0.03
        tip = (x - 0.02 * saw, self.y - 0.2 + 0.16 * saw + 0.14 * depth)
        self.hold(canvas, self.knife, tip, reach=0.62, turn=-0.22, height=0.1)

    def _cut(self, done: float) -> float:
        return self.right - 0.06 - (self.right - self.left) * 0.72 * done / self.pieces

    def _fallen(self, canvas: Canvas, number: int, size: float) -> None:
        fan = number * 0.14 * min(1.0, 7 / self.pieces)
        at = (0.98 - fan, self.y + 0.3 + 0.05 * self.turns[number % 40])
        if number < 9:
            piece = moved(self.food.slice(size), *at, turn=self.turns[number % 40], scale=1.15)
            canvas.put(piece, height=0.05)


class Chop(_OnBoard):
    """Fast short blows of the whole blade, wandering over a heap of pieces."""

    def prepare(self) -> None:
        super().prepare()
        self.heap = heap(self.food.name, 46, 0.52, self.rng)
        self.cubes = [
            (bit.x * 1.25, bit.y * 0.7, self.food.cube(k * 1.3, 1.25))
            for k, bit in enumerate(self.heap)
        ]
        self.knife = self.tool()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        cut = self.right - (self.right - self.left) * (0.25 + 0.55 * done)
        edge = self.x + cut * self.size
        bits = [
            Bit(edge + 0.12 + (x + 0.65) * (0.25 + 0.4 * done), self.y + y * 0.9, cube)
            for x, y, cube in self.cubes[: int(12 + 34 * done)]
        ]
        strew(canvas, bits)
        canvas.put(self.place(self.food.rest(cut, peeled=self.peeled)), height=0.1)
        self.steady(canvas, max(self.left + 0.06, cut - 0.42))
        blow = abs(np.sin(np.pi * self.beat(t_s, 3.4)))
        wander = 0.5 + 0.5 * np.sin(2 * np.pi * self.beat(t_s, 0.45))
        tip = (edge + 0.08 + 0.34 * wander, self.y - 0.12 - 0.2 * blow)
        self.hold(
            canvas, self.knife, tip, reach=0.62, turn=-0.3 - 0.16 * blow, height=0.06 + 0.3 * blow
        )


class Peel(_OnBoard):
    """Long strokes along the food, away from the hand that holds it; strips of skin curl off."""

    bands = 6

    def prepare(self) -> None:
        super().prepare()
        self.peeler = self.tool()
        low, high = self.food.outline[:, 1].min(), self.food.outline[:, 1].max()
        self.edges = np.linspace(float(low), float(high), self.bands + 1)
        self.strokes = max(self.bands, round(self.duration_s * 1.15 * self.shot.tempo))
        self.curls = [
            (float(x), float(y), float(turn))
            for x, y, turn in self.rng.uniform((0.1, 0.38, -1), (0.95, 0.62, 1), (self.bands, 3))
        ]

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s) * self.strokes * 0.999
        stroke, phase = divmod(done, 1.0)
        along = min(1.0, phase / 0.7)  # the last part of a stroke takes the peeler back
        number = stroke * self.bands / self.strokes
        for curl in self.curls[: int(number)]:
            canvas.put(moved(self._curl(), curl[0], curl[1], turn=curl[2]), height=0.06)
        canvas.put(self.place(self._half_peeled(int(number), along)), height=0.12)
        self.steady(canvas, self.left + 0.1)
        self._stroke(canvas, int(number), along, phase)

    def _half_peeled(self, number: int, along: float) -> Picture:
        bare: list[Patch] = []
        for k in range(number + 1):
            reach = self.right if k < number else self._reach(along)
            for patch in self.food.peeled():
                part = clipped(
                    clipped(patch.points, (0, 1), self.edges[k + 1]), (0, -1), -self.edges[k]
                )
                bare.append(Patch(clipped(part, (1, 0), reach), patch.colour))
        return (*self.food.whole(), *bare)

    def _stroke(self, canvas: Canvas, number: int, along: float, phase: float) -> None:
        back = max(0.0, (phase - 0.7) / 0.3)
        x = self.x + self.size * (self._reach(along) * (1 - back) + self._reach(0.0) * back)
        y = self.y + self.size * float(self.edges[number] + self.edges[number + 1]) / 2
        lift = 0.3 * np.sin(np.pi * back)
        if back == 0 and along > 0.1:
            strip = moved(self._curl(), x + 0.06, y - 0.1, turn=-0.9, scale=(0.4 + along, 1.0))
            canvas.put(strip, height=0.15)
        self.hold(
            canvas, self.peeler, (x, y - 0.5 * lift), reach=0.36, turn=-0.75, height=0.1 + lift
        )

    def _reach(self, along: float) -> float:
        return self.left + 0.3 + (self.right - self.left - 0.3) * along

    def _curl(self) -> Picture:
        path = xy("-0.2,0.03 -0.12,-0.03 -0.02,-0.02 0.06,0.03 0.13,0.02 0.17,-0.04")
        return (
            Patch(band(path, 0.085), darker(self.food.skin, 0.2)),
            Patch(band(np.add(path, (0, 0.008)), 0.06), lighter(self.food.skin, 0.1)),
        )


class Grate(Scene):
    """The food runs up and down the grater; shreds gather below."""

    def prepare(self) -> None:
        self.food = FOODS[self.step.object]
        self.claw = self.cook.claw()
        self.other = self.cook.pinch()
        self.heap = [
            Bit(float(x), float(y), self._shred(float(turn)))
            for x, y, turn in self.rng.normal((0, 0.2, 0), (0.22, 0.13, 1.5), (70, 3))
        ]

    def act(self, canvas: Canvas, t_s: float) -> None:
        strew(canvas, self.heap[: int(6 + 64 * self.share(t_s))])
        canvas.put(moved(grater(), 0.0, -0.32, scale=1.25), height=0.3)
        canvas.put(moved(self.other, -0.12, -0.98, turn=2.3), height=0.3)
        stroke = np.sin(2 * np.pi * self.beat(t_s, 1.7))
        at = (0.03, -0.3 + 0.27 * stroke)
        size = 0.62 * (1 - 0.3 * self.share(t_s))
        canvas.put(
            moved(
                self.food.rest(self.food.outline[:, 0].max() - 0.1, peeled=True),
                *at,
                turn=1.2,
                scale=size,
            ),
            height=0.25,
        )
        canvas.put(moved(self.claw, at[0] + 0.04, at[1] + 0.06, turn=-0.55), height=0.3)

    def _shred(self, turn: float) -> Picture:
        path = [(-0.08, 0.015), (-0.02, -0.015), (0.04, 0.0), (0.08, -0.02)]
        return moved(
            (
                Patch(band(path, 0.03), darker(self.food.flesh, 0.16)),
                Patch(band(path, 0.018), lighter(self.food.flesh, 0.1)),
            ),
            turn=turn,
        )
