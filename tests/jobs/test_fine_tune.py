"""Fine-tuning on judged pairs, with a tiny model on a small real project."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tests.judged_project import make_judged_project
from tests.small_project import make_codebook
from vbert_studio.errors import CancelledError, ProjectError, StudioError
from vbert_studio.jobs.fine_tune import fine_tune, training_pairs
from vbert_studio.jobs.fine_tune_plan import FineTunePlan, FineTuneSettings
from vbert_studio.jobs.run_ends import (
    candidate_of,
    discard_run,
    keep_run,
    run_folder,
    stopped_since,
)
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.progress import Event, LandedEvent, LogEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.tasks.align import align
from vbert_studio.tasks.asker import Asker
from vbert_studio.training.judged import PairJudge
from vbert_studio.training.loop import TrainingError

QUICK = FineTuneSettings(steps=90, batch=16, learning_rate=3e-3, dropout=0.0, words=0.1, visual=0.1)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, fetched: Callable[[str], Path], shared_models: Path
) -> Path:
    """A project that is copied for each test."""
    fetched("wordpiece-uncased")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VBERT_STUDIO_MODELS", str(shared_models))
        return make_judged_project(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture
def project(made: Path, tmp_path: Path, wordpiece_vocabulary: Path) -> Iterator[Project]:
    folder = tmp_path / "project"
    shutil.copytree(made, folder)
    with Project.open(folder, "work") as project:
        yield project


def alignment_auc(project: Project, checkpoint: str, ids: tuple[int, ...]) -> tuple[float, float]:
    """Accuracy and AUC on these pairs, computed another way: by the task, pair against pair."""
    row = project.checkpoints.get(checkpoint)
    model, _ = load_checkpoint(row.folder, codebook=make_codebook().digest)
    pairs = training_pairs(project, ids, model.vocabulary, load_wordpiece())
    p = align(Asker(model), [(pair.ids, pair.tokens) for pair in pairs])
    right = np.array([pair.aligned for pair in pairs])
    wins = [(a > b) + (a == b) / 2 for a in p[right] for b in p[~right]]
    return float(((p > 0.5) == right).mean()), float(np.mean(wins))


def test_the_figures_are_those_of_the_held_out_pairs(project: Project) -> None:
    told: list[str] = []
    found = fine_tune(
        project, settings=QUICK, monitor=Monitor(lambda event: told.append(str(event)))
    )
    plan = found.plan
    assert not set(plan.taught) & set(plan.held_out)
    assert found.checkpoint.name == "fine-tuned-1"
    assert found.checkpoint.base == "tiny"
    assert not found.checkpoint.is_current, "a person chooses it"
    for name, figures in (("tiny", found.before), ("fine-tuned-1", found.after)):
        accuracy, auc = alignment_auc(project, name, plan.held_out)
        assert figures["accuracy"] == pytest.approx(accuracy)
        assert figures["auc"] == pytest.approx(auc, abs=1e-6)
        assert figures["pairs"] == len(plan.held_out)
    assert found.after["loss"] != found.before["loss"]
    assert alignment_auc(project, "tiny", plan.taught)[0] < 0.9
    assert alignment_auc(project, "fine-tuned-1", plan.taught)[0] > 0.95, "what was taught is known"
    metrics = project.runs.metrics(found.run.id, after=-1)
    steps = [step for step, name, _ in metrics if name == "loss"]
    assert steps == list(range(1, QUICK.steps + 1))
    at = {step: value for step, name, value in metrics if name == "held_out_auc"}
    assert at[0] == pytest.approx(found.before["auc"])
    assert at[QUICK.steps] == pytest.approx(found.after["auc"])
    assert project.runs.get(found.run.id).status == "done"
    assert FineTunePlan.of(project.runs.get(found.run.id)) == plan
    assert not run_folder(project, "fine-tuned-1").exists()
    assert any("what='checkpoints'" in line for line in told)


def stopping_after(steps: int) -> Monitor:
    asked = iter(range(10_000))
    return Monitor(cancelled=lambda: next(asked) >= steps)


def test_what_was_stopped_is_kept_or_discarded(project: Project) -> None:
    for seed in range(2):
        with pytest.raises(CancelledError):
            fine_tune(project, settings=replace(QUICK, seed=seed), monitor=stopping_after(5))
    first, second = project.runs.all()
    assert (first.status, second.name) == ("stopped", "fine-tuned-2")
    assert candidate_of(project, first) is not None
    assert [row.name for row in project.checkpoints.all()] == ["tiny"]
    assert first.ended_at is not None
    assert stopped_since(project, first.ended_at) == second
    assert stopped_since(project, "9999") is None, "another one was stopped before"
    row = keep_run(project, first.id, use=True)
    assert project.checkpoints.current() == row
    assert project.runs.get(first.id).status == "done"
    told = {name: value for _, name, value in project.runs.metrics(first.id, after=-1)}
    ids = FineTunePlan.of(first).held_out
    assert told["held_out_auc"] == pytest.approx(alignment_auc(project, row.name, ids)[1], abs=1e-6)
    discard_run(project, second.id)
    assert candidate_of(project, second) is None
    assert not run_folder(project, second.name).exists()
    for end in (keep_run, discard_run):
        with pytest.raises(ProjectError) as error:
            end(project, second.id)
        assert error.value.kind == "nothing_to_keep"


def test_a_model_that_cannot_be_put_among_the_others_waits(project: Project) -> None:
    def take_the_name(event: Event) -> None:
        if event == LandedEvent("runs") and len(project.checkpoints.all()) == 1:
            project.checkpoints.add(
                "mine", folder=project.checkpoints_folder / "x", codebook=book, base=""
            )

    [tiny] = project.checkpoints.all()
    book = tiny.codebook
    with pytest.raises(ProjectError) as error:
        fine_tune(
            project,
            checkpoint="tiny",
            name="mine",
            settings=replace(QUICK, steps=3),
            monitor=Monitor(take_the_name),
        )
    assert error.value.kind == "checkpoint_exists"
    [run] = project.runs.all()
    assert run.status == "stopped"
    left = candidate_of(project, run)
    with pytest.raises(ProjectError):
        keep_run(project, run.id)
    assert left == candidate_of(project, run) is not None
    assert load_checkpoint(left, codebook=make_codebook().digest)


def test_a_stopped_and_then_killed_run_goes_on_and_ends_like_an_undisturbed_one(
    project: Project,
) -> None:
    quick = replace(QUICK, steps=20, dropout=0.1)
    with pytest.raises(CancelledError):
        fine_tune(project, settings=quick, monitor=stopping_after(5))
    with pytest.raises(CancelledError):
        fine_tune(project, settings=quick, monitor=stopping_after(9))
    [run] = project.runs.all()
    assert run.status == "stopped"
    last = max(step for step, name, _ in project.runs.metrics(run.id) if name == "loss")
    assert 2 <= last < 20
    project.runs.go_on(run.id)  # as if it had been killed while it ran
    again = fine_tune(project, settings=quick)
    assert (again.run.id, again.run.status, again.steps) == (run.id, "done", 20)
    whole = fine_tune(project, name="whole", settings=quick)
    assert whole.run.id != run.id
    assert again.after == pytest.approx(whole.after)
    losses, undisturbed = (
        {s: value for s, name, value in project.runs.metrics(one) if name == "loss"}
        for one in (again.run.id, whole.run.id)
    )
    assert losses == pytest.approx(undisturbed)


def test_whoever_stops_before_a_step_keeps_what_was_learned_before(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CancelledError):
        fine_tune(project, settings=QUICK, monitor=stopping_after(6))
    [run] = project.runs.all()
    candidate = candidate_of(project, run)
    assert candidate is not None
    learned = (candidate / "model.safetensors").read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PairJudge, "__call__", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fine_tune(project, settings=QUICK)
    assert project.runs.get(run.id).status == "stopped"
    assert (candidate / "model.safetensors").read_bytes() == learned


def test_too_little_is_refused_before_anything_is_begun(project: Project) -> None:
    from vbert_studio.project.pairs import PairFilter

    with pytest.raises(StudioError) as error:
        fine_tune(project, where=PairFilter("nowhere"))
    assert error.value.kind == "too_few_pairs"
    with pytest.raises(StudioError) as error:
        fine_tune(project, checkpoint="none of these")
    assert error.value.kind == "no_such_checkpoint"
    assert project.runs.all() == []


@pytest.mark.parametrize(
    ("settings", "held_out", "named"),
    [
        ({"batch": 0}, 0.2, "batch"),
        ({"threads": 0}, 0.2, "threads"),
        ({"learning_rate": -1.0}, 0.2, "learning rate"),
        ({"seed": -1}, 0.2, "seed"),
        ({"steps": -1}, 0.2, "steps"),
        ({"dropout": 3.0}, 0.2, "dropout"),
        ({"words": -1.0}, 0.2, "weight"),
        ({}, 2.0, "held-out"),
    ],
)
def test_numbers_that_make_no_run_are_named(
    project: Project, settings: dict[str, Any], held_out: float, named: str
) -> None:
    with pytest.raises(TrainingError, match=named) as error:
        fine_tune(project, held_out=held_out, settings=replace(QUICK, **settings))
    assert error.value.kind == "bad_setting"
    assert project.runs.all() == []


def test_a_line_of_the_log_has_no_empty_brackets(project: Project) -> None:
    heard: list[Event] = []
    fine_tune(project, settings=replace(QUICK, steps=4), monitor=Monitor(heard.append))
    lines = [event.message for event in heard if isinstance(event, LogEvent)]
    assert any(line.startswith("Step ") for line in lines)
    assert not any("()" in line for line in lines)
