"""How fast somebody judges, and how long the rest will take."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable

from vbert_studio.ui.translation import tr

_LAST = 30  # the judgements that count
_LONGEST_S = 90.0  # a longer pause was a break
_FEWEST = 3


class Pace:
    """Counts judgements by the clock; pauses do not count.

    Args:
        clock: gives seconds; a test may bring its own.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=_LAST)

    def count(self) -> None:
        """A pair was judged just now."""
        self._times.append(self._clock())

    @property
    def seconds_each(self) -> float | None:
        """Seconds from one judgement to the next, without breaks; None until that is known."""
        times = list(self._times)
        gaps = [b - a for a, b in itertools.pairwise(times) if b - a <= _LONGEST_S]
        return sum(gaps) / len(gaps) if len(gaps) >= _FEWEST - 1 else None

    def said(self, left: int) -> str:
        """``18 a minute · 12 min left``; empty until there is a pace."""
        each = self.seconds_each
        if not each:
            return ""
        parts = [
            tr("{value:.0f} a minute", value=60 / each)
            if each <= 60
            else tr("{value:.0f} an hour", value=3600 / each)
        ]
        if left:
            parts.append(tr("{time} left", time=_long(left * each)))
        return " · ".join(parts)


def _long(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"
