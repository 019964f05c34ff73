"""What ``runs show`` tells: every number of a run, and the line that makes it again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.jobs.taught_project import fill
from tests.judged_project import make_judged_project
from vbert_studio.jobs.fine_tune_plan import FineTunePlan
from vbert_studio.jobs.training_plan import Plan
from vbert_studio.project import Project

if TYPE_CHECKING:
    from conftest import Studio

pytestmark = [pytest.mark.usefixtures("one_thread", "wordpiece_vocabulary")]


def shown(studio: Studio, folder: Path, run: int) -> list[str]:
    """The line of a run, word by word; its numbers are those of the project."""
    told = studio("runs", "show", folder, run, "--json").json
    with Project.open(folder, "read") as project:
        kept = project.runs.metrics(run, after=-1)
    assert [(one["step"], one["name"], one["value"]) for one in told["curves"]] == kept
    people = studio("runs", "show", folder, run)
    assert told["line"] in people.out
    assert "held_out_" in people.out
    return shlex.split(told["line"])[1:]


def test_a_line_of_fine_tuning_begins_the_same_run(studio: Studio, tmp_path: Path) -> None:
    folder = make_judged_project(tmp_path / "My project")
    how = ("--steps", 3, "--held-out", 0.35, "--text", "now it", "--learning-rate", 0.0003)
    assert studio("fine-tune", folder, *how, "--words-weight", 0.5, "--threads", 1).status == 0
    line = shown(studio, folder, 1)
    assert line[:2] == ["fine-tune", str(folder)]
    assert "--batch" not in line  # it was the usual one
    assert studio(*line).status == 0
    with Project.open(folder, "read") as project:
        one, again = (FineTunePlan.of(run) for run in project.runs.all())
    assert one == again
    assert one.chosen == again.chosen


def test_a_line_of_pre_training_begins_the_same_run(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "taught"
    with Project.create(folder) as project:
        fill(project, tmp_path, videos=8)
    how = ("--size", "tiny", "--steps", 3, "--threads", 1, "--mask", 0.2, "--mask-whole", 0.1)
    more = ("--text-share", 0.2, "--video-weight", 0.5, "--seed", 7, "--batch", 4)
    assert studio("pretrain", folder, *how, *more).status == 0
    line = shown(studio, folder, 1)
    assert line[:2] == ["pretrain", str(folder)]
    assert "--warm-up" not in line
    assert studio(*line).status == 0
    with Project.open(folder, "read") as project:
        one, again = (Plan.from_json(run) for run in project.runs.all())
    assert one == again


def test_a_run_that_kept_less_than_it_was_begun_with_has_no_line(
    studio: Studio, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    with Project.create(folder) as project:
        run = project.runs.begin("fine-tune", "fine-tuned-1", {"start": "tiny", "chosen": None})
        project.runs.log(run.id, 1, {"held_out_loss": 0.5})
    told = studio("runs", "show", folder, 1, "--json").json
    assert told["line"] == ""
    assert "again" not in studio("runs", "show", folder, 1).out
