"""The state of a run that was stopped, so that it goes on as if it had not been."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from vbert_studio.model.videobert import VideoBert

_FILE = "state.pt"


@dataclass(slots=True)
class State:
    """Where a run is.

    Attributes:
        step: optimizer steps done.
        best: the best score so far.
        without_better: evaluations since then.
        judged: the step of the last evaluation that came to its end.
    """

    step: int = 0
    best: float = -math.inf
    without_better: int = 0
    judged: int = 0


class Kept:
    """Everything that the next step depends on.

    Args:
        model: its weights.
        optimizer: its moments.
        schedule: its place.
    """

    def __init__(self, model: VideoBert, optimizer: Optimizer, schedule: LRScheduler) -> None:
        self._model = model
        self._optimizer = optimizer
        self._schedule = schedule

    def save(self, folder: Path, state: State) -> None:
        """Write it, whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{_FILE}.{os.getpid()}"
        torch.save(
            {
                "model": self._model.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "schedule": self._schedule.state_dict(),
                "random": torch.get_rng_state(),
                "progress": [state.step, state.best, state.without_better, state.judged],
            },
            fresh,
        )
        fresh.replace(folder / _FILE)

    def load(self, folder: Path) -> State:
        """Put everything back as it was saved; a fresh `State` when there is nothing."""
        path = folder / _FILE
        if not path.exists():
            return State()
        saved = torch.load(path, map_location=self._model.device, weights_only=True)
        self._model.load_state_dict(saved["model"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self._schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["random"].cpu())
        return State(*saved["progress"])
