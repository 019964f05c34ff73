"""Where the ruler puts its ticks, and how a time is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vbert_studio.ui.timeline.viewport import Viewport
from vbert_studio.ui.translation import tr

# Seconds between labels, and into how many parts each is divided.
_STEPS: tuple[tuple[float, int], ...] = (
    (0.01, 5), (0.02, 4), (0.05, 5), (0.1, 5), (0.2, 4), (0.5, 5),
    (1, 5), (2, 4), (5, 5), (10, 5), (15, 3), (30, 6),
    (60, 6), (120, 4), (300, 5), (600, 5), (900, 3), (1800, 6),
    (3600, 6), (7200, 4), (14400, 4), (21600, 6), (43200, 4), (86400, 6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ruler's marks in view: times of the labelled and of the small ones, and the step."""

    step_s: float
    major: NDArray[np.float64]
    minor: NDArray[np.float64]


def ticks_for(viewport: Viewport, apart_px: float) -> Ticks:
    """Ticks whose labels stand at least `apart_px` apart, at round times."""
    wanted = apart_px * viewport.scale
    step, parts = next((pair for pair in _STEPS if pair[0] >= wanted), _STEPS[-1])
    fine = _multiples(step / parts, viewport)
    numbers = np.rint(fine / (step / parts)).astype(np.int64)
    labelled = numbers % parts == 0
    return Ticks(step, fine[labelled], fine[~labelled])


def _multiples(step: float, viewport: Viewport) -> NDArray[np.float64]:
    first = int(np.ceil(viewport.start_s / step - 1e-9))
    last = int(np.floor(min(viewport.end_s, viewport.duration_s) / step + 1e-9))
    return np.arange(first, last + 1, dtype=np.float64) * step


@lru_cache(4096)
def time_text(t_s: float, step_s: float = 1.0) -> str:
    """A time as `m:ss` or `h:mm:ss`, with as many decimals as a step of `step_s` needs."""
    decimals = 0 if step_s >= 1 else 1 if step_s >= 0.1 else 2 if step_s >= 0.01 else 3
    units = round(t_s * 10**decimals)
    seconds, fraction = divmod(units, 10**decimals)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{text}.{fraction:0{decimals}}" if decimals else text


def length_text(length_s: float) -> str:
    """A length of time, short: `0.43 s`, `12.5 s`, `3:20`."""
    if length_s < 10:
        return tr("{seconds:.2f} s", seconds=length_s)
    return tr("{seconds:.1f} s", seconds=length_s) if length_s < 60 else time_text(length_s)
