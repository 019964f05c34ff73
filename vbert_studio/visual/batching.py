"""Many pictures through a network that takes only so many at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError

Pictures = npt.NDArray[np.uint8]
Features = npt.NDArray[np.float32]

# How the engines say it, none of which is an exception of its own everywhere.
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "bad_alloc", "bad allocation")


class Batches:
    """Runs a network over any number of pictures, and halves the batch when memory runs out.

    Args:
        run: uint8 (n, ...) -> float32 (n, D); may raise when memory runs out.
        size: pictures per call to begin with.
        fill: fill up a batch that is not full with black. An engine that picks its kernels by the
            shape so picks the same ones for the last clip of a film as for the first, and a
            feature does not depend on what it was computed together with.
    """

    def __init__(self, run: Callable[[Pictures], Features], size: int, *, fill: bool) -> None:
        self._run = run
        self._fill = fill
        self.size = size

    def __call__(self, pictures: Pictures) -> Features:
        """uint8 (N, ...) -> float32 (N, D), N at least 1.

        Raises:
            StudioError: kind ``out_of_memory`` when not even one picture fits.
        """
        done: list[Features] = []
        start = 0
        while start < len(pictures):
            batch = pictures[start : start + self.size]
            try:
                features = self._run(self._filled(batch))
            except (MemoryError, RuntimeError) as error:
                self._halve(error)
                continue
            done.append(features[: len(batch)])
            start += len(batch)
        return np.concatenate(done)

    def _filled(self, batch: Pictures) -> Pictures:
        missing = self.size - len(batch)
        if not (missing and self._fill):
            return batch
        return np.concatenate([batch, np.zeros((missing, *batch.shape[1:]), np.uint8)])

    def _halve(self, error: Exception) -> None:
        if not is_out_of_memory(error):
            raise error
        if self.size == 1:
            raise StudioError(
                "out_of_memory",
                "There is not enough memory to compute the features of a single clip.",
                remedy="Close other programs, or use another device.",
            ) from error
        self.size //= 2


def is_out_of_memory(error: Exception) -> bool:
    """Whether an engine ran out of memory, as against a bug."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(sign in text for sign in _OUT_OF_MEMORY)
