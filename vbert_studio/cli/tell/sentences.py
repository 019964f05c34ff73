"""What is said, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import clock, console, plain_table, say
from vbert_studio.commands.sentences import SentencesListed


@say.register
def tell_sentences(listed: SentencesListed) -> None:
    """A row for each sentence."""
    if not listed.sentences:
        console().print("No sentence fits.")
        return
    table = plain_table("video", "at", "said")
    for one in listed.sentences:
        table.add_row(str(one.video_id), clock(one.start_s), Text(one.text))
    console().print(table)
