"""The pyramid of peaks, read out for any start and scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from vbert_studio.media.peaks import Peaks

_QUIETEST = 0.05  # a sound softer than this everywhere is not blown up to full height


@dataclass(frozen=True, slots=True, eq=False)
class PeakColumns:
    """A `Sound` over `Peaks`, scaled so that the loudest sample of the video reaches the border."""

    peaks: Peaks
    gain: float

    @classmethod
    def of(cls, peaks: Peaks) -> PeakColumns:
        """The columns of these peaks."""
        loudest = float(np.abs(peaks.finest.astype(np.int32)).max(initial=0)) / 32767
        return cls(peaks, 1 / max(loudest, _QUIETEST))

    def columns(self, start_s: float, scale: float, count: int) -> NDArray[np.float32]:
        """See `Sound`."""
        level = self.peaks.level_for(scale)
        buckets = len(level.low)
        edges = (start_s + np.arange(count + 1) * scale) / level.bucket_s
        places = np.floor(edges).astype(np.int64)  # (W + 1,)
        seen = (places[:-1] >= 0) & (places[:-1] < buckets)
        result = np.zeros((2, count), np.float32)
        if seen.any():
            starts = places[:-1][seen]
            ends = np.minimum(np.maximum(places[1:][seen], starts + 1), buckets)
            result[0, seen] = _reduced(np.minimum, level.low, starts, ends)
            result[1, seen] = _reduced(np.maximum, level.high, starts, ends)
        result *= self.gain / 32767
        return result.clip(-1, 1)


def _reduced(
    ufunc: np.ufunc, values: NDArray[np.int16], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int16]:
    """The reduction of values[start:end] for every pair; a column spans four buckets at most."""
    result: NDArray[np.int16] = values[starts]
    for step in range(1, int((ends - starts).max())):
        further = starts + step
        more = further < ends
        result = np.where(more, ufunc(result, values[np.minimum(further, ends - 1)]), result)
    return result
