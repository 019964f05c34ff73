"""Times as a person types them."""

from __future__ import annotations

import math


def read_time(text: str) -> float | None:
    """Seconds of ``75``, ``75.5``, ``1:15.5`` or ``1:02:03,5``; None where it is no time."""
    parts = text.strip().replace(",", ".").split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    if len(numbers) > 3 or any(n < 0 or not math.isfinite(n) for n in numbers):
        return None
    seconds = 0.0
    for number in numbers:
        seconds = 60 * seconds + number
    return seconds
