"""What the cook works on: wood, marble, slate, tiles, cloth; painted once per step."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from vbert_studio.kitchen.drawing.canvas import Image
from vbert_studio.kitchen.drawing.shapes import Colour

Field = NDArray[np.float32]  # (H, W) around 0, within about -1 to 1

WOODS: tuple[Colour, ...] = (
    (196, 150, 104),
    (222, 184, 140),
    (160, 112, 76),
    (134, 92, 66),
    (206, 170, 128),
)
STONES: tuple[Colour, ...] = ((232, 230, 226), (214, 218, 220), (90, 96, 104), (70, 78, 84))
PAINTS: tuple[Colour, ...] = (
    (122, 160, 158),
    (230, 196, 170),
    (168, 186, 150),
    (206, 150, 132),
    (136, 156, 190),
)
KINDS = ("wood", "marble", "slate", "tiles", "cloth")


def surface(kind: str, size: tuple[int, int], rng: np.random.Generator) -> Image:
    """A surface of `size` (height, width) pixels of the kind named."""
    return _PAINTERS[kind](size, rng)


def noise(size: tuple[int, int], grain: tuple[int, int], rng: np.random.Generator) -> Field:
    """Smooth noise: `grain` (rows, columns) random values, stretched over the size."""
    coarse = rng.uniform(-1, 1, (max(grain[0], 2), max(grain[1], 2))).astype(np.float32)
    field: Field = cv2.resize(coarse, size[::-1], interpolation=cv2.INTER_CUBIC)
    return field


def _coloured(field: Field, dark: Colour, light: Colour) -> Image:
    share = np.clip(field * 0.5 + 0.5, 0, 1)[..., None]
    low, high = np.asarray(dark, np.float32), np.asarray(light, np.float32)
    image: Image = (low + (high - low) * share).astype(np.uint8)
    return image


def _pick(colours: tuple[Colour, ...], rng: np.random.Generator) -> Colour:
    return colours[int(rng.integers(len(colours)))]


def _scaled(colour: Colour, factor: float) -> Colour:
    red, green, blue = (min(255, round(part * factor)) for part in colour)
    return red, green, blue


def wood_grain(size: tuple[int, int], colour: Colour, rng: np.random.Generator) -> Image:
    """One piece of wood with its grain along x."""
    warp = noise(size, (6, 4), rng)
    rings = np.sin((np.linspace(0, 26, size[0], dtype=np.float32)[:, None] + 5 * warp) * 2)
    fine = noise(size, (size[0] // 3, 5), rng)
    field = 0.28 * rings.astype(np.float32) + 0.45 * fine + 0.5 * warp
    return _coloured(field, _scaled(colour, 0.84), _scaled(colour, 1.1))


def _wood(size: tuple[int, int], rng: np.random.Generator) -> Image:
    colour = _pick(WOODS, rng)
    planks = int(rng.integers(3, 6))
    edges = np.linspace(0, size[0], planks + 1).astype(int)
    image = np.empty((*size, 3), np.uint8)
    for top, bottom in itertools.pairwise(edges):
        tone = _scaled(colour, float(rng.uniform(0.9, 1.08)))
        image[top:bottom] = wood_grain((bottom - top, size[1]), tone, rng)
        image[max(0, bottom - 2) : bottom + 1] = _scaled(colour, 0.62)
    return image


def _marble(size: tuple[int, int], rng: np.random.Generator) -> Image:
    colour = _pick(STONES[:2], rng)
    rows, columns = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32) / size[0]
    turn = float(rng.uniform(-1.2, 1.2))
    along = columns * np.cos(turn) + rows * np.sin(turn)
    swirl = 0.5 * noise(size, (5, 8), rng) + 0.22 * noise(size, (14, 22), rng)
    vein = 1 - np.abs(np.sin((along * 2.2 + swirl) * np.pi)) ** 0.22
    cloud = 0.6 * noise(size, (4, 6), rng) + 0.25 * noise(size, (20, 30), rng)
    return _coloured(0.75 + 0.25 * cloud - 1.5 * vein, _scaled(colour, 0.78), colour)


def _slate(size: tuple[int, int], rng: np.random.Generator) -> Image:
    colour = _pick(STONES[2:], rng)
    field = 0.5 * noise(size, (5, 8), rng) + 0.3 * noise(size, (40, 60), rng)
    field += 0.35 * rng.standard_normal(size).astype(np.float32) * 0.5
    return _coloured(field, _scaled(colour, 0.85), _scaled(colour, 1.12))


def _tiles(size: tuple[int, int], rng: np.random.Generator) -> Image:
    colour = _pick(PAINTS, rng)
    side = size[0] // int(rng.integers(4, 7))
    image = np.empty((*size, 3), np.uint8)
    image[:] = _scaled(colour, 1.25)
    gap = max(2, side // 26)
    for top in range(0, size[0], side):
        for left in range(0, size[1], side):
            tone = _scaled(colour, float(rng.uniform(0.93, 1.07)))
            image[top + gap : top + side, left + gap : left + side] = tone
    return image


def _cloth(size: tuple[int, int], rng: np.random.Generator) -> Image:
    colour = _pick(PAINTS, rng)
    period = size[0] // int(rng.integers(8, 14))
    rows = (np.arange(size[0]) // period % 2).astype(np.float32)[:, None]
    columns = (np.arange(size[1]) // period % 2).astype(np.float32)[None, :]
    weave = 0.12 * rng.standard_normal(size).astype(np.float32)
    return _coloured(1 - (rows + columns) * 0.8 + weave, _scaled(colour, 0.95), (246, 242, 234))


_PAINTERS = {
    "wood": _wood,
    "marble": _marble,
    "slate": _slate,
    "tiles": _tiles,
    "cloth": _cloth,
}
