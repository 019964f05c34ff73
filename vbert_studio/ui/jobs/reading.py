"""The one gesture: what has to be done so that videos have tokens and words, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.settings import known
from vbert_studio.ui.jobs.job import Job, Order
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.settings import settings
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.weights.registry import ModelEntry

SIGHT, HEARING = "sight", "hearing"
NAMING = tr("Naming")


@dataclass(frozen=True, slots=True)
class Missing:
    """A model that has to be fetched first. `size` is in bytes, None where it is not known."""

    name: str
    title: str
    licence: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is decided before the first job starts."""

    folder: Path
    extractor: str
    recogniser: str
    has_codebook: bool
    has_speech: bool
    missing: tuple[Missing, ...]

    @property
    def missing_names(self) -> frozenset[str]:
        """The names of the models to fetch."""
        return frozenset(model.name for model in self.missing)


def prepare(project: Project) -> Reading:
    """Look at the project and at the models that are here."""
    from vbert_studio.jobs.choosing import choose_extractor, choose_recogniser, missing_models

    chosen = settings().value(known.RECOGNISER)
    recogniser = choose_recogniser() if chosen == "auto" else chosen
    extractor = choose_extractor(project)
    codebook = project.codebooks.current()
    has_speech = any(video.has_sound for video in project.videos.all())
    missing = missing_models(project, extractor, recogniser)
    return Reading(
        folder=project.folder,
        extractor=extractor,
        recogniser=recogniser,
        has_codebook=codebook is not None and codebook.extractor == extractor,
        has_speech=has_speech,
        missing=tuple(map(_missing, missing)),
    )


def prepare_fetching(_project: Project) -> tuple[Missing, ...]:
    """What the model needs for its answers and is not on this machine."""
    from vbert_studio.jobs.choosing import missing_for_questions

    return tuple(map(_missing, missing_for_questions()))


def fetch(models: tuple[Missing, ...], queue: JobQueue) -> list[Job]:
    """Hand over the orders to fetch models; whoever waits for them asks again behind each."""
    return [queue.add(_fetching(model.name, SIGHT)) for model in models]


def _missing(entry: ModelEntry) -> Missing:
    return Missing(entry.name, entry.title, entry.licence, entry.size)


@dataclass(frozen=True, slots=True)
class Outgrown:
    """A codebook that knows little of what the project has become, in clips."""

    learnt_from: int
    now: int


def outgrown(project: Project) -> Outgrown | None:
    """Whether the project has twice the clips that its visual words were learnt from."""
    codebook = project.codebooks.current()
    if codebook is None:
        return None
    now = sum(project.features.counts(codebook.extractor).values())
    return Outgrown(codebook.fitted_on, now) if now >= 2 * codebook.fitted_on else None


def learn_again(folder: Path, queue: JobQueue) -> list[Job]:
    """Hand over the orders for a new codebook, and for tokens of it."""
    return _chain(_words(str(folder)), queue)


def _words(folder: str) -> list[Order | None]:
    return [
        Order(tr("Learn the visual words"), ("codebook", "train", folder), SIGHT, tr("Learning")),
        Order(tr("Name each clip"), ("tokenize", folder), SIGHT, NAMING),
    ]


def start(reading: Reading, queue: JobQueue) -> list[Job]:
    """Hand the orders to the queue: seeing in one lane, hearing beside it."""
    folder = str(reading.folder)
    sight = [
        _fetch(reading, reading.extractor, SIGHT),
        Order(
            tr("Look at the frames"),
            ("extract", folder, "--extractor", reading.extractor, *_device()),
            SIGHT,
            tr("Looking"),
        ),
        *_words(folder)[1 if reading.has_codebook else 0 :],
    ]
    hearing = [
        _fetch(reading, reading.recogniser, HEARING),
        Order(
            tr("Write down the speech"),
            ("transcribe", folder, "--model", reading.recogniser),
            HEARING,
            tr("Listening"),
        ),
    ]
    chains = [sight, hearing] if reading.has_speech else [sight]
    return [job for chain in chains for job in _chain(chain, queue)]


def _device() -> tuple[str, ...]:
    """Only what a person chose stands on the line that can be copied."""
    device = settings().value(known.DEVICE)
    return () if device == known.DEVICE.default else ("--device", device)


def _fetch(reading: Reading, name: str, lane: str) -> Order | None:
    if name not in reading.missing_names:
        return None
    return _fetching(name, lane)


def _fetching(name: str, lane: str) -> Order:
    return Order(tr("Fetch {name}", name=name), ("models", "get", name), lane)


def _chain(orders: list[Order | None], queue: JobQueue) -> list[Job]:
    jobs: list[Job] = []
    for order in orders:
        if order is not None:
            jobs.append(queue.add(order, jobs[-1:]))
    return jobs
