"""Actions and attention, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import guesses, tell_model
from vbert_studio.cli.tell.base import clock, console, plain_table, say
from vbert_studio.commands.action import ActionDone, AttentionDone
from vbert_studio.jobs.requests import ActionWord

_LOOKED_AT = 4


@say.register
def tell_action(done: ActionDone) -> None:
    """The template filled with the best words, then the words for each slot."""
    tell_model(done.checkpoint)
    out = console()
    filled = done.template
    for slot in done.slots:
        filled = filled.replace("[MASK]", slot[0].word.upper() if slot else "...", 1)
    out.print(Text(f"{clock(done.start_s)} to {clock(done.end_s)}: {filled}"))
    table = plain_table("", "likely", "made likely by the video")
    for number, (plain, corrected) in enumerate(zip(done.slots, done.corrected, strict=True), 1):
        table.add_row(f"{number}", _words(plain), _lifted(corrected))
    out.print(table)


def _words(words: tuple[ActionWord, ...]) -> Text:
    return guesses((word.word, word.p) for word in words)


def _lifted(words: tuple[ActionWord, ...]) -> Text:
    return Text("   ".join(f"{word.word} {word.lift:+.1f}" for word in words))


@say.register
def tell_attention(done: AttentionDone) -> None:
    """For each position, the ones it looks at most."""
    tell_model(done.checkpoint)
    table = plain_table("position", "looks at")
    for position, weights in enumerate(done.weights):
        best = sorted(range(len(weights)), key=lambda k: -weights[k])[:_LOOKED_AT]
        seen = guesses((f"{done.row[k]}({k})", weights[k]) for k in best)
        table.add_row(f"{position} {done.row[position]}", seen)
    console().print(table)
