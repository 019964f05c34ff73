"""What every scene is made of."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vbert_studio.kitchen.drawing import vessels
from vbert_studio.kitchen.drawing.canvas import Canvas
from vbert_studio.kitchen.drawing.shapes import Picture, moved, rotated
from vbert_studio.kitchen.drawing.tools import tool
from vbert_studio.kitchen.look import Shot
from vbert_studio.kitchen.rules import Step

RIGHT = -0.5
"""The turn of a right arm: it comes in from the lower right."""

LEFT = 0.55


class Scene:
    """A step in the making.

    Args:
        step: what is done.
        shot: how it looks.
        duration_s: how long it takes.
    """

    def __init__(self, step: Step, shot: Shot, duration_s: float) -> None:
        self.step = step
        self.shot = shot
        self.duration_s = duration_s
        self.kitchen = shot.kitchen
        self.cook = shot.kitchen.cook
        self.rng = np.random.default_rng(shot.seed)
        self.prepare()

    def prepare(self) -> None:
        """Decide, once, on everything that stays as it is during the step."""

    def still(self, canvas: Canvas) -> None:
        """Paint what does not move."""
        self.set_place(canvas, self.step.place)

    def act(self, canvas: Canvas, t_s: float) -> None:
        """Paint what moves, as it is at a time within the step."""

    def share(self, t_s: float) -> float:
        """How much of the step is over, 0 to 1."""
        return min(1.0, t_s / self.duration_s)

    def beat(self, t_s: float, hertz: float) -> float:
        """Full turns of a motion of that rate so far, at the pace of this shot."""
        return t_s * hertz * self.shot.tempo

    def set_place(self, canvas: Canvas, place: str) -> None:
        """Paint a place."""
        rng = np.random.default_rng(self.kitchen.surface_seed)
        kitchen = self.kitchen
        painters: dict[str, Callable[[], None]] = {
            "board": lambda: vessels.board(canvas, kitchen.board, rng),
            "bowl": lambda: vessels.bowl(canvas, kitchen.glaze),
            "plate": lambda: vessels.plate(canvas, kitchen.glaze),
            "pan": lambda: self._on_stove(canvas, 0.35, lambda: vessels.pan(canvas)),
            "pot": lambda: vessels.pot(canvas, kitchen.metal),
            "stove": lambda: self._on_stove(
                canvas, 1.0, lambda: vessels.pot(canvas, kitchen.metal)
            ),
            "tray": lambda: vessels.tray(canvas),
            "worktop": lambda: vessels.floured(canvas, rng),
            "oven": lambda: vessels.oven(canvas, kitchen.metal),
        }
        painters[place]()

    def hold(
        self,
        canvas: Canvas,
        what: Picture,
        tip: tuple[float, float],
        *,
        reach: float,
        turn: float = RIGHT,
        height: float = 0.15,
    ) -> None:
        """Paint a tool in the fist, so that the point `reach` up its axis is at `tip`."""
        under, over = self.cook.fist()
        grip = np.asarray(tip) - rotated(np.array([(0.0, -reach)]), turn)[0]
        picture = moved((*under, *what, *over), float(grip[0]), float(grip[1]), turn=turn)
        canvas.put(picture, height=height)

    def tool(self) -> Picture:
        """The step's tool."""
        return tool(self.step.tool, self.kitchen.handle)

    def _on_stove(self, canvas: Canvas, heat: float, vessel: Callable[[], None]) -> None:
        vessels.stove(canvas, heat)
        vessel()
