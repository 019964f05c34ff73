"""How much a model gains from more films: the same lessons, out of few films and of many."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from vbert_studio.evaluation.films import KitchenFilm, training_film
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.jobs.build_kitchen import load_kitchen
from vbert_studio.jobs.demo import CODEBOOK, EXTRACTOR
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.progress import Monitor
from vbert_studio.training.pretraining import Recipe, teach
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import start_model
from vbert_studio.visual.codebook import Codebook

SIZES = (8, 34, 102, 272)
STEPS = 450


def train_ablation(
    work: Path,
    models: Path,
    *,
    sizes: Sequence[int] = SIZES,
    steps: int = STEPS,
    threads: int | None = None,
    numbers: Callable[[int, dict[str, float]], None],
    monitor: Monitor | None = None,
) -> dict[int, Path]:
    """Teach one model per size, each for as many steps; the films of a size are among the next's.

    Only films that were really rendered are taught, none that is put together anew.

    Args:
        work: the folder of `build_kitchen`, with films and features; gets ``ablation/NUMBER``.
        models: with the codebook.
        sizes: numbers of films.
        steps: of each model.
        threads: of the processor; None takes all.
        numbers: is called with the step and its figures.
        monitor: hears how far it is.

    Returns:
        The checkpoint of each size; those that are there are not made again.
    """
    films = _taught_films(work, monitor)
    book = Codebook.load(models / CODEBOOK)
    training = TrainingSettings(
        steps=steps, learning_rate=3e-4, evaluate_every=steps, save_every=max(1, steps // 4)
    )
    recipe = replace(Recipe(training=training), threads=threads)
    made = {}
    for size in sizes:
        made[size] = work / "ablation" / str(size)
        if made[size].exists():
            continue
        start = start_model(book, preset="small")
        taught = [training_film(film, book, start.model.vocabulary) for film in films[:size]]
        state = work / "ablation" / f".{size}"
        trained = teach(start, taught, [], recipe, state, tell=numbers, monitor=monitor)
        trained.folder.rename(made[size])
        shutil.rmtree(state)
    return made


def _taught_films(work: Path, monitor: Monitor | None) -> list[KitchenFilm]:
    tokenizer = load_wordpiece()
    return [
        film
        for folder in sorted(work.glob("seed*"))
        if folder.is_dir()
        for film in read_films(
            folder,
            load_kitchen,
            tokenizer,
            kept=features_folder(folder, EXTRACTOR),
            splits=("train",),
            monitor=monitor,
        )
    ]
