"""``runs`` and ``checkpoints``: what was trained in a project, and which model answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Done, Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.project import Project
from vbert_studio.project.records import CheckpointRow


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
class CheckpointsListed(Result):
    """Every model of a project, oldest first."""

    checkpoints: tuple[CheckpointRow, ...]


@command("runs list", title="List runs of training", group=WORDS)
def list_runs(project: Path) -> RunsListed:
    """List every run of training with how it ended and its last figures on what was held out.

    Args:
        project: the folder of the project.
    """
    from vbert_studio.jobs.run_ends import candidate_of

    with Project.open(project, "read") as opened:
        lines = []
        for run in opened.runs.all():
            told = opened.runs.metrics(run.id, after=-1)
            figures = {name: value for _, name, value in told if name.startswith("held_out_")}
            can_keep = candidate_of(opened, run) is not None
            times = (run.started_at, run.ended_at)
            lines.append(RunLine(run.id, run.kind, run.name, run.status, *times, can_keep, figures))
        return RunsListed(tuple(lines))


@command("runs keep", title="Keep a run that was stopped", group=WORDS)
def keep(project: Path, run: int, *, use: bool = False) -> Done:
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
def discard(project: Path, run: int) -> Done:
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
    """List the trained models of a project; one of them answers.

    Args:
        project: the folder of the project.
    """
    with Project.open(project, "read") as opened:
        return CheckpointsListed(tuple(opened.checkpoints.all()))


@command("checkpoints use", title="Choose the model that answers", group=WORDS)
def use(project: Path, name: str) -> Done:
    """Let a model of the project answer from now on, a new one or an old one.

    Args:
        project: the folder of the project.
        name: of the model.
    """
    with open_to_work(project) as opened:
        opened.checkpoints.use(name)
        return Done(f"{name} answers from now on.")
