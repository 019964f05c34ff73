"""Edits and their history, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, plain_table, say
from vbert_studio.commands.edits import Edited, History
from vbert_studio.local_time import local_time


@say.register
def tell_edited(edited: Edited) -> None:
    """The name of the edit."""
    missing = f"Nothing is left to {'undo' if edited.verb == 'Undone' else 'redo'}."
    console().print(Text(f"{edited.verb}: {edited.edit}" if edited.edit else missing))


@say.register
def tell_history(history: History) -> None:
    """One line per edit."""
    table = plain_table("when", "edit", "")
    for edit in history.edits:
        table.add_row(local_time(edit.at), edit.name, "undone" if edit.undone else "")
    console().print(table if history.edits else "Nothing has been edited yet.")
