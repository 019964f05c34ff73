"""Annotations, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import clock, console, count, plain_table, say
from vbert_studio.commands.annotations import AnnotationAdded, AnnotationsListed, AnnotationsTaken


@say.register
def tell_annotations(listed: AnnotationsListed) -> None:
    """One line per annotation."""
    out = console()
    if not listed.annotations:
        out.print("There are no such annotations.")
        return
    table = plain_table("annotation", "video", "from", "to", "kind", "text")
    for one in listed.annotations:
        places = (clock(one.start_s), clock(one.end_s))
        table.add_row(str(one.id), str(one.video_id), *places, one.kind.value, Text(one.text))
    out.print(table)


@say.register
def tell_added(added: AnnotationAdded) -> None:
    """What was done, and how many there are now."""
    there = count(added.annotations, "annotation")
    console().print(Text(f"{added.edit}. Video {added.video} has {there} now."))


@say.register
def tell_taken(taken: AnnotationsTaken) -> None:
    """How many, and how many of them were known."""
    console().print(f"{count(taken.read, 'annotation')} read, {taken.new:,} of them new here.")
