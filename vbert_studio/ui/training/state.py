"""What the training panel shows, read from the project in a thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vbert_studio.project.pairs import PairCounts, PairFilter

if TYPE_CHECKING:
    from vbert_studio.jobs.models import ModelPlace
    from vbert_studio.project import Project
    from vbert_studio.project.records import RunRow

Metric = tuple[int, str, float]
HELD_OUT = "held_out_"


@dataclass(frozen=True, slots=True)
class Curve:
    """What a run measured: values by step."""

    steps: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RunState:
    """A run and what became of it.

    Attributes:
        made: the name of its model, if it has one.
        can_keep: whether it was stopped and left a model.
        curves: what it measured, by name; only of the run that is looked at.
        line: for a shell, which makes it again; likewise.
    """

    run: RunRow
    made: str | None
    can_keep: bool
    first: Mapping[str, float] = field(default_factory=dict)
    last: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)
    line: str = ""

    @property
    def start(self) -> str:
        """The model that it began with."""
        return str(self.run.settings.get("start") or "")


@dataclass(frozen=True, slots=True)
class TrainingState:
    """One state of the panel.

    Attributes:
        models: that a run may begin with: those that came with the program, then the oldest.
        current: the model that answers.
        counts: of the pairs that would be learned from.
        runs: newest first.
    """

    models: tuple[ModelPlace, ...]
    current: str | None
    counts: PairCounts
    runs: tuple[RunState, ...]


def read_training(project: Project, where: PairFilter, looked_at: int | None) -> TrainingState:
    """Read everything; curves only of the run that is looked at, or of the newest one.

    Raises:
        ProjectError: the project cannot be read.
    """
    from vbert_studio.commands.run_lines import line_of_run
    from vbert_studio.jobs.models import answering, models_of
    from vbert_studio.jobs.run_ends import candidate_of

    made = {row.run: row.name for row in project.checkpoints.all() if row.run is not None}
    runs = project.runs.all()[::-1]
    ids = [run.id for run in runs]
    shown = looked_at if looked_at in ids else next(iter(ids), None)
    states = []
    for run in runs:
        told = project.runs.metrics(run.id, after=-1)
        states.append(
            RunState(
                run,
                made.get(run.id),
                candidate_of(project, run) is not None,
                _first(told),
                {name: value for _, name, value in told},
                curves_of(told) if run.id == shown else {},
                line_of_run(project.folder, run) if run.id == shown else "",
            )
        )
    now = answering(project)
    current = None if now is None else now.name
    return TrainingState(models_of(project), current, project.pairs.counts(where), tuple(states))


def _first(told: Sequence[Metric]) -> dict[str, float]:
    """What the model knew before the first step."""
    return {name: value for step, name, value in told if step == 0}


def curves_of(told: Sequence[Metric]) -> dict[str, Curve]:
    """Metrics in the order of their steps, as one curve per name."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for step, name, value in told:
        steps, values = found.setdefault(name, ([], []))
        steps.append(step)
        values.append(value)
    return {name: Curve(tuple(s), tuple(v)) for name, (s, v) in found.items()}


def smoothed(values: Sequence[float], keep: float = 0.9) -> list[float]:
    """An exponential mean, without the pull towards 0 at the beginning."""
    mean, weight, found = 0.0, 0.0, []
    for value in values:
        mean = keep * mean + (1 - keep) * value
        weight = keep * weight + (1 - keep)
        found.append(mean / weight)
    return found
