"""A new project, as a person reads of it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, say
from vbert_studio.commands.projects import ProjectMade


@say.register
def tell_made(made: ProjectMade) -> None:
    """Where it is, and what comes next."""
    out = console()
    out.print(Text.assemble("Made ", (str(made.project), "bold")))
    out.print(Text(f"Add videos with: vbert-studio add {made.project} VIDEO..."), style="dim")
