"""Thousands of coloured discs as one picture, by numpy: a painter would need a call for each."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Argb = NDArray[np.uint32]
Stamp = tuple[tuple[float, tuple[tuple[int, int], ...]], ...]

_STEP = 0.5  # radii are rounded to this, so that few stamps do
_SHADES = 4  # of an edge


def splat(
    size: tuple[int, int],
    places: Floats,
    radii: Floats,
    colours: Bytes,
    ground: Bytes,
    below: Mask | None = None,
) -> Argb:
    """Paint discs, larger ones below smaller ones.

    The soft edges of all come first and the full insides after them: so no edge, mixed with the
    ground, lies on another disc, and no pixel has to be read.

    Args:
        size: of the picture, (height, width).
        places: float64 (N, 2), x and y of the middles, in pixels.
        radii: float64 (N,), in pixels.
        colours: uint8 (N, 3).
        ground: uint8 (3,), the colour behind them.
        below: bool (N,), those that lie below all others.

    Returns:
        Opaque pixels, uint32 (height, width), in one block of memory.
    """
    steps = np.maximum(1, np.rint(radii / _STEP)).astype(np.int64)  # (N,)
    reach = int(steps.max(initial=1) * _STEP) + 1
    height, width = size[0] + 4 * reach, size[1] + 4 * reach
    at = np.rint(places).astype(np.int64) + 2 * reach  # (N, 2)
    seen = ((at >= reach) & (at < (width - reach, height - reach))).all(axis=1)
    flat = at[seen, 1] * width + at[seen, 0]  # (n,)
    picture = np.full(height * width, _packed(ground[None])[0], np.uint32)
    lower = np.zeros(len(flat), np.bool_) if below is None else below[seen]
    for some in (lower, ~lower):
        for edges in (True, False):
            chosen = (flat[some], steps[seen][some], colours[seen][some])
            _stamp_all(picture, width, *chosen, ground, edges=edges)
    inside = slice(2 * reach, -2 * reach)
    return np.ascontiguousarray(picture.reshape(height, width)[inside, inside])


def _stamp_all(
    picture: Argb,
    width: int,
    flat: Ints,
    steps: Ints,
    colours: Bytes,
    ground: Bytes,
    *,
    edges: bool,
) -> None:
    for step in np.unique(steps)[::-1].tolist():
        some = steps == step
        middles, colour = flat[some], colours[some]
        for share, offsets in _stamp(step):
            if edges == (share < 1.0):
                ink = _packed(_mixed(ground, colour, share))  # (n,)
                for down, right in offsets:
                    picture[middles + (down * width + right)] = ink


@lru_cache(64)
def _stamp(step: int) -> Stamp:
    """The pixels of a disc by how much of them it covers."""
    radius = step * _STEP
    reach = int(radius) + 1
    axis = np.arange(-reach, reach + 1)
    covered = np.clip(radius + 0.5 - np.hypot(axis[:, None], axis[None, :]), 0.0, 1.0)
    shades = np.rint(covered * _SHADES) / _SHADES  # (2R + 1, 2R + 1)
    found = []
    for share in np.unique(shades[shades > 0]).tolist():
        rows, columns = np.nonzero(shades == share)
        pairs = zip((rows - reach).tolist(), (columns - reach).tolist(), strict=True)
        found.append((share, tuple(pairs)))
    return tuple(found)


def _mixed(ground: Bytes, colours: Bytes, share: float) -> Bytes:
    if share == 1.0:
        return colours
    mixed: Bytes = np.rint(ground * (1 - share) + colours * share).astype(np.uint8)
    return mixed


def _packed(colours: Bytes) -> Argb:
    """uint8 (n, 3) as opaque pixels, uint32 (n,)."""
    red, green, blue = (colours[:, channel].astype(np.uint32) for channel in range(3))
    packed: Argb = np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue
    return packed
