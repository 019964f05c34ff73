"""Guesses, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import called, guess, guesses, named, tell_model
from vbert_studio.cli.tell.base import clock, console, plain_table, say
from vbert_studio.commands.cloze import ClozeDone, HiddenToken


@say.register
def tell_cloze(done: ClozeDone) -> None:
    """The row that was read, then a line for each hidden place; a right guess has a tick."""
    tell_model(done.checkpoint)
    out = console()
    out.print(Text(" ".join(done.row)))
    table = plain_table("at", "was", "guesses")
    for one in done.cloze:
        if isinstance(one, HiddenToken):
            was = named(one.truth_name, one.truth_path)
            table.add_row(clock(one.at.start_s), was, _tokens(one, done))
        else:
            found = guesses(((word.word, word.p) for word in one.top), one.truth)
            table.add_row(f"word {one.position}", one.truth, found)
    out.print(table)
    if done.together:
        out.print(Text(f"All together: {' '.join(done.together)}"))


def _tokens(one: HiddenToken, done: ClozeDone) -> Text:
    found = (
        guess(
            called(word.name, word.path, single_words=done.single_words),
            word.p,
            right=word.token == one.right,
        )
        for word in one.top
    )
    return Text("   ").join(found)
