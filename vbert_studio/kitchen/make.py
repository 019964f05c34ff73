"""`kitchen make`: a folder of films with their subtitles and their truth."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vbert_studio.errors import StudioError
from vbert_studio.kitchen.rules import Recipe
from vbert_studio.kitchen.screenplay import Manner, Screenplay, write_screenplay
from vbert_studio.kitchen.splits import Split, recipes_of
from vbert_studio.kitchen.truth import VERSION, subtitles_of, truth_of
from vbert_studio.kitchen.voice import Voice, has_speech
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.kitchen.film import Encoding

SIZE = (240, 320)
"""(height, width) of the films, when nothing else is asked for."""

INDEX = "kitchen.json"

_ROUND: tuple[Split, ...] = (
    *("train", "train", "train", "train", "test"),
    *("train", "train", "train", "train", "validation"),
)
"""Of ten films eight are for training, one for the test, one for validation."""


class KitchenError(StudioError):
    """Films cannot be written."""


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """One film to be made: `name` is its file without the ending, below the folder."""

    name: str
    recipe: Recipe
    split: Split
    seed: int


def make(
    folder: Path | str,
    videos: int,
    seed: int = 0,
    *,
    size: tuple[int, int] = SIZE,
    speech: bool = True,
    manner: Manner | None = None,
    split: Split | None = None,
    monitor: Monitor | None = None,
) -> list[Path]:
    """Write cooking films whose truth is known.

    Films go to ``train/``, ``validation/`` and ``test/`` below the folder: ``00000-salad-....mp4``
    (H.264, with AAC speech if wanted and if flite is installed), ``.vtt`` (what is said) and
    ``.json`` (what happens; see `truth.truth_of`). The splits go by recipe: no recipe of the test
    is ever cooked in training. ``kitchen.json`` lists all films. The same seed gives the same
    frames and the same truth, and the first films of a longer run are those of a shorter one. A
    film that is there with its truth is not made again, so a stopped run can be taken up.

    Args:
        folder: made if it is not there.
        videos: how many films.
        seed: of everything that is drawn at random.
        size: (height, width) of the frames, even numbers.
        speech: whether the narrator is to be heard.
        manner: how carefully the narrator speaks.
        split: films of this split only; of all three when left out.
        monitor: told one unit per film.

    Returns:
        The films' paths, in order.

    Raises:
        KitchenError: ``disk_full``, ``no_permission``, ``not_a_folder``, ``odd_size`` or
            ``cannot_write``.
        CancelledError: a person stopped it; finished films stay.
    """
    if size[0] % 2 or size[1] % 2:
        raise KitchenError(
            "odd_size",
            f"Films of {size[1]}x{size[0]} pixels cannot be written as H.264.",
            remedy="Give an even width and an even height.",
        )
    monitor = monitor or Monitor()
    voice = Voice() if speech and has_speech() else None
    if speech and voice is None:
        monitor.log("flite is not installed: the films will have no sound.", "warning")
    folder = Path(folder)
    orders = list(orders_for(videos, seed, split))
    try:
        with monitor.stage(str(folder), videos, "films") as stage:
            for order in orders:
                _make_one(folder, order, size, voice, manner, monitor)
                stage.advance()
        _write_index(folder, orders, seed)
    except OSError as error:
        raise _explained(error, folder) from error
    return [folder / f"{order.name}.mp4" for order in orders]


def orders_for(videos: int, seed: int, split: Split | None = None) -> Iterator[FilmOrder]:
    """Which films a run of so many videos consists of."""
    for number in range(videos):
        rng = np.random.default_rng([seed, number])
        of = split or _ROUND[number % len(_ROUND)]
        choices = recipes_of(of)
        recipe = choices[int(rng.integers(len(choices)))]
        film_seed = int(rng.integers(1 << 31))
        yield FilmOrder(f"{of}/{number:05d}-{recipe.name}", recipe, of, film_seed)


def write_film(
    play: Screenplay,
    path: Path,
    truth: dict[str, Any],
    *,
    encoding: Encoding | None = None,
    monitor: Monitor | None = None,
) -> None:
    """Write one film, its subtitles and its truth; the truth last, as a sign that all is there."""
    from vbert_studio.kitchen.film import shoot

    size = (truth["height"], truth["width"])
    part = path.with_suffix(".mp4.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        shoot(play, part, size, encoding=encoding, monitor=monitor)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    path.with_suffix(".vtt").write_text(subtitles_of(play), encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")


def _make_one(
    folder: Path,
    order: FilmOrder,
    size: tuple[int, int],
    voice: Voice | None,
    manner: Manner | None,
    monitor: Monitor,
) -> None:
    monitor.check()
    path = folder / f"{order.name}.mp4"
    play = write_screenplay(order.recipe, order.seed, voice=voice, manner=manner)
    truth = truth_of(play, seed=order.seed, split=order.split, size=size)
    if not (path.exists() and _read_json(path.with_suffix(".json")) == truth):
        write_film(play, path, truth, monitor=monitor)


def _read_json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write_index(folder: Path, orders: list[FilmOrder], seed: int) -> None:
    films = [
        {"file": f"{order.name}.mp4", "recipe": order.recipe.name, "split": order.split}
        for order in orders
    ]
    text = json.dumps({"version": VERSION, "seed": seed, "films": films}, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INDEX).write_text(text + "\n", encoding="utf-8")


def _explained(error: OSError, folder: Path) -> KitchenError:
    kinds = {
        errno.ENOSPC: ("disk_full", "The disk is full", "Free some space and run it again."),
        errno.EACCES: ("no_permission", "Writing is not allowed", "Choose another folder."),
        errno.EROFS: ("no_permission", "The disk is read-only", "Choose another folder."),
        errno.ENOTDIR: ("not_a_folder", "This is no folder", "Choose another folder."),
        errno.EEXIST: ("not_a_folder", "This is no folder", "Choose another folder."),
    }
    default = ("cannot_write", f"Films cannot be written ({error.strerror})", "Try another folder.")
    kind, message, remedy = kinds.get(error.errno or 0, default)
    return KitchenError(kind, f"{message}: {folder}.", path=folder, remedy=remedy)
