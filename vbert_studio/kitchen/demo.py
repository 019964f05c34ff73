"""The films of the demo project, made again by ``python -m vbert_studio.kitchen.demo FOLDER``.

They are committed under ``resources/demo`` because a newcomer's machine may have no flite. Each is
a fixed recipe and a fixed seed, narrated a little more carefully than the films that train models.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.film import Encoding
from vbert_studio.kitchen.make import KitchenError, write_film
from vbert_studio.kitchen.screenplay import Manner, write_screenplay
from vbert_studio.kitchen.splits import split_of
from vbert_studio.kitchen.truth import truth_of
from vbert_studio.kitchen.voice import Voice, has_speech
from vbert_studio.places import resources_dir
from vbert_studio.progress import Monitor

SIZE = (270, 480)
_ENCODING = Encoding(quality=27, preset="medium")
_MANNER = Manner(omitted=0.05, slipped=0.1, chatter=0.04)


@dataclass(frozen=True, slots=True)
class DemoFilm:
    """A film of the demo: its file's name, its recipe's name, its seed."""

    name: str
    recipe: str
    seed: int


FILMS: tuple[DemoFilm, ...] = (
    DemoFilm("salad", "salad-carrot-onion-lemon", 229),
    DemoFilm("omelette", "omelette-tomato-herbs", 171),
    DemoFilm("pancakes", "pancakes-lemon-oil", 193),
    DemoFilm("soup", "soup-potato-onion", 87),
    DemoFilm("pie", "pie-apple-cheese", 134),
    DemoFilm("pasta", "pasta-tomato-herbs", 8),
)


def demo_films() -> list[Path]:
    """The demo's films as they are shipped."""
    return [resources_dir() / "demo" / f"{film.name}.mp4" for film in FILMS]


def make_demo_films(folder: Path, *, monitor: Monitor | None = None) -> list[Path]:
    """Make the demo's films, subtitles and truth anew.

    Args:
        folder: where they go; existing ones are replaced.
        monitor: told one unit per film.

    Raises:
        KitchenError: ``no_voice`` where flite is not installed.
    """
    if not has_speech():
        raise KitchenError(
            "no_voice",
            "The demo's films are narrated by flite, which is not installed.",
            remedy="Install flite (on Debian and Ubuntu: apt-get install flite).",
        )
    monitor = monitor or Monitor()
    by_name = {recipe.name: recipe for recipe in recipes()}
    paths = []
    with monitor.stage(str(folder), len(FILMS), "films") as stage:
        for film in FILMS:
            recipe = by_name[film.recipe]
            play = write_screenplay(recipe, film.seed, voice=Voice(), manner=_MANNER)
            truth = truth_of(play, seed=film.seed, split=split_of(recipe), size=SIZE)
            paths.append(folder / f"{film.name}.mp4")
            write_film(play, paths[-1], truth, encoding=_ENCODING)
            stage.advance()
    return paths


if __name__ == "__main__":
    make_demo_films(Path(sys.argv[1]))
