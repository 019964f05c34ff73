"""How good a model is, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, count, plain_table, say
from vbert_studio.commands.evaluate import Evaluated


@say.register
def tell_evaluated(evaluated: Evaluated) -> None:
    """One table after the other, each with how to read it."""
    from vbert_studio.evaluation.tables import tables_of

    out, measured = console(), evaluated.figures["measured"]
    films = count(measured["films"], "film")
    out.print(Text.assemble((measured["checkpoint"], "bold"), f" on {films} it never saw"))
    for figure in tables_of(evaluated.figures):
        out.print(Text.assemble("\n", (figure.title, "bold")))
        out.print(Text(figure.note, style="dim"))
        table = plain_table(*figure.columns)
        for row in figure.rows:
            table.add_row(*row)
        out.print(table)
