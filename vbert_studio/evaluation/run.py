"""``evaluate --suite kitchen``: films are made where they are missing, seen, and asked about."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import vbert_studio
from vbert_studio import places
from vbert_studio.evaluation.films import EvaluationError, KitchenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.evaluation.reference import Reference
from vbert_studio.evaluation.suite import Examined, ablation, ask_everything, checkpoints_in
from vbert_studio.kitchen.make import make
from vbert_studio.kitchen.splits import Split
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.extractor import load_extractor

_FEWEST = 2


def results_file() -> Path:
    """The committed results of the shipped model."""
    return places.models_dir() / "kitchen-evaluation" / "results.json"


def _checkpoint() -> Path:
    return places.models_dir() / "videobert-kitchen-small"


def _codebook() -> Path:
    return places.models_dir() / "codebook-kitchen"


def _reference() -> Path:
    return places.models_dir() / "kitchen-evaluation" / "reference.npz"


@dataclass(frozen=True, slots=True)
class KitchenWishes:
    """What is to be evaluated, and on what; the shipped model on fresh films when nothing is said.

    Attributes:
        films: how many films are asked about.
        seed: of the films that are made for it.
        folder: films that are there already; those of their test split are taken.
        checkpoint: the folder of the model.
        codebook: the folder of the codebook that it was trained with.
        extractor: whose features the codebook divides.
        training: a folder of films, or of several such folders, whose training split says anew
            what visual words stand for.
        reference: the file that says so; written if `training` is given.
        ablation: a folder of checkpoints that are named by the number of their videos.
    """

    films: int = 20
    seed: int = 2026
    folder: Path | None = None
    checkpoint: Path = dataclasses.field(default_factory=_checkpoint)
    codebook: Path = dataclasses.field(default_factory=_codebook)
    extractor: str = "s3d-kitchen"
    training: Path | None = None
    reference: Path = dataclasses.field(default_factory=_reference)
    ablation: Path | None = None


def evaluate_kitchen(wishes: KitchenWishes, *, monitor: Monitor) -> dict[str, Any]:
    """Everything that is to be known about a model; see `suite.ask_everything` for the parts.

    Raises:
        CodebookError, CheckpointError, EvaluationError, WeightsError: something that is needed
            is not there, or does not belong together.
        KitchenError: films cannot be written.
        CancelledError: what was finished stays, and need not be done again.
    """
    # What may be missing is asked for first: films take minutes.
    codebook, grammar = Codebook.load(wishes.codebook), Grammar()
    load_checkpoint(wishes.checkpoint, codebook=codebook.digest)
    models = {} if wishes.ablation is None else checkpoints_in(wishes.ablation)
    reference = _reference_of(wishes, codebook, grammar, monitor)
    looked_at = _test_films(wishes, monitor)
    examined = Examined(wishes.checkpoint, codebook, tuple(looked_at), reference, grammar)
    exam = examined.exam()
    kept = places.cache_dir() / "kitchen" / "limits"
    parts = ask_everything(exam, reference, limits=kept, monitor=monitor)
    measured = _measured(wishes, codebook, looked_at, reference)
    rows = ablation(examined, models, monitor=monitor)
    return {"suite": "kitchen", **parts, **_with_ablation(rows, measured), "measured": measured}


def _reference_of(
    wishes: KitchenWishes, codebook: Codebook, grammar: Grammar, monitor: Monitor
) -> Reference:
    if wishes.training is None:
        return Reference.load(wishes.reference, codebook, grammar)
    films = [
        film
        for folder in _kitchens(wishes.training)
        for film in _read(folder, wishes.extractor, "train", None, monitor)
    ]
    reference = Reference.fit(films, codebook, grammar)
    reference.save(wishes.reference, codebook, grammar)
    return reference


def _kitchens(folder: Path) -> list[Path]:
    """The folder itself, or those in it that films were made into."""
    if (folder / "train").is_dir():
        return [folder]
    return sorted(path.parent for path in folder.glob("*/train")) or [folder]


def _test_films(wishes: KitchenWishes, monitor: Monitor) -> list[KitchenFilm]:
    folder = wishes.folder
    if folder is None:
        folder = places.cache_dir() / "kitchen" / f"test-{wishes.seed}"
        make(folder, wishes.films, wishes.seed, speech=False, split="test", monitor=monitor)
    films = _read(folder, wishes.extractor, "test", wishes.films, monitor)
    if len(films) < _FEWEST:
        raise EvaluationError(
            "too_few_films",
            "One film is too few: sentences are held against clips of another film too.",
            path=folder,
            remedy="Ask about at least two films.",
        )
    return films


def _read(
    folder: Path, extractor: str, split: Split, most: int | None, monitor: Monitor
) -> list[KitchenFilm]:
    return read_films(
        folder,
        # At the precision that gives the same features on every machine.
        partial(load_extractor, extractor, precision="float32", monitor=monitor),
        load_wordpiece(),
        kept=features_folder(folder, extractor),
        splits=[split],
        most=most,
        monitor=monitor,
    )


def _measured(
    wishes: KitchenWishes, codebook: Codebook, films: list[KitchenFilm], reference: Reference
) -> dict[str, Any]:
    """What the figures were measured with."""
    return {
        "films": len(films),
        "clips": sum(len(film.clips) for film in films),
        "steps": sum(len(film.steps) for film in films),
        "seed": wishes.seed if wishes.folder is None else None,
        "checkpoint": wishes.checkpoint.name,
        "codebook": codebook.digest,
        "leaves": len(codebook.leaves),
        "extractor": wishes.extractor,
        "reference_films": reference.films,
        "code_version": vbert_studio.__version__,
    }


def _with_ablation(rows: list[dict[str, float]], measured: dict[str, Any]) -> dict[str, Any]:
    """The ablation as it was just measured, or else as it was when its checkpoints were there."""
    if rows:
        return {"ablation": rows, "ablation_measured": measured}
    if not results_file().exists():
        return {"ablation": [], "ablation_measured": None}
    before = json.loads(results_file().read_text(encoding="utf-8"))
    return {name: before[name] for name in ("ablation", "ablation_measured")}
