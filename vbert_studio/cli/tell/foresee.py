"""Futures, and texts turned into videos, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import guess, guesses, percent, tell_model, token_guesses
from vbert_studio.cli.tell.base import clock, console, plain_table, say
from vbert_studio.commands.foresee import ForecastDone, GenerateDone


@say.register
def tell_forecast(done: ForecastDone) -> None:
    """A line for each future, what came if it is known, and each step by itself."""
    tell_model(done.checkpoint)
    out = console()
    truth = [_word(done, step.truth_name, step.truth_path) for step in done.steps]
    table = plain_table("p", *(clock(step.at.start_s) for step in done.steps))
    for future in done.forecasts:
        words = [_word(done, *each) for each in zip(future.names, future.paths, strict=True)]
        cells = [_step(word, true) for word, true in zip(words, truth, strict=True)]
        table.add_row(percent(future.p), *cells)
    table.add_row(percent(done.others_p), Text("all others", style="dim"))
    if any(truth):
        p = "" if done.truth_p is None else percent(done.truth_p)
        table.add_row(p, *(Text(word, style="bold") for word in truth), Text("came"))
    out.print(table)
    out.print()
    steps = plain_table("at", "whatever stands at the others")
    for step, true in zip(done.steps, truth, strict=True):
        top = guesses(((_word(done, one.name, one.path), one.p) for one in step.top), true)
        steps.add_row(clock(step.at.start_s), top)
    out.print(steps)


def _word(done: ForecastDone, name: str | None, path: str | None) -> str:
    """What a word is called; by its path where it alone is meant, or nobody named it."""
    return (not done.single_words and name) or path or ""


def _step(word: str, truth: str) -> Text:
    return Text(f"✓{word}", style="bold green") if word == truth else Text(word)


@say.register
def tell_generated(done: GenerateDone) -> None:
    """A line for each visual word: where it can be looked at, and what else it could be."""
    tell_model(done.checkpoint)
    out = console()
    out.print(Text(f"“{done.text}”"))
    table = plain_table("", "word", "looks like", "or")
    for number, slot in enumerate(done.slots, 1):
        shown = slot.exemplar
        where = "" if shown is None else f"{shown.path.name} {clock(shown.at.start_s)}"
        others = [other for other in slot.alternatives if other.token != slot.token]
        table.add_row(f"{number}", guess(slot.path, slot.p), where, token_guesses(others[:3]))
    out.print(table)
