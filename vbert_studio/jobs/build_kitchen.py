"""The shipped models, made anew out of nothing: films, S3D, codebook, VideoBERT."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.evaluation.films import KitchenFilm, training_film
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.kitchen.make import make
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import load_checkpoint, save_checkpoint
from vbert_studio.progress import Monitor
from vbert_studio.training.pretraining import Recipe, teach
from vbert_studio.training.recombined import RecombinedFilms, SeenClips, SeenFilm
from vbert_studio.training.s3d.loop import EXTRACTOR
from vbert_studio.training.s3d.run import WEIGHTS, train_s3d
from vbert_studio.training.s3d.stages import S3DSettings
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import start_model
from vbert_studio.visual.codebook import Codebook, fit_codebook
from vbert_studio.visual.extractor import Extractor, load_extractor
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CODEBOOK = "codebook-kitchen"
VIDEOBERT = "videobert-kitchen-small"

Numbers = Callable[[int, dict[str, float]], None]


@dataclass(frozen=True, slots=True)
class KitchenPlan:
    """What the shipped models are made of.

    Attributes:
        seeds: of the films; each has a folder, so that several can be rendered at once.
        videos: films per seed.
        effort: of S3D; 1 is about an hour of two cores.
        levels, branching, min_points: of the codebook; see `fit_codebook`.
        recombined: films that are written out of seen clips.
        steps: of VideoBERT.
        batch: sequences per step.
        rate: the highest learning rate of VideoBERT.
        threads: of the processor; None takes all.
    """

    seeds: tuple[int, ...] = (1, 2)
    videos: int = 170
    effort: float = 1.0
    levels: int = 3
    branching: int = 12
    min_points: int = 40
    recombined: int = 20_000
    steps: int = 6000
    batch: int = 32
    rate: float = 3e-4
    threads: int | None = None

    @property
    def recipe(self) -> Recipe:
        """How VideoBERT is taught."""
        every = max(1, self.steps // 12)
        training = TrainingSettings(
            steps=self.steps,
            learning_rate=self.rate,
            evaluate_every=every,
            save_every=max(1, every // 4),
        )
        return Recipe(training=training, batch=self.batch, threads=self.threads)


@dataclass(frozen=True, slots=True)
class KitchenBuilt:
    """Where the models are, and what is known of them from making them."""

    s3d: Path
    codebook: Path
    videobert: Path
    films: int
    clips: int
    words: int
    held_out: dict[str, float]


def build_kitchen(
    work: Path,
    models: Path,
    *,
    plan: KitchenPlan | None = None,
    device: str = "auto",
    numbers: Numbers,
    monitor: Monitor | None = None,
) -> KitchenBuilt:
    """Make the models that are shipped. A stopped run goes on where it was.

    Args:
        work: gets the films, their features and everything that a stopped run needs.
        models: gets the three models, each in a folder of its own.
        plan: what they are made of.
        device: where S3D learns.
        numbers: is called with the step and the figures of both trainings.
        monitor: hears how far it is.

    Raises:
        StudioError: something is missing: flite is not needed, WordPieces and MiniLM are.
        CancelledError: a person stopped it.
    """
    plan, monitor = plan or KitchenPlan(), monitor or Monitor()
    folders = [work / f"seed{seed}" for seed in plan.seeds]
    for folder, seed in zip(folders, plan.seeds, strict=True):
        make(folder, plan.videos, seed, speech=False, monitor=monitor)
    s3d = _extractor(folders, work, models, plan, device, numbers, monitor)
    tokenizer = load_wordpiece()
    films = [
        film
        for folder in folders
        for film in read_films(
            folder,
            _load_kitchen,
            tokenizer,
            kept=features_folder(folder, EXTRACTOR),
            monitor=monitor,
        )
    ]
    book = _codebook(films, models / CODEBOOK, plan, monitor)
    checkpoint = models / VIDEOBERT
    held_out = _videobert(films, book, tokenizer, work, checkpoint, plan, numbers, monitor)
    clips = sum(len(film.features) for film in films)
    return KitchenBuilt(
        s3d, models / CODEBOOK, checkpoint, len(films), clips, len(book.leaves), held_out
    )


def _load_kitchen() -> Extractor:
    return load_extractor(EXTRACTOR)


def _extractor(
    folders: Sequence[Path],
    work: Path,
    models: Path,
    plan: KitchenPlan,
    device: str,
    numbers: Numbers,
    monitor: Monitor,
) -> Path:
    shipped = models / EXTRACTOR / WEIGHTS
    made = work / EXTRACTOR / WEIGHTS
    if not made.exists():
        settings = S3DSettings().scaled(plan.effort)
        train_s3d(
            folders, made.parent, settings=settings, device=device, metrics=numbers, monitor=monitor
        )
    shipped.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, shipped)
    Registry.load().entry(EXTRACTOR)
    return shipped


def _codebook(
    films: Sequence[KitchenFilm], folder: Path, plan: KitchenPlan, monitor: Monitor
) -> Codebook:
    """Fitted on the films for training, once."""
    if not folder.exists():
        taught = [film for film in films if film.split == "train"]
        book = fit_codebook(
            np.concatenate([film.features for film in taught]),
            levels=plan.levels,
            branching=plan.branching,
            min_points=plan.min_points,
            videos=np.repeat(np.arange(len(taught)), [len(film.features) for film in taught]),
            extractor=EXTRACTOR,
            monitor=monitor,
        )
        book.save(folder)
    return Codebook.load(folder)


def _videobert(
    films: Sequence[KitchenFilm],
    book: Codebook,
    tokenizer: Tokenizer,
    work: Path,
    folder: Path,
    plan: KitchenPlan,
    numbers: Numbers,
    monitor: Monitor,
) -> dict[str, float]:
    """Taught films recombined from those for training, judged by those for validation."""
    start = start_model(book, preset="small")
    vocabulary = start.model.vocabulary
    taught = [film for film in films if film.split == "train"]
    seen = [seen_film(film, vocabulary.visual_ids(book.encode(film.features))) for film in taught]
    recombined = RecombinedFilms(SeenClips(seen), tokenizer, plan.recombined, seed=plan.recipe.seed)
    held_out = [training_film(f, book, vocabulary) for f in films if f.split == "validation"]
    trained = teach(
        start, recombined, held_out, plan.recipe, work / VIDEOBERT, tell=numbers, monitor=monitor
    )
    best, _ = load_checkpoint(trained.folder, codebook=book.digest)
    save_checkpoint(best, replace(trained.provenance, base="minilm-l6"), folder, half=True)
    assert trained.provenance.taught is not None
    return dict(trained.provenance.taught.held_out)


def seen_film(film: KitchenFilm, tokens: np.ndarray) -> SeenFilm:
    """A film that was looked at, with the visual ids (N,) of its clips."""
    return SeenFilm(film.steps, tuple(int(beats) for beats in film.beats), tokens)
