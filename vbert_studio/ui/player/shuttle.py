"""J, K and L as editors know them, and the ladder of speeds."""

from __future__ import annotations

from vbert_studio.ui.translation import number_text

FASTEST = 8.0
SPEEDS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0, 8.0)


def pressed(speed: float, direction: int, *, playing: bool) -> float:
    """The speed after L (`direction` 1) or J (-1): the way back and the first press are plain 1.

    Repeated presses double the speed, up to 8.
    """
    same_way = playing and speed * direction > 0
    if not same_way or abs(speed) < 1:
        return float(direction)
    return direction * min(FASTEST, 2 * abs(speed))


def next_speed(speed: float, step: int) -> float:
    """The neighbour on the ladder of speeds, in the same direction of play."""
    sign = -1.0 if speed < 0 else 1.0
    here = abs(speed)
    if step > 0:
        return sign * next((s for s in SPEEDS if s > here + 1e-9), FASTEST)
    return sign * next((s for s in reversed(SPEEDS) if s < here - 1e-9), SPEEDS[0])


def spoken(speed: float) -> str:
    """A speed as the person reads it: ``1×``, ``0.25×``, ``−2×``."""
    return f"{'−' if speed < 0 else ''}{number_text(abs(speed), 'g')}×"
