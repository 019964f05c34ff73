"""Visual words, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import named
from vbert_studio.cli.tell.base import advice, clock, console, count, plain_table, say
from vbert_studio.commands.words import WordShown, WordsListed
from vbert_studio.jobs.words import OtherWord

_PLACES = 12


@say.register
def tell_words(listed: WordsListed) -> None:
    """A row for each word."""
    out = console()
    total = count(listed.total, "visual word")
    shown = "" if len(listed.words) == listed.total else f"{len(listed.words)} of "
    out.print(Text(f"{shown}{total} of {listed.codebook}, on {listed.extractor}", style="dim"))
    if not listed.words:
        out.print("None of them fits.")
        return
    table = plain_table("word", "clips", "name", "said with it")
    for word in listed.words:
        said = Text(", ".join(word.said), style="dim")
        table.add_row(Text(word.path, style="cyan"), f"{word.uses}", Text(word.name), said)
    out.print(table)
    advice("\nAll about one of them", "words", listed.project, listed.words[0].path)


@say.register
def tell_word(shown: WordShown) -> None:
    """The facts, one below the other."""
    word, out = shown.word, console()
    title = Text.assemble((word.path, "bold cyan"), (f"  {word.name}" if word.name else "", "bold"))
    used = f"{count(word.uses, 'clip')}, {word.share:.1%} of all"
    out.print(title.append(f"  {used}", style="dim"))
    facts = plain_table("", "")
    said = ", ".join(
        f"{one.text} ({one.count}, {one.lift:.1f} times as likely)" for one in word.said
    )
    rows = {
        "said with it": said,
        "looks like": ", ".join(named(one.name, one.path) for one in word.near),
        "before it": ", ".join(_counted(one) for one in word.before),
        "after it": ", ".join(_counted(one) for one in word.after),
        "goes on": f"{word.stays} times" if word.stays else "",
    }
    for heading, text in rows.items():
        if text:
            facts.add_row(Text(heading, style="dim"), Text(text))
    out.print(facts)
    _tell_places(shown)


def _tell_places(shown: WordShown) -> None:
    table = plain_table("video", "clip", "at")
    for place in shown.word.places[:_PLACES]:
        name = shown.videos[place.video_id].name
        table.add_row(Text(name), f"{place.clip + 1}", clock(place.start_s))
    if shown.word.places:
        console().print(table)
    left = len(shown.word.places) - _PLACES
    if left > 0:
        advice(f"and {left} more", "words", shown.project, shown.word.path, "--json")


def _counted(word: OtherWord) -> str:
    return f"{named(word.name, word.path)} × {word.figure:.0f}"
