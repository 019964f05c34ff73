"""The demo: a small project on the videos that are shipped, read with the models that are shipped.

What their clips look like to S3D is shipped besides, so that words stand in place at once; where
the weights or a film are not the ones that it was computed with, it is computed anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio import places
from vbert_studio.errors import ProjectError, StudioError
from vbert_studio.jobs.extract import extract
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.progress import Monitor
from vbert_studio.project import Project, is_project
from vbert_studio.weights import checksum, store
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

EXTRACTOR, CODEBOOK, WORDPIECE = "s3d-kitchen", "codebook-kitchen", "wordpiece-uncased"
WORDS_FILM = "visual-words.mp4"
"""Beside the codebook: a film that shows the best clip of every visual word, one after another."""

WORD_NAMES = "names.json"
"""Beside the codebook: for each visual word the step that most of its clips show."""

_SHIPPED_ENGINE = "shipped"


@dataclass(frozen=True, slots=True, eq=False)
class _Shipped:
    """Features of a whole film."""

    features: npt.NDArray[np.float16]  # (N, D)
    first: int = 0


def demo_folder() -> Path:
    """Where the demo project is made when nobody says where."""
    return places.projects_dir() / "Demo"


def demo_videos() -> list[Path]:
    """The films that are shipped, and the one that shows the visual words.

    Raises:
        StudioError: kind ``no_demo`` when they are not there.
    """
    folder = places.resources_dir() / "demo"
    found = sorted(folder.glob("*.mp4"))
    if not found:
        raise StudioError(
            "no_demo",
            f"The demo videos are not in {folder}.",
            path=folder,
            remedy="Install the program again, or open videos of your own.",
        )
    words = places.models_dir() / CODEBOOK / WORDS_FILM
    return [*found, words] if words.exists() else found


def make_demo(folder: Path, *, monitor: Monitor | None = None) -> None:
    """Make the demo project, with tokens and what is said in place, unless it is there.

    Raises:
        StudioError: a shipped file is missing, the project cannot be written, or, of kind
            ``not_the_demo``, it is one that a person made.
        CancelledError: a person stopped it; the same call goes on from there.
    """
    monitor = monitor or Monitor()
    if not is_project(folder):
        Project.create(folder).close()
    with Project.open(folder, "work") as project:
        _check_is_demo(project)
        report = import_videos(project, demo_videos(), monitor=monitor)
        films = (*report.added, *report.known, *report.found_again)
        use_shipped_codebook(project)
        for video_id, shipped in _shipped_features(project, monitor):
            project.features.append(video_id, EXTRACTOR, shipped, engine=_SHIPPED_ENGINE)
        extract(project, extractor=EXTRACTOR, videos=films, monitor=monitor)
        if _lacks_words(project, films):
            tokenize(project, videos=films, monitor=monitor)
    _fetch_wordpiece(monitor)


def _check_is_demo(project: Project) -> None:
    """Whoever has a project of their own there would lose their codebook."""
    videos = project.videos
    if videos.all() and not any(videos.by_fingerprint(fingerprint(film)) for film in demo_videos()):
        raise ProjectError(
            "not_the_demo",
            f"{project.folder} is a project of its own.",
            path=project.folder,
            remedy="Name another folder for the demo.",
        )


def use_shipped_codebook(project: Project) -> None:
    """Give the project the visual words of the kitchen, unless it has them.

    Raises:
        WeightsError: they did not come with the program.
    """
    from vbert_studio.visual.codebook import Codebook

    if any(row.name == CODEBOOK for row in project.codebooks.all()):
        return
    shipped = store.find(Registry.load().entry(CODEBOOK))
    book = Codebook.load(shipped)
    names = json.loads((shipped / WORD_NAMES).read_text(encoding="utf-8"))
    folder = project.checkpoints_folder / CODEBOOK
    book.save(folder)
    project.codebooks.add(
        CODEBOOK,
        extractor=EXTRACTOR,
        folder=folder,
        levels=book.levels,
        branching=book.branching,
        seed=book.origin.seed,
        fitted_on=book.origin.fitted,
        leaves={int(leaf): book.path_of(int(leaf)) for leaf in book.leaves},
        names={int(leaf): name for leaf, name in names.items()},
    )


def _lacks_words(project: Project, films: Sequence[int]) -> bool:
    """Whether a film has clips without a token, or words have no exemplar: it was stopped then.

    Whoever has learned other words in the demo is left in peace.
    """
    codebook = project.codebooks.get(CODEBOOK)
    if not codebook.is_current:
        return False
    for film in films:
        if len(project.tokens.load(film)) < project.features.count(film, EXTRACTOR):
            return True
    words = project.codebooks.usage(codebook.id)
    return not any(project.codebooks.exemplars(codebook.id, leaf) for leaf in words)


def _shipped_features(project: Project, monitor: Monitor) -> Iterator[tuple[int, _Shipped]]:
    """For each video that has none yet the features that were computed with these very weights."""
    from vbert_studio.arrays import load_arrays

    entry = Registry.load().entry(EXTRACTOR)
    digest = checksum.sha256_of(store.find(entry) / entry.files[0].name, monitor)
    for video in project.videos.all():
        found = load_arrays(places.resources_dir() / "demo" / f"{video.path.stem}.npz")
        if found is None or project.features.count(video.id, EXTRACTOR):
            continue
        if str(found["film"]) == video.fingerprint and str(found["weights"]) == digest:
            yield video.id, _Shipped(found["features"])


def _fetch_wordpiece(monitor: Monitor) -> None:
    """What texts are cut by; without a network everything but questions to the model works."""
    entry = Registry.load().entry(WORDPIECE)
    if store.status(entry).state == "present":
        return
    try:
        store.get(entry, monitor=monitor)
    except StudioError as error:
        monitor.log(f"The model cannot read text yet: {error}", "warning")
