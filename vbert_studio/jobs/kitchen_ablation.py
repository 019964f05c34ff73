"""How much a model gains from more films: the same lessons, out of few films and of many."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from vbert_studio.evaluation.films import KitchenFilm, training_film
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.jobs.build_kitchen import load_kitchen
from vbert_studio.jobs.demo import CODEBOOK, EXTRACTOR
from vbert_studio.kitchen.splits import Split
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.progress import Monitor
from vbert_studio.training.examples import ExampleSettings
from vbert_studio.training.pretraining import Recipe, teach
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import start_model
from vbert_studio.visual.codebook import Codebook

SIZES = (8, 34, 102, 272)
STEPS = 2400
_SAVES = 10  # in a run


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
    """Teach one model per size; the films of a size are among the next's.

    Each takes as many steps and is kept as it is at their end. Choosing by the loss on held-out
    films would end few films early: their visual words are soon known by heart, long before the
    names of verbs are learned. Only films that were really rendered are taught, none that is put
    together anew.

    Args:
        work: the folder of `build_kitchen`, with films and features; gets ``ablation/NUMBER``.
        models: with the codebook.
        sizes: numbers of films.
        steps: of each model at most.
        threads: of the processor; None takes all.
        numbers: is called with the step and its figures.
        monitor: hears how far it is.

    Returns:
        The checkpoint of each size; those that are there are not made again.
    """
    films = _films(work, "train", monitor)
    held_out = _films(work, "validation", monitor)
    book = Codebook.load(models / CODEBOOK)
    recipe = _recipe(steps, threads)
    made = {}
    for size in sizes:
        made[size] = work / "ablation" / str(size)
        if made[size].exists():
            continue
        start = start_model(book, preset="small")
        words = start.model.vocabulary
        taught = [training_film(film, book, words) for film in films[:size]]
        judged = [training_film(film, book, words) for film in held_out]
        state = work / "ablation" / f".{size}"
        trained = teach(start, taught, judged, recipe, state, tell=numbers, monitor=monitor)
        trained.folder.rename(made[size])
        shutil.rmtree(state)
    return made


def _recipe(steps: int, threads: int | None) -> Recipe:
    saved = max(1, steps // _SAVES)
    training = TrainingSettings(
        steps=steps, learning_rate=4e-4, evaluate_every=steps, save_every=saved
    )
    examples = ExampleSettings(text=0.05, video=0.25, misaligned=0.3, slowest=2)
    return Recipe(training=training, examples=examples, batch=64, threads=threads)


def _films(work: Path, split: Split, monitor: Monitor | None) -> list[KitchenFilm]:
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
            splits=(split,),
            monitor=monitor,
        )
    ]
