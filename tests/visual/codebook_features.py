"""Made-up features with a structure to be found."""

from __future__ import annotations

import numpy as np


def clouds(count: int, size: int = 16, seed: int = 0) -> np.ndarray:
    """Three levels of clouds in clouds."""
    generator = np.random.default_rng(seed)
    points = np.zeros((count, size), dtype=np.float32)
    for spread in (4.0, 1.0, 0.2):
        centres = generator.normal(0, spread, (12, size)).astype(np.float32)
        points += centres[generator.integers(12, size=count)]
    return points + generator.normal(0, 0.05, points.shape).astype(np.float32)
