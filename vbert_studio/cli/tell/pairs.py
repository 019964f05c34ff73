"""Pairs, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import clock, console, count, plain_table, say
from vbert_studio.commands.pairs import PairsExported, PairsListed, PairsTaken


@say.register
def tell_pairs(listed: PairsListed) -> None:
    """One line per pair, then how far the judging is."""
    out = console()
    if not listed.counts.total:
        out.print("There are no such pairs.")
        return
    table = plain_table("pair", "video", "from", "to", "judgement", "text")
    for pair in listed.pairs:
        said = "" if pair.judgement == "none" else pair.judgement.value
        note = f"  ({pair.note})" if pair.note else ""
        places = (clock(pair.start_s), clock(pair.end_s))
        table.add_row(str(pair.id), str(pair.video_id), *places, said, Text(pair.text + note))
    out.print(table)
    counts = listed.counts
    out.print(
        f"{counts.judged:,} of {counts.total:,} judged: {counts.aligned:,} aligned, "
        f"{counts.not_aligned:,} not aligned, {counts.unsure:,} unsure."
    )


@say.register
def tell_exported(exported: PairsExported) -> None:
    """The file alone on its line, so that other programs can take it from here."""
    console().print(Text(str(exported.file)), soft_wrap=True)


@say.register
def tell_taken(taken: PairsTaken) -> None:
    """How many, and how many of them were known."""
    console().print(f"{count(taken.read, 'pair')} read, {taken.new:,} of them new here.")
