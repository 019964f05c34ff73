"""What becomes of a run of fine-tuning that was stopped: it is kept, or forgotten.

Nothing here loads a model, so that the window can do it by itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.faults import said_as_project_errors
from vbert_studio.project.records import CheckpointRow, RunRow

JOB = "fine-tune"
CANDIDATE = "model"  # below the folder of a run: what would be kept


def run_folder(project: Project, name: str) -> Path:
    """Where a run of this name keeps its state until it is done."""
    return project.checkpoints_folder / f"{name}.run"


def candidate_of(project: Project, run: RunRow) -> Path | None:
    """The model of a run that was stopped and neither kept nor discarded, if there is one."""
    folder = run_folder(project, run.name) / CANDIDATE
    return folder if run.kind == JOB and run.status == "stopped" and folder.is_dir() else None


def stopped_since(project: Project, since: str) -> RunRow | None:
    """The last run that was stopped at this time or later and left a model, if there is one.

    Args:
        project: open in any mode.
        since: as runs have it, ``2026-11-22T06:00:00+00:00``.
    """
    left = [run for run in project.runs.all() if candidate_of(project, run) is not None]
    late = [run for run in left if (run.ended_at or "") >= since]
    return max(late, key=lambda run: (run.ended_at or "", run.id), default=None)


def keep_run(project: Project, run_id: int, *, use: bool = False) -> CheckpointRow:
    """Keep what a run that was stopped had learned, as a checkpoint.

    Args:
        project: open for editing or for work.
        run_id: of the run.
        use: make it the model that answers.

    Raises:
        ProjectError: kind ``nothing_to_keep`` or ``no_such_run``.
    """
    run = project.runs.get(run_id)
    if candidate_of(project, run) is None:
        raise _nothing(project, run)
    row = adopt_run(project, run, use=use)
    project.runs.finish(run_id, "done")
    return row


def discard_run(project: Project, run_id: int) -> None:
    """Forget what a run that was stopped had learned; its curves stay.

    Raises:
        ProjectError: kind ``nothing_to_keep`` or ``no_such_run``.
    """
    run = project.runs.get(run_id)
    folder = run_folder(project, run.name)
    if run.kind != JOB or run.status != "stopped" or not folder.is_dir():
        raise _nothing(project, run)
    shutil.rmtree(folder)


def adopt_run(project: Project, run: RunRow, *, use: bool) -> CheckpointRow:
    """Put a run's model among the checkpoints, and forget what was only for the run.

    Raises:
        ProjectError: as `project.checkpoints.add`; the model then waits where it was.
    """
    place = project.checkpoints_folder / run.name
    folder = run_folder(project, run.name)
    with said_as_project_errors(place):
        (folder / CANDIDATE).rename(place)
    try:
        row = project.checkpoints.add(
            run.name,
            folder=place,
            codebook=str(run.settings["codebook"]),
            base=str(run.settings["start"]),
            run=run.id,
            use=use,
        )
    except ProjectError:
        place.rename(folder / CANDIDATE)
        raise
    shutil.rmtree(folder)
    return row


def _nothing(project: Project, run: RunRow) -> ProjectError:
    return ProjectError(
        "nothing_to_keep",
        f"The run {run.name} has left no model that could be kept or discarded.",
        path=project.folder,
        remedy="Only a run of fine-tuning that was stopped has one.",
    )
