"""Films of the kitchen as pictures in memory-mapped files, with what happens in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError
from vbert_studio.kitchen.appearances import appearances
from vbert_studio.kitchen.evidence import appearance
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.splits import Split
from vbert_studio.media.clips import CLIP_FRAMES, SAMPLE_RATE, read_clips
from vbert_studio.media.geometry import Geometry
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import Monitor


class FootageError(StudioError):
    """There are no films to learn from."""


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """A film at 20 pictures a second.

    Attributes:
        name: of the film.
        pictures: uint8 (F, S, S, 3), a memory map.
        classes: int64 (F,), the appearance that is on in each picture.
    """

    name: str
    pictures: npt.NDArray[np.uint8]
    classes: npt.NDArray[np.int64]

    @property
    def clips(self) -> int:
        """Clips of 1.5 s, the padded one included."""
        return len(self.pictures) // CLIP_FRAMES

    def class_between(self, first: int, end: int) -> int:
        """The class that most of these pictures show."""
        return int(np.bincount(self.classes[first:end]).argmax())


def read_footage(
    folder: Path, split: Split, side: int, cache: Path, *, monitor: Monitor | None = None
) -> list[Footage]:
    """The films of one split below a folder of ``kitchen make``, decoded once and kept in `cache`.

    Pictures are the middle square, `side` x `side` pixels. A film counts once its truth is written,
    which is the last thing that is written of it; so this works while films are still being made.

    Raises:
        FootageError: kind ``no_films``.
        MediaError: a film cannot be read.
        CancelledError: what was decoded so far stays in the cache.
    """
    monitor = monitor or Monitor()
    truths = sorted((folder / split).glob("*.json"))
    if not truths:
        raise FootageError(
            "no_films",
            f"There are no films of the split '{split}' in {folder}.",
            path=folder,
            remedy="Make some with `vbert-studio kitchen make`, and name the folder they are in.",
        )
    cache.mkdir(parents=True, exist_ok=True)
    with monitor.stage(f"{folder.name}/{split}", len(truths), "films") as stage:
        footage = []
        for truth in truths:
            footage.append(_read_one(truth, side, cache, monitor))
            stage.advance()
    return footage


def _read_one(truth: Path, side: int, cache: Path, monitor: Monitor) -> Footage:
    kept = cache / f"{truth.parent.parent.name}-{truth.stem}-{side}.npy"
    if not kept.exists():
        _decode(truth.with_suffix(".mp4"), side, kept, monitor)
    pictures = np.load(kept, mmap_mode="r")
    return Footage(truth.stem, pictures, _classes(truth, len(pictures)))


def _decode(path: Path, side: int, kept: Path, monitor: Monitor) -> None:
    times = read_frame_times(path, monitor=monitor)
    clips = read_clips(path, times, geometry=Geometry.short_side(side, side), monitor=monitor)
    pictures = np.concatenate([clip.frames for clip in clips])  # (F, S, S, 3)
    fresh = kept.with_suffix(".part")
    with fresh.open("wb") as file:
        np.save(file, pictures)
    fresh.replace(kept)


def _classes(truth: Path, count: int) -> npt.NDArray[np.int64]:
    """(count,) the class of every picture; the last one's goes on to the end."""
    steps = json.loads(truth.read_text(encoding="utf-8"))["steps"]
    ends = [round(step["end_s"] * SAMPLE_RATE) for step in steps]
    owner = np.searchsorted(ends, np.arange(count), side="right").clip(max=len(steps) - 1)
    numbers = {step: number for number, step in enumerate(appearances())}
    classes = [numbers[appearance(_step(step))] for step in steps]
    film: npt.NDArray[np.int64] = np.asarray(classes, np.int64)[owner]
    return film


def _step(fields: dict[str, str]) -> Step:
    return Step(fields["verb"], fields["object"], fields["tool"], fields["place"])


def grid_clips(footage: list[Footage]) -> Iterator[tuple[npt.NDArray[np.uint8], int]]:
    """Every clip (30, S, S, 3) of the films, as it will be given its token, with its class."""
    for film in footage:
        for first in range(0, len(film.pictures), CLIP_FRAMES):
            end = first + CLIP_FRAMES
            yield film.pictures[first:end], film.class_between(first, end)
