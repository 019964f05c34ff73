"""Training on a project: what is taught, what is held out, what stays when it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.jobs.taught_project import add_book, fill, small_book
from vbert_studio.errors import CancelledError, ProjectError
from vbert_studio.jobs.pretrain import pretrain, resume
from vbert_studio.jobs.recipes import recipe_as_json, recipe_from_json, usual_steps
from vbert_studio.jobs.training_films import HELD_OUT, Part, ProjectFilms, split_videos
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import CheckpointError, load_checkpoint, read_provenance
from vbert_studio.progress import LandedEvent, LogEvent, Monitor, ProgressEvent
from vbert_studio.project import Project
from vbert_studio.training.blocks import ExamplesError
from vbert_studio.training.loop import TrainingError
from vbert_studio.training.pretraining import Recipe
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import vocabulary_of

QUICK = Recipe(
    training=TrainingSettings(steps=6, learning_rate=3e-3, evaluate_every=3, save_every=2),
    batch=8,
    questions=64,
    threads=1,
)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def taught(project: Project, tmp_path: Path, wordpiece_vocabulary: Path) -> Project:
    """Twelve videos with tokens and sentences."""
    fill(project, tmp_path, videos=12)
    return project


def test_a_model_is_trained_kept_and_current(taught: Project) -> None:
    events = list[object]()
    made = pretrain(taught, preset="tiny", recipe=QUICK, monitor=Monitor(events.append))
    assert taught.checkpoints.current() == made.checkpoint
    assert (made.checkpoint.name, made.checkpoint.codebook) == ("model-1", "codebook-1")
    model, provenance = load_checkpoint(made.checkpoint.folder, codebook=small_book().digest)
    assert model.vocabulary.visual_size == 12
    assert provenance.taught == made.taught
    assert sorted(p.name for p in taught.checkpoints_folder.iterdir()) == ["codebook-1", "model-1"]
    [run] = taught.runs.all()
    assert (run.status, made.checkpoint.run) == ("done", run.id)
    curve = taught.runs.metrics(run.id)
    assert [step for step, name, _ in curve if name == "loss"] == [1, 2, 3, 4, 5, 6]
    assert {step for step, name, _ in curve if name == "held_out_video_top1"} == {3, 6}
    assert {"runs", "checkpoints"} <= {e.what for e in events if isinstance(e, LandedEvent)}
    assert any(isinstance(e, ProgressEvent) and e.done == e.total == 6 for e in events)
    assert any("Step 6 of 6, held out" in e.message for e in events if isinstance(e, LogEvent))


def test_it_says_what_the_model_cannot_know(taught: Project) -> None:
    made = pretrain(taught, preset="tiny", recipe=QUICK)
    films = made.taught.films
    assert 8 <= films <= 11
    assert made.taught.sentences == 8 * films
    assert made.taught.minutes == pytest.approx(made.taught.clips * 1.5 / 60)
    assert made.taught.pieces_seen == 3 + 6
    assert made.taught.visual_seen == 12
    told = " ".join(made.limits)
    assert f"in {films} videos) and {8 * films} sentences, beginning from nothing" in told
    assert "9 word pieces were said in them, 30,513 never" in told
    assert "12 of its 12 visual words occurred more than once." in told
    assert "a coin does 50%" in told


def test_a_checkpoint_learns_on_and_refuses_another_codebook(
    taught: Project, tmp_path: Path
) -> None:
    first = pretrain(taught, name="first", preset="tiny", recipe=QUICK)
    second = pretrain(taught, name="second", start="first", recipe=QUICK)
    assert second.checkpoint.base == "first"
    assert read_provenance(second.checkpoint.folder).base == "first"
    before, after = (
        load_checkpoint(made.checkpoint.folder, codebook=small_book().digest)[0]
        for made in (first, second)
    )
    assert not torch.equal(before.table, after.table)
    codebook = add_book(taught, small_book(seed=3))
    taught.tokens.save(codebook, 1, small_book(seed=3).leaves[:5])
    with pytest.raises(CheckpointError) as error:
        pretrain(taught, name="third", start="first", recipe=QUICK)
    assert error.value.kind == "other_codebook"
    assert taught.runs.all()[-1].status == "failed"


def test_a_stopped_run_goes_on_and_ends_like_an_undisturbed_one(taught: Project) -> None:
    whole = pretrain(taught, name="whole", preset="tiny", recipe=QUICK)
    done = [0]

    def watch(event: object) -> None:
        if isinstance(event, ProgressEvent):
            done.append(event.done)

    stopped = Monitor(watch, cancelled=lambda: done[-1] >= 3, interval_s=0.0)
    with pytest.raises(CancelledError):
        pretrain(taught, name="two", preset="tiny", recipe=QUICK, monitor=stopped)
    [run] = [run for run in taught.runs.all() if run.name == "two"]
    assert run.status == "stopped"
    assert taught.checkpoints.current() == whole.checkpoint
    with pytest.raises(ProjectError) as error:
        pretrain(taught, name="two", preset="tiny", recipe=replace(QUICK, seed=1))
    assert error.value.kind == "run_exists"
    # Another model has been made meanwhile, and the codebook in use is another one.
    add_book(taught, small_book(seed=3))
    stopped = Monitor(watch, cancelled=lambda: done[-1] >= 5, interval_s=0.0)
    with pytest.raises(CancelledError):
        resume(taught, monitor=stopped)
    taught.codebooks.use("codebook-1")
    again = pretrain(taught, preset="tiny", recipe=QUICK)
    assert again.run.id == run.id
    assert again.run.status == "done"
    assert taught.runs.metrics(again.run.id) == taught.runs.metrics(whole.run.id)
    assert again.taught.held_out == whole.taught.held_out


def test_what_cannot_be_done_is_said(taught: Project) -> None:
    with pytest.raises(ProjectError) as error:
        resume(taught)
    assert error.value.kind == "nothing_to_resume"
    for name in ("../out", "", ".hidden", "a.run"):
        with pytest.raises(ProjectError) as error:
            pretrain(taught, name=name, preset="tiny", recipe=QUICK)
        assert error.value.kind == "bad_name", name
    for wrong in (replace(QUICK, batch=0), replace(QUICK, dropout=1.5)):
        with pytest.raises(TrainingError, match="make no run"):
            pretrain(taught, preset="tiny", recipe=wrong)
    assert taught.runs.all() == []


def test_without_tokens_there_is_nothing_to_learn_from(
    project: Project, wordpiece_vocabulary: Path
) -> None:
    add_book(project, small_book())
    with pytest.raises(ExamplesError):
        pretrain(project, preset="tiny", recipe=QUICK)
    assert [run.status for run in project.runs.all()] == ["failed"]
    assert [path.name for path in project.checkpoints_folder.iterdir()] == ["codebook-1"]


def test_a_loss_that_is_no_number_fails_the_run_and_keeps_the_batch(taught: Project) -> None:
    wild = replace(QUICK, training=replace(QUICK.training, learning_rate=1e30, steps=50))
    with pytest.raises(TrainingError) as error:
        pretrain(taught, preset="tiny", recipe=wild)
    assert error.value.kind == "loss_not_finite"
    assert error.value.path is not None
    assert error.value.path.is_relative_to(taught.checkpoints_folder)
    assert taught.runs.all()[0].status == "failed"


def test_the_split_stays_when_videos_come_and_can_be_chosen(taught: Project) -> None:
    videos = [video.id for video in taught.videos.all()]
    split = split_videos(taught, videos, 0.3, seed=1)
    held = {part.video_id for part in split.held_out}
    assert 0 < len(held) < len(videos)
    assert held | {part.video_id for part in split.taught} == set(videos)
    fewer = split_videos(taught, videos[:8], 0.3, seed=1)
    assert {p.video_id for p in fewer.held_out} == held & set(videos[:8]) or len(
        fewer.held_out
    ) == 1
    assert split_videos(taught, videos, 0.0, seed=1).held_out == ()
    taught.settings.set(HELD_OUT, [2, 5, 99])
    chosen = split_videos(taught, videos, 0.3, seed=1)
    assert [part.video_id for part in chosen.held_out] == [2, 5]


def test_of_few_videos_the_ends_are_held_out(taught: Project) -> None:
    split = split_videos(taught, [1, 2], 0.25, seed=0)
    codebook = taught.codebooks.current()
    assert codebook is not None
    words = vocabulary_of(small_book()), load_wordpiece()
    films, held_out = (
        ProjectFilms(taught, codebook.id, *words, parts, Monitor())
        for parts in (split.taught, split.held_out)
    )
    whole = ProjectFilms(taught, codebook.id, *words, [Part(1)], Monitor())[0]
    first, last = films[0], held_out[0]
    assert first.tokens.tolist() + last.tokens.tolist() == whole.tokens.tolist()
    assert len(last.tokens) == round(0.25 * len(whole.tokens))
    assert 6 <= len(first.sentences) + len(last.sentences) <= 8
    for sentence in last.sentences:
        assert 0 <= sentence.first < sentence.end <= len(last.tokens)


def test_a_recipe_is_the_same_after_a_stop() -> None:
    assert recipe_from_json(recipe_as_json(QUICK)) == QUICK


def test_the_steps_grow_with_the_clips_within_bounds() -> None:
    assert usual_steps(30, 32) == 200
    assert usual_steps(8_000, 32) == 2_500
    assert usual_steps(10**9, 32) == 100_000
