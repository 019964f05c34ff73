"""The doctor's findings, as a person reads them."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table
from rich.text import Text

from vbert_studio.cli.tell.base import console, say
from vbert_studio.commands.doctor import Examined
from vbert_studio.commands.doctor.findings import Finding

_STYLES = {"good": "green", "attention": "yellow", "broken": "red"}
_ENDS = {
    "good": "All is well.",
    "attention": "It works; some things want attention.",
    "broken": "Something is broken.",
}


@say.register
def tell_examined(examined: Examined) -> None:
    """A block per subject, a line per finding, the remedy below it."""
    out = console()
    for subject, findings in groupby(examined.findings, lambda finding: finding.subject):
        out.print(Text(subject, style="bold"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for finding in findings:
            state = Text(f"  {finding.state}", style=_STYLES[finding.state])
            table.add_row(state, finding.name, _what(finding))
        out.print(table)
    out.print(Text(_ENDS[examined.state], style=_STYLES[examined.state]))


def _what(finding: Finding) -> Text:
    text = Text(finding.found)
    return text.append(f"\n{finding.remedy}", style="dim") if finding.remedy else text
