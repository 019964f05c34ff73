"""The shipped models, made anew out of nothing: films, S3D, codebook, VideoBERT."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.arrays import save_arrays
from vbert_studio.evaluation.films import KitchenFilm, training_film
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.jobs.demo import CODEBOOK, EXTRACTOR, WORD_NAMES, WORDS_FILM, demo_videos
from vbert_studio.jobs.words_film import write_words_film
from vbert_studio.kitchen.evidence import appearance
from vbert_studio.kitchen.make import make
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.times import read_frame_times
from vbert_studio.model.checkpoint import save_checkpoint
from vbert_studio.progress import Monitor
from vbert_studio.training.examples import ExampleSettings
from vbert_studio.training.masking import MaskSettings
from vbert_studio.training.pretraining import Recipe, teach
from vbert_studio.training.recombined import RecombinedFilms, SeenClips, SeenFilm
from vbert_studio.training.s3d.run import WEIGHTS, train_s3d
from vbert_studio.training.s3d.stages import S3DSettings
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import start_from, start_model
from vbert_studio.visual.codebook import Codebook, fit_codebook
from vbert_studio.visual.devices import choose_device
from vbert_studio.visual.extraction import extract
from vbert_studio.visual.extractor import Extractor, load_extractor
from vbert_studio.weights import checksum, store
from vbert_studio.weights.pinning import pin
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from tokenizers import Tokenizer

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
    branching: int = 16
    min_points: int = 40
    recombined: int = 20_000
    steps: int = 7000
    batch: int = 64
    rate: float = 4e-4
    threads: int | None = None

    @property
    def recipe(self) -> Recipe:
        """How VideoBERT is taught.

        Much video and much of it ahead, for a forecast is what is hardest; few pairs that do not
        belong together, for of those nothing is asked but just that; mostly at the pace of films.
        """
        training = TrainingSettings(
            steps=self.steps,
            learning_rate=self.rate,
            evaluate_every=max(1, self.steps // 10),
            save_every=max(1, self.steps // 40),
        )
        return Recipe(
            training=training,
            batch=self.batch,
            # Films without end need no dropout, which would cost time and capacity.
            dropout=0.0,
            threads=self.threads,
            examples=ExampleSettings(text=0.05, video=0.5, misaligned=0.3, subsampled=0.3),
            masking=MaskSettings(ahead=0.4),
            seed=1,
        )


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
    resources: Path,
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
        resources: has the films of the demo; gets their features.
        plan: what they are made of.
        device: where S3D learns.
        numbers: is called with the step and the figures of both trainings.
        monitor: hears how far it is.

    Raises:
        StudioError: something is missing: flite is not needed, WordPieces and MiniLM are; or there
            is no such device.
        CancelledError: a person stopped it.
    """
    choose_device(device)  # before hours of rendering
    plan, monitor = plan or KitchenPlan(), monitor or Monitor()
    folders = [work / f"seed{seed}" for seed in plan.seeds]
    for folder, seed in zip(folders, plan.seeds, strict=True):
        make(folder, plan.videos, seed, speech=False, monitor=monitor)
    s3d = _extractor(folders, work, models, plan, device, numbers, monitor)
    tokenizer = load_wordpiece()
    films, places = _read(folders, tokenizer, monitor)
    book = _codebook(films, models / CODEBOOK, plan, monitor)
    _words_film(films, places, book, models / CODEBOOK / WORDS_FILM, monitor)
    _name_words(films, book, models / CODEBOOK / WORD_NAMES)
    _look_at_demo(resources, monitor)
    checkpoint = models / VIDEOBERT
    held_out = _videobert(films, book, tokenizer, work, checkpoint, plan, numbers, monitor)
    for name in (EXTRACTOR, CODEBOOK, VIDEOBERT):
        pin(models / "registry.toml", name, models / name)
    clips = sum(len(film.features) for film in films)
    return KitchenBuilt(
        s3d, models / CODEBOOK, checkpoint, len(films), clips, len(book.leaves), held_out
    )


def _read(
    folders: Sequence[Path], tokenizer: Tokenizer, monitor: Monitor
) -> tuple[list[KitchenFilm], list[Path]]:
    """All films with their features, and where each lies."""
    films: list[KitchenFilm] = []
    places: list[Path] = []
    for folder in folders:
        kept = features_folder(folder, EXTRACTOR)
        found = read_films(folder, load_kitchen, tokenizer, kept=kept, monitor=monitor)
        films += found
        places += [folder / f"{film.name}.mp4" for film in found]
    return films, places


def _words_film(
    films: Sequence[KitchenFilm],
    places: Sequence[Path],
    book: Codebook,
    to: Path,
    monitor: Monitor,
) -> None:
    if not to.exists():
        taught = [n for n, film in enumerate(films) if film.split == "train"]
        features = [films[n].features for n in taught]
        write_words_film([places[n] for n in taught], features, book, to, monitor=monitor)


def _name_words(films: Sequence[KitchenFilm], book: Codebook, to: Path) -> None:
    """Call each word by the step that most of its clips in the films for training show."""
    shown: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for film in films:
        if film.split == "train":
            for leaf, number in zip(book.encode(film.features), film.clips, strict=True):
                step = appearance(film.steps[number])
                shown[int(leaf)][f"{step.verb} {step.object}"] += 1
    names = {leaf: counts.most_common(1)[0][0] for leaf, counts in sorted(shown.items())}
    to.write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")


def _look_at_demo(resources: Path, monitor: Monitor) -> None:
    """Keep what S3D sees in the films of the demo beside them, with the sum of its weights."""
    entry = Registry.load().entry(EXTRACTOR)
    weights = checksum.sha256_of(store.find(entry) / entry.files[0].name, monitor)
    extractor = load_kitchen()
    for film in demo_videos():
        chunks = extract(film, read_frame_times(film), extractor, monitor=monitor)
        features = np.concatenate([chunk.features for chunk in chunks])  # (N, D)
        place = resources / "demo" / f"{film.stem}.npz"
        save_arrays(place, features=features, film=fingerprint(film), weights=weights)


def load_kitchen() -> Extractor:
    """S3D of the kitchen, at the precision that gives the same features on every machine."""
    return load_extractor(EXTRACTOR, precision="float32")


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
    start = start_model(book, preset="small", dropout=plan.recipe.dropout)
    vocabulary = start.model.vocabulary
    taught = [film for film in films if film.split == "train"]
    seen = [seen_film(film, vocabulary.visual_ids(book.encode(film.features))) for film in taught]
    recombined = RecombinedFilms(SeenClips(seen), tokenizer, plan.recombined, seed=plan.recipe.seed)
    held_out = [training_film(f, book, vocabulary) for f in films if f.split == "validation"]
    trained = teach(
        start, recombined, held_out, plan.recipe, work / VIDEOBERT, tell=numbers, monitor=monitor
    )
    best = start_from(trained.folder, book, dropout=plan.recipe.dropout)
    at_last = trained.provenance.taught
    assert at_last is not None
    really = replace(at_last, out_of=sum(len(film.tokens) for film in seen))
    provenance = replace(trained.provenance, taught=really)
    save_checkpoint(best.model, provenance, folder, half=True)
    return dict(really.held_out)


def seen_film(film: KitchenFilm, tokens: np.ndarray) -> SeenFilm:
    """A film that was looked at, with the visual ids (N,) of its clips."""
    return SeenFilm(film.steps, tuple(int(beats) for beats in film.beats), tokens)
