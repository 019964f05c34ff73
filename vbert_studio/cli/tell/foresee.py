"""Futures, and texts turned into videos, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import called, guess, guesses, named, percent, tell_model
from vbert_studio.cli.tell.base import clock, console, plain_table, say
from vbert_studio.commands.foresee import ForecastDone, GenerateDone


@say.register
def tell_forecast(done: ForecastDone) -> None:
    """A line for each future, what came if it is known, and each step by itself."""
    tell_model(done.checkpoint)
    out, alone = console(), done.single_words
    truth = [called(step.truth_name, step.truth_path, single_words=alone) for step in done.steps]
    table = plain_table("p", *(clock(step.at.start_s) for step in done.steps))
    for future in done.forecasts:
        words = [
            called(*each, single_words=alone)
            for each in zip(future.names, future.paths, strict=True)
        ]
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
        top = [(called(one.name, one.path, single_words=alone), one.p) for one in step.top]
        steps.add_row(clock(step.at.start_s), guesses(top, true))
    out.print(steps)


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
        rest = [other for other in slot.alternatives if other.token != slot.token]
        others = guesses((named(other.name, other.path), other.p) for other in rest[:3])
        table.add_row(f"{number}", guess(named(slot.name, slot.path), slot.p), where, others)
    out.print(table)
