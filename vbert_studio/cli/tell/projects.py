"""A new project, as a person reads of it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import advice, console, say
from vbert_studio.commands.projects import ProjectMade


@say.register
def tell_made(made: ProjectMade) -> None:
    """Where it is, and what comes next."""
    out = console()
    out.print(Text.assemble("Made ", (str(made.project), "bold")))
    advice("Add videos with", "add", made.project, "VIDEO")
