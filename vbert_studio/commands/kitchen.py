"""``kitchen make``, ``build`` and ``ablation``: a world whose truth is known, and its models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from vbert_studio.commands.devices import Device
from vbert_studio.commands.ranges import AboveZero, Count, Films, Range, Seed, ThreadsOrAll
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import KITCHEN
from vbert_studio.progress import Monitor

Pixels = Annotated[int, Range(2, 4096)]


@dataclass(frozen=True, slots=True)
class FilmsMade(Result):
    """Films, each with its subtitles and its truth beside it."""

    folder: str
    videos: list[str]
    seed: int
    speech: bool


@command("kitchen make", title="Make cooking films", group=KITCHEN)
def make_films(
    folder: Path,
    *,
    videos: Films = 10,
    seed: Seed = 0,
    width: Pixels = 320,
    height: Pixels = 240,
    silent: bool = False,
    split: Literal["train", "validation", "test"] | None = None,
    monitor: Monitor,
) -> FilmsMade:
    """Write cooking films whose truth is known, for training, tests and limits.

    They go to train, validation and test below the folder, split by recipe; beside each film lie
    its subtitles (.vtt) and what really happens in it (.json). The same seed makes the same films,
    and a stopped run goes on where it was.

    Args:
        folder: where the films go; made if it is not there.
        videos: how many films.
        seed: of everything that is drawn at random.
        width: of the picture in pixels, an even number.
        height: of the picture in pixels, an even number.
        silent: without speech, as when flite is not installed.
        split: only films for this; else of ten films eight are for training, one is for the test.
        monitor: hears how far it is.
    """
    from vbert_studio.kitchen.make import make
    from vbert_studio.kitchen.voice import has_speech

    size = (height, width)
    paths = make(folder, videos, seed, size=size, speech=not silent, split=split, monitor=monitor)
    return FilmsMade(str(folder), [str(path) for path in paths], seed, has_speech() and not silent)


@dataclass(frozen=True, slots=True)
class ModelsBuilt(Result):
    """The models that are shipped, made anew."""

    s3d: str
    codebook: str
    videobert: str
    films: int
    clips: int
    words: int
    held_out: dict[str, float]


@command("kitchen build", title="Build the shipped models", group=KITCHEN)
def build_models(
    work: Path,
    *,
    videos: Films = 170,
    steps: Count = 7000,
    effort: AboveZero = 1.0,
    threads: ThreadsOrAll = 0,
    device: Device = "auto",
    monitor: Monitor,
) -> ModelsBuilt:
    """Make the models that come with the program anew, out of nothing.

    Renders films, teaches S3D to tell their steps apart, fits the codebook on what it sees, and
    teaches VideoBERT on films put together anew from clips that were seen. What is there in WORK is
    not made again, so that a stopped run goes on. It takes some four hours of two cores.

    Args:
        work: gets films, features and states; some gigabytes.
        videos: films for each of two seeds.
        steps: of VideoBERT.
        effort: of S3D; 0.1 takes a tenth of the steps.
        threads: of the processor; 0 takes all.
        device: where S3D learns.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.build_kitchen import KitchenPlan, build_kitchen
    from vbert_studio.places import models_dir, resources_dir

    plan = KitchenPlan(
        videos=videos,
        steps=steps,
        effort=effort,
        threads=threads or None,
    )
    built = build_kitchen(
        work,
        models_dir(),
        resources_dir(),
        plan=plan,
        device=device,
        numbers=_telling(monitor),
        monitor=monitor,
    )
    return ModelsBuilt(
        str(built.s3d),
        str(built.codebook),
        str(built.videobert),
        built.films,
        built.clips,
        built.words,
        built.held_out,
    )


@dataclass(frozen=True, slots=True)
class AblationTrained(Result):
    """Models taught few films and many: the folder of each, by the number of its films."""

    folder: str
    checkpoints: dict[int, str]


@command("kitchen ablation", title="Train on few films and on many", group=KITCHEN)
def train_on_few_and_many(
    work: Path, *, steps: Count = 2400, threads: ThreadsOrAll = 0, monitor: Monitor
) -> AblationTrained:
    """Teach the same model 8, 34, 102 and 272 films, to see what more films are worth.

    ``evaluate --ablation`` then puts the same questions to all of them. Models that are there are
    not made again.

    Args:
        work: the folder of ``kitchen build``, with its films; gets a folder ``ablation``.
        steps: of each model.
        threads: of the processor; 0 takes all.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.kitchen_ablation import train_ablation
    from vbert_studio.places import models_dir

    made = train_ablation(
        work,
        models_dir(),
        steps=steps,
        threads=threads or None,
        numbers=_telling(monitor),
        monitor=monitor,
    )
    paths = {size: str(folder) for size, folder in made.items()}
    return AblationTrained(str(work / "ablation"), paths)


def _telling(monitor: Monitor) -> Callable[[int, dict[str, float]], None]:
    def told(step: int, numbers: dict[str, float]) -> None:
        if step % 20 == 0 or any(name.startswith("held_out") for name in numbers):
            values = ", ".join(f"{name} {value:.3g}" for name, value in numbers.items())
            monitor.log(f"step {step}: {values}")

    return told
