"""The files that were written, as a person or another program reads their names."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, say
from vbert_studio.commands.export import Exported


@say.register
def tell_exported(exported: Exported) -> None:
    """One file per line, so that other programs can take them from here."""
    for file in exported.files:
        console().print(Text(str(file)), soft_wrap=True)
    if not exported.files:
        console().print("There is nothing to write yet.")
