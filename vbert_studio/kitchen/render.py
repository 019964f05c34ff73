"""From a step and a shot to frames."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from vbert_studio.kitchen.drawing.canvas import SUPERSAMPLING, Canvas, Image
from vbert_studio.kitchen.drawing.clutter import lay
from vbert_studio.kitchen.drawing.surfaces import surface
from vbert_studio.kitchen.look import Kitchen, Shot
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.scenes import scene_for
from vbert_studio.kitchen.scenes.scene import Scene

_MARGIN = 1.55
"""How much more of the table is painted than a frame shows, so that the camera can move."""

_NOISES = 8

# A canvas pixel (x, y) is in the frame's pixel (x / 2, y / 2); the half is between pixel centres.
_HALVED = np.array([(0.5, 0.0, -0.25), (0.0, 0.5, -0.25)])


class Renderer:
    """Draws the steps of one film, in one kitchen.

    Args:
        kitchen: what stays the same.
        size: (height, width) of the frames, even numbers.
        fps: frames per second.
    """

    def __init__(self, kitchen: Kitchen, size: tuple[int, int], fps: int) -> None:
        self.size = size
        self.fps = fps
        self._kitchen = kitchen
        self._large = (size[0] * SUPERSAMPLING, size[1] * SUPERSAMPLING)
        rng = np.random.default_rng(kitchen.surface_seed)
        height, width = (int(side * _MARGIN) for side in self._large)
        self._bare = surface(kitchen.surface, (height, width), rng)
        self._home = np.array(
            [(self._large[0] / 2, 0, width / 2), (0, self._large[0] / 2, height / 2)], np.float64
        )
        self._light = _lighting(kitchen, size)
        self._noise = _noises(kitchen.noise, size, rng)

    def frames(self, step: Step, shot: Shot, count: int) -> Iterator[Image]:
        """`count` frames (H, W, 3) of one step."""
        scene = scene_for(step, shot, count / self.fps)
        table = self._table(scene)
        back = cv2.invertAffineTransform(self._home)
        for number in range(count):
            t_s = number / self.fps
            view = shot.view(t_s, self._large)
            image = self._seen(table, _after(view, back))
            scene.act(Canvas(image, view, self._kitchen.light), t_s)
            yield self._developed(image, shot.seed + number)

    def _table(self, scene: Scene) -> Image:
        """The surface with everything on it that does not move."""
        table = self._bare.copy()
        canvas = Canvas(table, self._home, self._kitchen.light)
        for name, x, y, turn in self._kitchen.distractors:
            lay(canvas, name, x, y, turn)
        scene.still(canvas)
        return table

    def _seen(self, table: Image, transform: NDArray[np.float64]) -> Image:
        """The table through the camera.

        It has as many pixels as the frame, each doubled: only what moves needs the finer canvas.
        """
        height, width = self.size
        seen = cv2.warpAffine(
            table,
            _after(_HALVED, transform),
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        doubled: Image = cv2.resize(seen, self._large[::-1], interpolation=cv2.INTER_NEAREST)
        return doubled

    def _developed(self, image: Image, number: int) -> Image:
        """What the sensor makes of it: averaged down, lit, and noisy."""
        height, width = self.size
        small = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
        lit = cv2.multiply(small, self._light, scale=1 / 128)
        noise = self._noise[number % _NOISES]
        frame: Image = cv2.add(lit, noise, dtype=cv2.CV_8U)
        return frame


def _after(view: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2, 3) the map that undoes `back` first and then takes `view`."""
    matrix = view[:, :2] @ back[:, :2]
    return np.concatenate([matrix, (view[:, :2] @ back[:, 2] + view[:, 2])[:, None]], axis=1)


def _lighting(kitchen: Kitchen, size: tuple[int, int]) -> Image:
    """(H, W, 3) how bright each place is, 128 being as painted."""
    rows, columns = np.mgrid[-1 : 1 : size[0] * 1j, -1 : 1 : size[1] * 1j]
    x, y = kitchen.light
    slope = 1 - 0.1 * (columns * x + rows * y) / (np.hypot(x, y) + 1e-9)
    vignette = 1 - 0.1 * (rows**2 + columns**2) / 2
    light = (slope * vignette)[..., None] * np.asarray(kitchen.gain) * 128
    map_: Image = np.clip(light, 0, 255).astype(np.uint8)
    return map_


def _noises(
    sigma: float, size: tuple[int, int], rng: np.random.Generator
) -> list[NDArray[np.int16]]:
    shape = (*size, 3)
    return [np.rint(rng.normal(0, sigma, shape)).astype(np.int16) for _ in range(_NOISES)]
