"""One clip, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import percent
from vbert_studio.cli.tell.base import clock, console, count, plain_table, say
from vbert_studio.commands.clip import ClipShown


@say.register
def tell_clip(shown: ClipShown) -> None:
    """Where it is, its visual word, and what the network sees."""
    at, word, out = shown.at, shown.word, console()
    where = f"Clip {at.clip + 1}, {clock(at.start_s)} to {clock(at.end_s)}"
    out.print(Text(f"{where}, padded at its end" if shown.partial else where, style="bold"))
    facts = plain_table("", "")
    if word is not None:
        name = f"{word.path} {word.name}".strip()
        alike = ", ".join(f"{one.video} at {clock(one.start_s)}" for one in word.exemplars)
        rows = {"said with it": ", ".join(word.said), "looks like": alike}
        facts.add_row(Text("visual word"), Text(f"{name}, {count(word.uses, 'clip')}"))
        for heading, text in rows.items():
            if text:
                facts.add_row(Text(heading, style="dim"), Text(text))
    else:
        facts.add_row(Text("visual word"), Text("none yet"))
    out.print(facts)
    out.print(Text(f"What {shown.extractor} itself sees:", style="dim"))
    if shown.no_classes:
        out.print(Text(shown.no_classes))
        return
    table = plain_table("class", "")
    for one in shown.classes:
        table.add_row(Text(one.name), percent(one.probability))
    out.print(table)
