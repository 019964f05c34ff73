"""Films of the kitchen with their features, which are computed once and kept beside them.

The features of a film are one `.npz` file, so work that was stopped goes on with the next film.
Several processes may work on one folder: each takes the films in an order of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.arrays import load_arrays, save_arrays
from vbert_studio.errors import CancelledError
from vbert_studio.evaluation.films import Features, KitchenFilm, film_from_truth, truths_in
from vbert_studio.kitchen.splits import SPLITS, Split
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import Event, LogEvent, Monitor
from vbert_studio.visual.extraction import extract
from vbert_studio.visual.extractor import Extractor
from vbert_studio.weights import checksum, store
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def features_folder(folder: Path, extractor: str) -> Path:
    """Where the features of films in `folder` are kept: other weights, another place.

    Raises:
        WeightsError: the extractor is unknown, or its weights are not here.
    """
    entry = Registry.load().entry(extractor, "extractor")
    digest = checksum.sha256_of(store.find(entry) / entry.files[0].name, Monitor())
    return folder / "features" / f"{extractor}-{digest[:12]}"


def read_films(
    folder: Path,
    extractor: Callable[[], Extractor],
    tokenizer: Tokenizer,
    *,
    kept: Path,
    splits: Sequence[Split] = SPLITS,
    most: int | None = None,
    monitor: Monitor | None = None,
) -> list[KitchenFilm]:
    """Every complete film of a folder that `kitchen make` filled.

    Args:
        folder: with ``train/``, ``validation/``, ``test/``.
        extractor: loads the extractor; called only if features are missing.
        tokenizer: makes WordPieces of the sentences.
        kept: where features are kept; see `features_folder`. Made if it is not there.
        splits: which films.
        most: only the first so many of them.
        monitor: is told one unit per film.

    Raises:
        EvaluationError: kinds ``no_films``, ``bad_truth``, ``truth_differs``.
        MediaError: a film cannot be read.
        CancelledError: finished films stay.
    """
    monitor = monitor or Monitor()
    truths = truths_in(folder, splits)[:most]
    places = {truth: kept / truth.parent.name / f"{truth.stem}.npz" for truth in truths}
    found = {truth: _load(truth, place) for truth, place in places.items()}
    missing = [truth for truth in truths if found[truth] is None]
    if missing:
        found |= _extract_all(missing, places, extractor(), monitor)
    return [film_from_truth(truth, _there(found[truth]), tokenizer) for truth in truths]


def _there(features: Features | None) -> Features:
    assert features is not None
    return features


def _extract_all(
    truths: list[Path], places: dict[Path, Path], extractor: Extractor, monitor: Monitor
) -> dict[Path, Features]:
    found: dict[Path, Features] = {}
    # Processes that walk in the same order would all do the same films.
    order = np.random.default_rng(os.getpid()).permutation(len(truths))
    with monitor.stage("features", len(places), "films", done=len(places) - len(truths)) as stage:
        for at in order:
            truth, place = truths[at], places[truths[at]]
            known = _load(truth, place)
            found[truth] = _extract(truth, place, extractor, monitor) if known is None else known
            stage.advance()
    return found


def _extract(truth: Path, place: Path, extractor: Extractor, monitor: Monitor) -> Features:
    film = truth.with_suffix(".mp4")
    chunks = extract(film, read_frame_times(film), extractor, monitor=_without_progress(monitor))
    features: Features = np.concatenate([chunk.features for chunk in chunks])  # (N, D)
    save_arrays(place, features=features, film=fingerprint(film))
    return features


def _without_progress(monitor: Monitor) -> Monitor:
    """Films are counted, their clips are not; what is logged and the wish to stop go through."""

    def sink(event: Event) -> None:
        if isinstance(event, LogEvent):
            monitor.log(event.message, event.level)

    def cancelled() -> bool:
        try:
            monitor.check()
        except CancelledError:
            return True
        return False

    return Monitor(sink, cancelled)


def _load(truth: Path, place: Path) -> Features | None:
    """Kept features, if they are there, whole, and of this very film."""
    found = load_arrays(place)
    if found is None or str(found["film"]) != fingerprint(truth.with_suffix(".mp4")):
        return None
    return found["features"]
