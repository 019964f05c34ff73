"""The one clock that pictures, sound and the playhead follow."""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """A moment of the film as a function of real time.

    Args:
        now: seconds of a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._moment = 0.0
        self._since: float | None = None
        self._speed = 1.0

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    def at(self) -> float:
        """The moment of the film, in seconds."""
        if self._since is None:
            return self._moment
        return self._moment + (self._now() - self._since) * self._speed

    def set(self, moment: float) -> None:
        """Stand at `moment`."""
        self._moment, self._since = moment, None

    def start(self, speed: float) -> None:
        """Let time pass from here on, `speed` times as fast; backwards when negative."""
        self._moment, self._speed, self._since = self.at(), speed, self._now()

    def stop(self) -> None:
        """Stand where the film is now."""
        self.set(self.at())
