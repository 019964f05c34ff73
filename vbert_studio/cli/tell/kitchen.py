"""Films of the kitchen, as a person reads of them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.kitchen import FilmsMade


@say.register
def tell_films(made: FilmsMade) -> None:
    """How many, and where."""
    voice = "with speech" if made.speech else "without speech"
    console().print(Text(f"{count(len(made.videos), 'film')} {voice} in {made.folder}"))
