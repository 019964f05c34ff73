"""Films of the kitchen, as a person reads of them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import advice, console, count, say
from vbert_studio.commands.kitchen import AblationTrained, FilmsMade, ModelsBuilt


@say.register
def tell_films(made: FilmsMade) -> None:
    """How many, and where."""
    voice = "with speech" if made.speech else "without speech"
    console().print(Text(f"{count(len(made.videos), 'film')} {voice} in {made.folder}"))


@say.register
def tell_models(built: ModelsBuilt) -> None:
    """Where they are, and how well the model does on recipes that it was not taught."""
    out = console()
    for path in (built.s3d, built.codebook, built.videobert):
        out.print(Text(path))
    out.print(
        f"Out of {count(built.films, 'film')}, {built.clips} clips, {built.words} visual words."
    )
    for name, value in built.held_out.items():
        out.print(f"  {name} {value:.3f}")


@say.register
def tell_ablation(trained: AblationTrained) -> None:
    """Which models, and what to do with them."""
    out = console()
    for size, folder in trained.checkpoints.items():
        out.print(Text(f"{count(size, 'film')}: {folder}"))
    advice("Compare them with", "evaluate", "--ablation", trained.folder)
