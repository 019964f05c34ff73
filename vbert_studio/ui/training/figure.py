"""What the panel shows of a run, for files and for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from vbert_studio.command_line import command_line
from vbert_studio.ui.parts.figures import Figure, Table, drawing_of
from vbert_studio.ui.training.comparison import FIGURES
from vbert_studio.ui.training.state import HELD_OUT, RunState


def figure_of(run: RunState, folder: Path, parts: Sequence[QWidget]) -> Figure:
    """The curves as they were measured, and both models on the held-out pairs.

    Args:
        run: with its curves.
        folder: of the project.
        parts: of the panel, as they are seen; those that are hidden are left out.
    """
    size, paint = drawing_of(*(part for part in parts if not part.isHidden()))
    rows = [
        (step, name, value)
        for name, curve in run.curves.items()
        for step, value in zip(curve.steps, curve.values, strict=True)
    ]
    compared = _compared(run)
    return Figure(
        name=f"run {run.run.name}",
        size=size,
        paint=paint,
        columns=("step", "name", "value"),
        rows=rows,
        command=command_line("runs", "show", folder, run.run.id),
        more=(compared,) if compared.rows else (),
    )


def _compared(run: RunState) -> Table:
    """The old model beside the new one."""
    names = [f"{HELD_OUT}{name}" for name, _, _ in FIGURES]
    rows = [
        (name.removeprefix(HELD_OUT), run.first[name], run.last[name])
        for name in names
        if name in run.first and name in run.last
    ]
    return Table("held_out", ("figure", "before", "after"), rows)
