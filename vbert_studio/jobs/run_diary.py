"""What a run measures, told to whoever watches and kept in the project."""

from __future__ import annotations

import time
from collections.abc import Mapping

from vbert_studio.progress import Monitor
from vbert_studio.project import Project

_EVERY_S = 5.0  # a write wakes every window on the project, so steps are kept some at a time
_SAID_EVERY_S = 20.0
_SIDES = (("text", "words"), ("video", "visual tokens"), ("alignment", "alignment"))


class Diary:
    """Collects the metrics of a run.

    Args:
        project: keeps them.
        run_id: of the run.
        steps: of the run in all.
        monitor: hears a line now and then.
    """

    def __init__(self, project: Project, run_id: int, steps: int, monitor: Monitor) -> None:
        self._project = project
        self._run_id = run_id
        self._steps = steps
        self._monitor = monitor
        self._waiting: list[tuple[int, Mapping[str, float]]] = []
        self._kept_at = self._said_at = time.monotonic()

    def tell(self, step: int, metrics: Mapping[str, float]) -> None:
        """Take what a step or an evaluation measured."""
        self._waiting.append((step, dict(metrics)))
        now = time.monotonic()
        held_out = any(name.startswith("held_out_") for name in metrics)
        if held_out or now - self._said_at > _SAID_EVERY_S:
            self._said_at = now
            self._monitor.log(self._line(step, metrics, held_out=held_out))
        if held_out or now - self._kept_at > _EVERY_S:
            self.keep()

    def keep(self) -> None:
        """Write down everything that was told so far."""
        self._kept_at = time.monotonic()
        if self._waiting:
            self._project.runs.log_all(self._run_id, self._waiting)
            self._waiting.clear()
            self._monitor.landed("runs")

    def _line(self, step: int, metrics: Mapping[str, float], *, held_out: bool) -> str:
        """``Step 100 of 2,000: loss 4.21 (words 3.10, visual tokens 0.91, alignment 0.20)``."""
        ahead = "held_out_" if held_out else ""
        behind = "_loss" if held_out else ""
        parts = [
            f"{word} {metrics[ahead + side + behind]:.2f}"
            for side, word in _SIDES
            if ahead + side + behind in metrics
        ]
        where = "held out" if held_out else "loss"
        line = f"Step {step:,} of {self._steps:,}, {where} {metrics.get(ahead + 'loss', 0.0):.3f}"
        told = f" ({', '.join(parts)})" if parts else ""
        return f"{line}{told}{self._found(metrics)}"

    def _found(self, metrics: Mapping[str, float]) -> str:
        said = [
            f"{metrics[f'held_out_{side}_top1']:.0%} of hidden {word}"
            for side, word in _SIDES[:2]
            if f"held_out_{side}_top1" in metrics
        ]
        if "held_out_alignment_auc" in metrics:
            said.append(f"alignment AUC {metrics['held_out_alignment_auc']:.2f}")
        return "; found " + ", ".join(said) if said else ""
