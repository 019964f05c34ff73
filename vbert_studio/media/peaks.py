"""The outline of a sound at every zoom: smallest and largest sample per bucket, in a pyramid."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

BUCKETS_PER_SECOND = 200
_FACTOR = 4
_SCALE = 32767
_LEAST = 64  # a level with fewer buckets than this needs no coarser one


@dataclass(frozen=True, slots=True)
class PeakLevel:
    """One zoom: bucket k covers ``k * bucket_s`` up to ``(k + 1) * bucket_s``.

    Attributes:
        low, high: int16 (n,), smallest and largest sample, 32767 is full scale.
    """

    bucket_s: float
    low: npt.NDArray[np.int16]
    high: npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """The finest level as ``int16 (2, n)`` of lows and highs; the coarser ones follow from it."""

    finest: npt.NDArray[np.int16]
    levels: tuple[PeakLevel, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        low, high = self.finest
        levels = [PeakLevel(1 / BUCKETS_PER_SECOND, low, high)]
        while len(levels[-1].low) > _LEAST:
            levels.append(_coarser(levels[-1]))
        object.__setattr__(self, "levels", tuple(levels))

    @property
    def duration_s(self) -> float:
        """How long the sound is, to a bucket; 0 for a silent file."""
        return float(self.finest.shape[1] / BUCKETS_PER_SECOND)

    def level_for(self, seconds_per_pixel: float) -> PeakLevel:
        """The coarsest level that still has a bucket for every pixel."""
        fitting = [level for level in self.levels if level.bucket_s <= seconds_per_pixel]
        return fitting[-1] if fitting else self.levels[0]

    def to_bytes(self) -> bytes:
        """A compressed form for the project."""
        # Neighbouring buckets differ little, and differences compress to about half.
        steps = np.diff(self.finest, axis=1, prepend=np.int16(0))
        return zlib.compress(steps.astype("<i2").tobytes(), 6)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The pyramid that `to_bytes` packed."""
        steps = np.frombuffer(zlib.decompress(data), "<i2").reshape(2, -1)
        return cls(np.cumsum(steps, axis=1, dtype=np.int16))


def _coarser(level: PeakLevel) -> PeakLevel:
    starts = np.arange(0, len(level.low), _FACTOR)
    return PeakLevel(
        level.bucket_s * _FACTOR,
        np.minimum.reduceat(level.low, starts),
        np.maximum.reduceat(level.high, starts),
    )


class PeaksBuilder:
    """Takes sound in blocks of any length; `rate` must be a multiple of the buckets per second."""

    def __init__(self, rate: int) -> None:
        self._per_bucket = rate // BUCKETS_PER_SECOND
        self._rest = np.empty(0, np.float32)
        self._parts: list[npt.NDArray[np.int16]] = []

    def add(self, block: npt.NDArray[np.float32]) -> None:
        """The next samples, float32 (n,) in -1 .. 1."""
        samples = np.concatenate([self._rest, block])
        whole = len(samples) - len(samples) % self._per_bucket
        if whole:
            self._put(samples[:whole].reshape(-1, self._per_bucket))
        self._rest = samples[whole:]

    def finish(self) -> Peaks:
        """The pyramid of all that was added; the last bucket may be a short one."""
        if len(self._rest):
            self._put(self._rest[None])
            self._rest = self._rest[:0]
        empty = np.empty((2, 0), np.int16)
        return Peaks(np.concatenate([empty, *self._parts], axis=1))

    def _put(self, buckets: npt.NDArray[np.float32]) -> None:
        ends = np.stack([buckets.min(axis=1), buckets.max(axis=1)])  # (2, n)
        self._parts.append((np.clip(ends, -1, 1) * _SCALE).round().astype(np.int16))
