"""Knead, roll, serve: dough on the worktop, and the dish on its plate."""

# ruff: noqa: D102 - prepare, still and act are described by Scene.

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.foods import FOODS
from vbert_studio.kitchen.drawing.materials import COLOURS, dough_shape, heap
from vbert_studio.kitchen.drawing.shapes import Patch, Picture, ellipse, mix, moved, solid
from vbert_studio.kitchen.drawing.tools import pin
from vbert_studio.kitchen.scenes.scene import LEFT, RIGHT, Scene


class Knead(Scene):
    """Both hands push the dough away and fold it back."""

    def prepare(self) -> None:
        self.flat = self.cook.flat()

    def act(self, canvas: Canvas, t_s: float) -> None:
        turn = 2 * np.pi * self.beat(t_s, 0.95)
        push = 0.5 - 0.5 * np.cos(turn)
        lump = dough_shape(0.6 - 0.1 * push, 0.4 + 0.14 * push, 0.03 + 0.02 * push, t_s * 0.7)
        canvas.put(moved(solid(lump, COLOURS["dough"]), 0, -0.08 - 0.1 * push), height=0.16)
        fold = ellipse(0.05 * np.sin(turn), -0.05 - 0.15 * push, 0.3, 0.04 + 0.05 * push)
        canvas.fill(fold, mix(COLOURS["dough"], (150, 110, 70), 0.25))
        for side, arm, late in ((-1, LEFT, 0.0), (1, RIGHT, 0.4)):
            press = 0.5 - 0.5 * np.cos(turn - late)
            hand = moved(
                self.flat, side * 0.24, 0.16 - 0.34 * press, turn=arm * 0.7, scale=(side, 1.0)
            )
            canvas.put(hand, height=0.12)


class Roll(Scene):
    """The pin goes to and fro; the dough gets wide and thin."""

    def prepare(self) -> None:
        self.pin = pin(self.kitchen.handle)
        self.claw = self.cook.claw()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        sheet = dough_shape(0.5 + 0.32 * done, 0.36 + 0.3 * done, 0.025, 1.0)
        canvas.put(
            solid(sheet, COLOURS["dough"], depth=0.1 - 0.04 * done), height=0.14 - 0.08 * done
        )
        y = 0.02 + 0.44 * np.sin(2 * np.pi * self.beat(t_s, 0.85))
        canvas.put(moved(self.pin, 0, y), height=0.16)
        for side, arm in ((-1, LEFT), (1, RIGHT)):
            hand = moved(self.claw, side * 0.78, y + 0.02, turn=arm * 0.5, scale=(-side, 1.0))
            canvas.put(hand, height=0.2)


class Serve(Scene):
    """The dish comes in on its tool, settles on the plate, and the hand leaves."""

    def prepare(self) -> None:
        self.food = self._dish()
        self.held = None if self.step.tool == "hand" else self.tool()
        self.claw = self.cook.claw()

    def act(self, canvas: Canvas, t_s: float) -> None:
        done = self.share(t_s)
        come = min(1.0, done / 0.5)
        ease = come * come * (3 - 2 * come)
        leave = max(0.0, (done - 0.62) / 0.3)
        x, y, height = 1.5 * (1 - ease), 0.75 * (1 - ease) - 0.03, 0.04 + 0.3 * (1 - ease)
        hand_x, hand_y = x + 1.6 * leave, y + 0.9 * leave
        tool = self.held
        if tool is not None and self.step.tool in {"spatula", "ladle"}:
            self.hold(canvas, tool, (hand_x + 0.1, hand_y), reach=0.74, height=height)
        canvas.put(moved(self.food, x, y), height=height + 0.05)
        if tool is None:
            canvas.put(
                moved(self.claw, hand_x + 0.25, hand_y + 0.12, turn=RIGHT), height=height + 0.1
            )
        elif self.step.tool == "spoon":
            nudge = 0.06 * np.sin(2 * np.pi * self.beat(t_s, 1.2))
            self.hold(
                canvas, tool, (hand_x + 0.2 + nudge, hand_y + 0.05), reach=0.74, height=height + 0.1
            )

    def _dish(self) -> Picture:
        name = self.step.object
        if name in {"salad", "pasta"}:
            return tuple(
                p
                for bit in heap(name, 34, 0.44, self.rng)
                for p in moved(bit.picture, bit.x, bit.y)
            )
        if name in {"pie", "pizza"}:
            return moved(FOODS[name].whole(), scale=1.05)
        if name == "sandwich":
            return moved(FOODS[name].whole(), scale=1.1)
        if name == "soup":
            bits = heap("carrot", 8, 0.3, self.rng)
            pieces = tuple(p for bit in bits for p in moved(bit.picture, bit.x, bit.y))
            return (*solid(ellipse(0, 0, 0.48), COLOURS["soup"], depth=0.08), *pieces)
        return self._flat(name)

    def _flat(self, name: str) -> Picture:
        colour = COLOURS[name]
        shape = (
            ellipse(0, 0, 0.48, 0.3) if name == "omelette" else dough_shape(0.46, 0.44, 0.015, 2.0)
        )
        spots = tuple(
            Patch(
                ellipse(0.24 * np.cos(a), 0.15 * np.sin(a), 0.05, 0.035),
                mix(colour, (150, 88, 36), 0.35),
            )
            for a in (0.4, 1.7, 3.0, 4.3, 5.5)
        )
        return (*solid(shape, colour, depth=0.1), *(spots if name != "mash" else ()))
