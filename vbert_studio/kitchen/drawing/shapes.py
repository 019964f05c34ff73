"""Plane shapes as point lists, colours, and pictures made of both.

Coordinates are the table's: y points towards the cook (down in the picture), one unit is half the
height of the frame. Points are float64 (N, 2). A picture is a tuple of patches, painted in order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]  # (N, 2)
Colour = tuple[int, int, int]

WHITE: Colour = (252, 250, 245)


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A filled outline."""

    points: Points
    colour: Colour


Picture = tuple[Patch, ...]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour that has `share` of the other one in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, share: float = 0.2) -> Colour:
    """Towards a warm shadow, never towards dead black."""
    return mix(colour, (45, 25, 40), share)


def lighter(colour: Colour, share: float = 0.3) -> Colour:
    """Towards a warm light."""
    return mix(colour, (255, 250, 235), share)


def xy(text: str) -> Points:
    """Points written as in a drawing file: "x,y x,y x,y"."""
    return np.array([point.split(",") for point in text.split()], np.float64)


def ellipse(
    x: float, y: float, rx: float, ry: float | None = None, *, turn: float = 0.0, n: int = 0
) -> Points:
    """An ellipse turned by `turn` radians; a circle when `ry` is left out.

    `n` corners; when left out as many as its size needs to look round.
    """
    n = n or min(72, round(18 + 60 * max(rx, ry or 0.0)))
    angle = np.linspace(0.0, 2 * np.pi, n, endpoint=False)
    local = np.stack([rx * np.cos(angle), (rx if ry is None else ry) * np.sin(angle)], axis=1)
    placed: Points = rotated(local, turn) + np.array((x, y))
    return placed


def box(x: float, y: float, width: float, height: float, *, corner: float = 0.0) -> Points:
    """A rectangle around (x, y), its corners rounded."""
    if corner <= 0:
        w, h = width / 2, height / 2
        return np.array([(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)])
    w, h = width / 2 - corner, height / 2 - corner
    centres = [(w, h), (-w, h), (-w, -h), (w, -h)]
    arcs = [
        (x + cx, y + cy) + corner * _arc(quarter * np.pi / 2, (quarter + 1) * np.pi / 2)
        for quarter, (cx, cy) in enumerate(centres)
    ]
    return np.concatenate(arcs)


def capsule(
    start: ArrayLike, end: ArrayLike, radius: float, end_radius: float | None = None
) -> Points:
    """A finger-like shape between two points, tapering to `end_radius`."""
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    heading = float(np.arctan2(*(b - a)[::-1]))
    tip = radius if end_radius is None else end_radius
    near = a + radius * _arc(heading + np.pi / 2, heading + 3 * np.pi / 2)
    far = b + tip * _arc(heading - np.pi / 2, heading + np.pi / 2)
    return np.concatenate([near, far])


def band(path: ArrayLike, width: ArrayLike) -> Points:
    """A ribbon along a path (N, 2) whose width may change along it."""
    line = np.asarray(path, np.float64)
    along = np.gradient(line, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-9
    half = np.broadcast_to(np.asarray(width, np.float64), (len(line),))[:, None] / 2
    return np.concatenate([line + across * half, (line - across * half)[::-1]])


def curve(points: ArrayLike, *, per_span: int = 6) -> Points:
    """A smooth closed outline through the given points (closed Catmull-Rom spline)."""
    p1 = np.asarray(points, np.float64)  # (N, 2)
    p0, p2, p3 = np.roll(p1, 1, 0), np.roll(p1, -1, 0), np.roll(p1, -2, 0)
    t = np.linspace(0, 1, per_span, endpoint=False)[None, :, None]  # (1, T, 1)
    a, b = p1[:, None], (p2 - p0)[:, None] / 2
    c = (p0 - 2.5 * p1 + 2 * p2 - 0.5 * p3)[:, None]
    d = (-0.5 * p0 + 1.5 * p1 - 1.5 * p2 + 0.5 * p3)[:, None]
    smooth: Points = a + t * (b + t * (c + t * d))  # (N, T, 2)
    return smooth.reshape(-1, 2)


def mirrored(half: ArrayLike) -> Points:
    """A closed outline from its upper half, given from left to right with y up to 0."""
    upper = np.asarray(half, np.float64)
    lower = upper[::-1] * (1, -1)
    return curve(np.concatenate([upper, lower[np.abs(lower[:, 1]) > 1e-6]]))


def rotated(points: ArrayLike, turn: float) -> Points:
    """The points turned by `turn` radians around the origin."""
    c, s = np.cos(turn), np.sin(turn)
    turned: Points = np.asarray(points, np.float64) @ np.array([(c, s), (-s, c)])
    return turned


def grown(points: Points, factor: float, shift: tuple[float, float] = (0.0, 0.0)) -> Points:
    """The outline scaled around its middle, then shifted."""
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    bigger: Points = (points - middle) * factor + middle + shift
    return bigger


def clipped(points: Points, normal: tuple[float, float], limit: float) -> Points:
    """What of an outline lies where `normal . p <= limit` (Sutherland and Hodgman's rule)."""
    if len(points) == 0:
        return points
    depth = points @ np.asarray(normal, np.float64) - limit  # (N,)
    following, depth_next = np.roll(points, -1, 0), np.roll(depth, -1)
    kept: list[Points] = []
    for p, q, d, e in zip(points, following, depth, depth_next, strict=True):
        if d <= 0:
            kept.append(p)
        if (d < 0 < e) or (e < 0 < d):
            kept.append(p + (q - p) * (d / (d - e)))
    return np.array(kept) if kept else np.empty((0, 2))


def solid(points: Points, colour: Colour, *, depth: float = 0.12) -> Picture:
    """A body with volume: its shaded side, its own colour, and where the light falls."""
    size = float(np.ptp(points, axis=0).min())
    return (
        Patch(points, darker(colour, 0.3)),
        Patch(grown(points, 0.97, (-0.012 * size, -0.03 * size)), darker(colour, 0.08)),
        Patch(grown(points, 1 - depth, (-0.04 * size, -0.06 * size)), colour),
        Patch(grown(points, 0.45, (-0.14 * size, -0.2 * size)), lighter(colour, 0.16)),
    )


def moved(
    picture: Picture,
    x: float = 0.0,
    y: float = 0.0,
    *,
    turn: float = 0.0,
    scale: float | tuple[float, float] = 1.0,
) -> Picture:
    """A picture scaled, then turned, then put at (x, y)."""
    at = np.array((x, y))
    return tuple(Patch(rotated(patch.points * scale, turn) + at, patch.colour) for patch in picture)


def _arc(start: float, end: float, n: int = 9) -> Points:
    angle = np.linspace(start, end, n)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
