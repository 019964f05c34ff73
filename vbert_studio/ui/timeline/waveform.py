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
            starts, end = places[:-1][seen], min(int(places[-1]), buckets)
            # Where a bucket is wider than a column, `reduceat` gives the bucket to each of them.
            end = max(end, int(starts[-1]) + 1)
            result[0, seen] = np.minimum.reduceat(level.low[:end], starts)
            result[1, seen] = np.maximum.reduceat(level.high[:end], starts)
        result *= self.gain / 32767
        return result.clip(-1, 1)
