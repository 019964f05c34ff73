"""``runs`` and ``checkpoints``: what was trained in a project, and which model answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.ranges import RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Done, Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.project import Project
from vbert_studio.project.records import RunRow


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run. `can_keep` marks one that was stopped and left a model; `figures` are the last."""

    id: int
    kind: str
    name: str
    status: str
    started_at: str
    ended_at: str | None
    can_keep: bool
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class RunsListed(Result):
    """Every run of a project, oldest first."""

    runs: tuple[RunLine, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run measured at a step; step 0 is before it learned anything."""

    step: int
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class RunShown(Result):
    """One run.

    Attributes:
        run: how it ended.
        line: that makes it again; empty for one that did not keep all it was begun with.
        curves: everything that it measured, by step.
    """

    run: RunLine
    line: str
    curves: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    """A model. `made_at` is empty for one that came with the program."""

    name: str
    folder: Path
    codebook: str
    base: str
    made_at: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CheckpointsListed(Result):
    """Every model of a project, those that came with the program first, then the oldest."""

    checkpoints: tuple[CheckpointLine, ...]


@command("runs list", title="List runs of training", group=WORDS)
def list_runs(project: Path) -> RunsListed:
    """List every run of training with how it ended and its last figures on what was held out.

    Args:
        project: the folder of the project.
    """
    with Project.open(project, "read") as opened:
        return RunsListed(tuple(_line(opened, run) for run in opened.runs.all()))


@command("runs show", title="Show a run of training", group=WORDS)
def show_run(project: Path, run: RowId) -> RunShown:
    """Show what a run of training measured at every step, and the line that makes it again.

    Args:
        project: the folder of the project.
        run: its number.
    """
    from vbert_studio.commands.run_lines import line_of_run

    with Project.open(project, "read") as opened:
        row = opened.runs.get(run)
        told = tuple(Measured(*one) for one in opened.runs.metrics(run, after=-1))
        return RunShown(_line(opened, row), line_of_run(opened.folder, row), told)


def _line(project: Project, run: RunRow) -> RunLine:
    from vbert_studio.jobs.run_ends import candidate_of

    told = project.runs.metrics(run.id, after=-1)
    figures = {name: value for _, name, value in told if name.startswith("held_out_")}
    can_keep = candidate_of(project, run) is not None
    times = (run.started_at, run.ended_at)
    return RunLine(run.id, run.kind, run.name, run.status, *times, can_keep, figures)


@command("runs keep", title="Keep a run that was stopped", group=WORDS)
def keep(project: Path, run: RowId, *, use: bool = False) -> Done:
    """Keep what a run of fine-tuning that was stopped had learned, as a model of its own.

    Args:
        project: the folder of the project.
        run: its number.
        use: let the model answer from now on.
    """
    from vbert_studio.jobs.run_ends import keep_run

    with open_to_work(project) as opened:
        return Done(f"{keep_run(opened, run, use=use).name} is kept.")


@command("runs discard", title="Discard a run that was stopped", group=WORDS)
def discard(project: Path, run: RowId) -> Done:
    """Forget what a run of fine-tuning that was stopped had learned; its curves stay.

    Args:
        project: the folder of the project.
        run: its number.
    """
    from vbert_studio.jobs.run_ends import discard_run

    with open_to_work(project) as opened:
        discard_run(opened, run)
        return Done(f"What run {run} had learned is discarded.")


@command("checkpoints list", title="List models", group=WORDS)
def list_checkpoints(project: Path) -> CheckpointsListed:
    """List the trained models of a project, and those that came with the program and read it.

    One of them answers.

    Args:
        project: the folder of the project.
    """
    with Project.open(project, "read") as opened:
        return CheckpointsListed(tuple(_lines(opened)))


@command("checkpoints use", title="Choose the model that answers", group=WORDS)
def use(project: Path, name: str) -> Done:
    """Let a model answer from now on: a new one, an old one, or the one of the program.

    Args:
        project: the folder of the project.
        name: of the model.
    """
    from vbert_studio.jobs.models import use_model

    with open_to_work(project) as opened:
        return Done(f"{use_model(opened, name).name} answers from now on.")


def _lines(project: Project) -> Iterator[CheckpointLine]:
    """Also the models that read other words than the project's current ones."""
    from vbert_studio.jobs.models import answering, models_of

    now, codebook = answering(project), project.codebooks.current()
    current = "" if now is None else now.name
    words = "" if codebook is None else codebook.name
    for place in models_of(project):
        if place.is_shipped:
            yield CheckpointLine(place.name, place.folder, words, "", "", place.name == current)
    for row in project.checkpoints.all():
        told = (row.folder, row.codebook, row.base, row.made_at)
        yield CheckpointLine(row.name, *told, row.name == current)
