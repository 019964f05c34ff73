"""Clips of nothing in particular, for trying out a network where no film is at hand.

Coloured clouds and shapes that move, grow and darken: smooth and rough, dull and glaring, with and
without noise, so that a network's values go about as high and as low in them as in films.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

Frames = npt.NDArray[np.uint8]
_Picture = npt.NDArray[np.float32]
_SUBPIXEL_BITS = 4


def moving_pictures(count: int, frames: int, side: int, *, seed: int) -> Iterator[Frames]:
    """`count` clips, each uint8 (frames, side, side, 3) RGB; the same for the same seed."""
    for number in range(count):
        yield _clip(np.random.default_rng([seed, number]), frames, side)


def _clip(rng: np.random.Generator, frames: int, side: int) -> Frames:
    clouds = _clouds(rng, 2 * side)
    shapes = [_Shape(rng, side) for _ in range(rng.integers(1, 6))]
    drift, growth = rng.normal(size=2) * side / 60, rng.uniform(-0.01, 0.01)
    light, noise = rng.uniform(0.5, 1.4), rng.choice([0.0, 2.0, 8.0])
    clip = np.empty((frames, side, side, 3), np.uint8)
    for at in range(frames):
        scale = 1 / (1.3 + growth * at)
        shift = drift * at - side / 4
        view = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        picture = cv2.warpAffine(clouds, view, (side, side), borderMode=cv2.BORDER_REFLECT)
        for shape in shapes:
            shape.draw(picture, at)
        grain = rng.normal(size=picture.shape) * noise
        clip[at] = np.clip(picture * light + grain, 0, 255)
    return clip


def _clouds(rng: np.random.Generator, side: int) -> _Picture:
    """A picture whose detail falls with its fineness, as it does in nature: float32 (S, S, 3)."""
    steps = np.fft.fftfreq(side)
    fineness = np.hypot(*np.meshgrid(steps, steps))  # (S, S)
    fineness[0, 0] = 1 / side
    weight = fineness ** -rng.uniform(0.6, 1.8)
    noise = rng.normal(size=(3, side, side))
    layers = np.fft.ifft2(np.fft.fft2(noise) * weight).real  # (3, S, S)
    layers /= layers.std(axis=(1, 2), keepdims=True)
    grey = rng.uniform()
    mixed = grey * layers[:1] + (1 - grey) * layers
    picture = rng.uniform(40, 215, 3) + rng.uniform(10, 80) * mixed.transpose(1, 2, 0)
    return np.ascontiguousarray(picture, np.float32)


class _Shape:
    """A polygon of one colour that glides and turns."""

    def __init__(self, rng: np.random.Generator, side: int) -> None:
        corners = int(rng.integers(3, 9))
        angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
        radii = rng.uniform(0.05, 0.35) * side * rng.uniform(0.6, 1.4, corners)
        self._outline = np.stack([np.cos(angles), np.sin(angles)], -1) * radii[:, None]  # (K, 2)
        self._start = rng.uniform(0, side, 2)
        self._drift = rng.normal(size=2) * side / 40
        self._turn = rng.normal() * 0.1
        self._colour = rng.uniform(0, 255, 3).tolist()

    def draw(self, picture: _Picture, at: int) -> None:
        """Into a picture ``(S, S, 3)``, as it is in frame `at`."""
        sine, cosine = np.sin(self._turn * at), np.cos(self._turn * at)
        turned = self._outline @ np.array([[cosine, sine], [-sine, cosine]])
        placed = turned + self._start + self._drift * at
        corners = np.int32(placed * (1 << _SUBPIXEL_BITS))
        cv2.fillPoly(picture, [corners], self._colour, cv2.LINE_AA, _SUBPIXEL_BITS)
