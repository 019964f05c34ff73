"""``kitchen make``: films of a made-up world whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import KITCHEN
from vbert_studio.progress import Monitor


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
    videos: int = 10,
    seed: int = 0,
    width: int = 320,
    height: int = 240,
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
