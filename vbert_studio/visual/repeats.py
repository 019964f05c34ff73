"""Pictures that are the same as the one before need not be computed again.

Sampling a 10 fps film at 20 fps shows each frame twice; slides and stills repeat for minutes. The
pictures are compared bit by bit, which is a thousand times cheaper than the network, and so nothing
but time depends on it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vbert_studio.visual.batching import Features, Pictures


class Repeats:
    """Wraps a network: computes each stretch of equal neighbours once, across calls too.

    Args:
        run: uint8 (N, ...) -> float32 (N, D).
        across_calls: also remember the last picture of the call before. Only where a feature is
            the same to the last bit whenever it is computed: else a resumed extraction, which
            does not remember, would come out different.
    """

    def __init__(self, run: Callable[[Pictures], Features], *, across_calls: bool) -> None:
        self._run = run
        self._across_calls = across_calls
        self._last: tuple[Pictures, Features] | None = None

    def __call__(self, pictures: Pictures) -> Features:
        """uint8 (N, ...) -> float32 (N, D)."""
        fresh = np.array([self._is_fresh(pictures, i) for i in range(len(pictures))])  # (N,)
        known = [] if self._last is None else [self._last[1]]
        if fresh.any():
            known.append(self._run(pictures if fresh.all() else pictures[fresh]))
        features: Features = np.concatenate(known)[np.cumsum(fresh) - 1 + (self._last is not None)]
        if self._across_calls:
            self._last = pictures[-1].copy(), features[-1:].copy()
        return features

    def _is_fresh(self, pictures: Pictures, i: int) -> bool:
        before = self._before(pictures, i)
        return before is None or not np.array_equal(pictures[i], before)

    def _before(self, pictures: Pictures, i: int) -> Pictures | None:
        before: Pictures | None = None if self._last is None else self._last[0]
        return pictures[i - 1] if i else before
