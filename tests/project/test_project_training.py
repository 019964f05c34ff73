"""Runs and checkpoints: what was trained, with what, and how it went."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.project.test_project_derived import add_codebook
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.records import CheckpointRow


def add_checkpoint(project: Project, name: str = "", base: str = "") -> CheckpointRow:
    name = name or project.checkpoints.next_name()
    folder = project.checkpoints_folder / name
    return project.checkpoints.add(name, folder=folder, codebook="codebook-1", base=base)


def test_the_newest_checkpoint_is_current_until_another_is_chosen(project: Project) -> None:
    add_codebook(project)
    assert project.checkpoints.current() is None
    first = add_checkpoint(project, base="minilm-l6")
    second = add_checkpoint(project, base=first.name)
    assert [(c.name, c.base) for c in project.checkpoints.all()] == [
        ("model-1", "minilm-l6"),
        ("model-2", "model-1"),
    ]
    assert project.checkpoints.current() == second
    project.checkpoints.use("model-1")
    current = project.checkpoints.current()
    assert current is not None
    assert (current.name, current.codebook) == ("model-1", "codebook-1")
    assert current.folder == project.checkpoints_folder / "model-1"


def test_a_checkpoint_says_which_run_and_which_codebook_made_it(project: Project) -> None:
    add_codebook(project)
    run = project.runs.begin("pretrain", "mine", {})
    folder = project.checkpoints_folder / "mine"
    made = project.checkpoints.add(
        "mine", folder=folder, codebook="codebook-1", base="", run=run.id
    )
    add_codebook(project)
    assert project.checkpoints.get("mine") == made
    assert (made.run, made.codebook, made.is_current) == (run.id, "codebook-1", True)


def test_a_name_is_given_once_and_a_made_up_one_is_passed_over(project: Project) -> None:
    add_codebook(project)
    add_checkpoint(project, "model-2")
    assert project.checkpoints.next_name() == "model-3"
    with pytest.raises(ProjectError) as error:
        add_checkpoint(project, "model-2")
    assert error.value.kind == "checkpoint_exists"
    current = project.checkpoints.current()
    assert current is not None
    assert current.name == "model-2"


def test_what_is_not_there_is_named(project: Project) -> None:
    with pytest.raises(ProjectError) as error:
        add_checkpoint(project)
    assert error.value.kind == "no_such_codebook"
    with pytest.raises(ProjectError) as error:
        project.checkpoints.use("mine")
    assert error.value.kind == "no_such_checkpoint"
    with pytest.raises(ProjectError) as error:
        project.runs.get(7)
    assert error.value.kind == "no_such_run"


def test_a_run_keeps_its_settings_and_its_curve(project: Project) -> None:
    run = project.runs.begin("pretrain", "mine", {"steps": 10, "losses": {"text": 1.0}})
    project.runs.log(run.id, 1, {"loss": 4.0, "accuracy": 0.1})
    project.runs.log(run.id, 2, {"loss": 3.0, "accuracy": float("nan")})
    assert project.runs.metrics(run.id) == [
        (1, "accuracy", 0.1),
        (1, "loss", 4.0),
        (2, "loss", 3.0),
    ]
    assert project.runs.metrics(run.id, after=1) == [(2, "loss", 3.0)]
    project.runs.log(run.id, 2, {"loss": 2.5})
    assert project.runs.metrics(run.id, after=1) == [(2, "loss", 2.5)]
    project.runs.finish(run.id, "done")
    (kept,) = project.runs.all()
    assert kept.settings == {"steps": 10, "losses": {"text": 1.0}}
    assert (kept.status, kept.ended_at is not None) == ("done", True)


def test_a_killed_run_is_stopped_by_the_next_one_and_can_go_on(project: Project) -> None:
    killed = project.runs.begin("pretrain", "first", {})
    other = project.runs.begin("index", "search", {})
    project.runs.begin("pretrain", "second", {})
    statuses = {run.name: run.status for run in project.runs.all()}
    assert statuses == {"first": "stopped", "search": "running", "second": "running"}
    assert project.runs.go_on(killed.id).status == "running"
    assert project.runs.get(other.id).status == "running"
    assert [run.status for run in project.runs.all()] == ["running", "running", "stopped"]


def test_a_project_made_before_there_was_training_gets_the_tables(tmp_path: Path) -> None:
    with Project.create(tmp_path / "old") as made:
        database = made.database
    with sqlite3.connect(database) as db:
        for table in ("checkpoints", "run_metrics", "runs"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM migrations WHERE name = 'training'")
    db.close()
    with Project.open(tmp_path / "old") as project:
        assert project.runs.all() == []
        assert project.checkpoints.all() == []
