"""Teaching a project's videos to a model, which answers from then on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from vbert_studio.errors import CancelledError, ProjectError
from vbert_studio.jobs.models import known_models
from vbert_studio.jobs.recipes import check_recipe, fit_recipe
from vbert_studio.jobs.run_diary import Diary
from vbert_studio.jobs.train_codebook import current_codebook
from vbert_studio.jobs.training_films import ProjectFilms, Split, split_videos
from vbert_studio.jobs.training_plan import (
    Plan,
    forget_if_nothing_done,
    new_name,
    read_split,
    run_folder,
    write_split,
)
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.taught import Taught
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import CheckpointRow, RunRow
from vbert_studio.training.films import TrainingPair
from vbert_studio.training.pretraining import Recipe, Trained, teach
from vbert_studio.training.starting import Start, start_from, start_model
from vbert_studio.visual.codebook import Codebook

JOB = "pretrain"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """A model that was taught.

    Attributes:
        checkpoint: its row, which is the current one.
        run: the run that made it.
        steps: steps done in all.
        tokens_per_s: tokens that were read per second.
        taught: what it was shown, with its figures on what was held out.
        limits: what it cannot know, in sentences.
    """

    checkpoint: CheckpointRow
    run: RunRow
    steps: int
    tokens_per_s: float
    taught: Taught
    limits: tuple[str, ...]


def pretrain(
    project: Project,
    *,
    name: str | None = None,
    preset: str = "small",
    start: str | None = None,
    held_out: float = 0.1,
    recipe: Recipe | None = None,
    pairs: Sequence[TrainingPair] = (),
    monitor: Monitor | None = None,
) -> Pretrained:
    """Train a model on the tokens of the current codebook and the current transcripts.

    The best model by what was held out becomes the current checkpoint. Asked for the same again
    after it was stopped or killed, it goes on with the very next batch, as `resume` does.

    Args:
        project: open for editing or for work.
        name: of the checkpoint; None takes a new one.
        preset: the size of a new model.
        start: see `Plan.start`.
        held_out: the share of the videos that the model is judged by and not taught.
        recipe: how; where its steps, `evaluate_every` or `save_every` are 0, the data decide.
        pairs: judged by a person, learned from besides.
        monitor: told the steps, and a line at each evaluation.

    Raises:
        ProjectError: kind ``no_codebook``, ``checkpoint_exists``, ``run_exists``, ``bad_name``, or
            the project cannot be written.
        WeightsError: the weights to start from are missing.
        ExamplesError: there are no tokens.
        TrainingError: kind ``bad_setting``, or the loss is no number any more; then the batch is
            saved.
        CancelledError: the person asked to stop.
    """
    check_recipe(recipe or Recipe(), held_out)
    watch = monitor or Monitor()
    with project.working(JOB):
        row, _ = current_codebook(project)
        clips = sum(project.codebooks.usage(row.id).values())
        plan = Plan(row.name, preset, start, held_out, fit_recipe(recipe or Recipe(), clips))
        videos = project.tokens.videos(row.id)
        split = split_videos(project, videos, held_out, plan.recipe.seed)
        same = [run for run in _left(project, name) if _is_same(project, run, plan, split)]
        if same:
            return _go(project, project.runs.go_on(same[-1].id), plan, pairs, watch)
        chosen = new_name(project, name)
        folder = run_folder(project, chosen)
        folder.mkdir(parents=True)
        write_split(folder, split)
        run = project.runs.begin(JOB, chosen, plan.as_json())
        return _go(project, run, plan, pairs, watch)


def resume(
    project: Project,
    *,
    name: str | None = None,
    pairs: Sequence[TrainingPair] = (),
    monitor: Monitor | None = None,
) -> Pretrained:
    """Go on with a run that was stopped or killed, with the very next batch.

    The batches are the same as they would have been as long as nobody has edited what is said.

    Args:
        project: open for editing or for work.
        name: of the run; None takes the last one.
        pairs: those that the run was begun with.
        monitor: see `pretrain`.

    Raises:
        ProjectError: kind ``nothing_to_resume``; or like `pretrain`.
    """
    with project.working(JOB):
        left = _left(project, name)
        if not left:
            raise ProjectError(
                "nothing_to_resume",
                f"{project.folder} has no run of training{f' {name}' if name else ''} left over.",
                path=project.folder,
                remedy="Begin a new one.",
            )
        run = project.runs.go_on(left[-1].id)
        return _go(project, run, Plan.from_json(run), pairs, monitor or Monitor())


def _left(project: Project, name: str | None) -> list[RunRow]:
    """The runs that did not come to their end and can, of this name if one is given."""
    runs = [run for run in project.runs.all() if run.kind == JOB and run.status != "done"]
    named = [run for run in runs if name in (None, run.name)]
    return [run for run in named if run_folder(project, run.name).exists()]


def _is_same(project: Project, run: RunRow, plan: Plan, split: Split) -> bool:
    """Whether a run was begun with the same plan on the same videos."""
    return Plan.from_json(run) == plan and read_split(run_folder(project, run.name)) == split


def _go(
    project: Project, run: RunRow, plan: Plan, pairs: Sequence[TrainingPair], monitor: Monitor
) -> Pretrained:
    folder = run_folder(project, run.name)
    row = project.codebooks.get(plan.codebook)
    diary = Diary(project, run.id, plan.recipe.training.steps, monitor)
    with _ended_as_it_ends(project, run, diary):
        start = _start(project, plan, Codebook.load(row.folder))
        split = read_split(folder)
        tokenizer, vocabulary = load_wordpiece(), start.model.vocabulary
        taught, held_out = (
            ProjectFilms(project, row.id, vocabulary, tokenizer, parts, monitor)
            for parts in (split.taught, split.held_out)
        )
        trained = teach(
            start,
            taught,
            held_out,
            plan.recipe,
            folder,
            pairs=pairs,
            tell=diary.tell,
            saving=diary.keep,
            monitor=monitor,
        )
        made = _keep(project, run, plan, trained)
    monitor.landed("checkpoints")
    return _told(made, project.runs.get(run.id), trained, vocabulary)


@contextmanager
def _ended_as_it_ends(project: Project, run: RunRow, diary: Diary) -> Iterator[None]:
    """Whatever happens, what was measured is kept and the run says how it ended."""
    try:
        yield
    except (CancelledError, KeyboardInterrupt):
        diary.keep()
        project.runs.finish(run.id, "stopped")
        raise
    except Exception:
        diary.keep()
        project.runs.finish(run.id, "failed")
        forget_if_nothing_done(run_folder(project, run.name))
        raise
    diary.keep()
    project.runs.finish(run.id, "done")


def _start(project: Project, plan: Plan, book: Codebook) -> Start:
    models = known_models(project)
    dropout, seed = plan.recipe.dropout, plan.recipe.seed
    if plan.start in models:
        return start_from(models[plan.start].folder, book, dropout=dropout, seed=seed)
    return start_model(book, preset=plan.preset, base=plan.start, dropout=dropout, seed=seed)


def _keep(project: Project, run: RunRow, plan: Plan, trained: Trained) -> CheckpointRow:
    """Put the best model among the checkpoints and forget what was only for resuming."""
    place = project.checkpoints_folder / run.name
    # Copied, so that a run that is killed here can still be gone on with.
    shutil.copytree(trained.folder, place, dirs_exist_ok=True)
    base = trained.provenance.base
    row = project.checkpoints.add(
        run.name, folder=place, codebook=plan.codebook, base=base, run=run.id
    )
    shutil.rmtree(run_folder(project, run.name))
    return row


def _told(
    row: CheckpointRow, run: RunRow, trained: Trained, vocabulary: JointVocabulary
) -> Pretrained:
    taught = trained.provenance.taught
    assert taught is not None
    limits = trained.provenance.limits(vocabulary)
    return Pretrained(row, run, trained.steps, trained.tokens_per_s, taught, limits)
