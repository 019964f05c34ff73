"""What playing does where the film, a loop or a stretch ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Go to `t_s`, and play on there or stand still."""

    t_s: float
    plays_on: bool


@dataclass(frozen=True, slots=True)
class Ends:
    """The borders that playing meets, in seconds.

    Attributes:
        duration_s: where the film ends.
        loop: what is played over and over.
        stop_at: where a stretch that is played once ends.
    """

    duration_s: float
    loop: tuple[float, float] | None = None
    stop_at: float | None = None

    def start(self, t_s: float, speed: float) -> float:
        """Where to begin when playing is asked for at `t_s`: over again, from an end."""
        first, last = self.loop or (0.0, self.duration_s)
        if speed > 0 and t_s >= last - 1e-3:
            return first
        if speed < 0 and t_s <= first:
            return last
        return t_s

    def turn(self, t_s: float, speed: float) -> Turn | None:
        """What to do at `t_s`, None while there is no border."""
        if self.stop_at is not None and t_s >= self.stop_at:
            return Turn(self.stop_at, plays_on=False)
        if self.loop is not None:
            first, last = self.loop
            if speed > 0 and t_s >= last:
                return Turn(first, plays_on=True)
            if speed < 0 and t_s <= first:
                return Turn(last, plays_on=True)
        if speed > 0 and t_s >= self.duration_s:
            return Turn(self.duration_s, plays_on=False)
        if speed < 0 and t_s <= 0:
            return Turn(0.0, plays_on=False)
        return None
