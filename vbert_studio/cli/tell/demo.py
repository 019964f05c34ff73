"""What the demo's model answered, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.text import Text

from vbert_studio.cli.tell.base import console, say
from vbert_studio.cli.tell.show import tell_shown
from vbert_studio.commands.demo import DemoDone


@say.register
def tell_demo(done: DemoDone) -> None:
    """The project, one answer of every kind, and where the picture is."""
    # The film that shows every visual word in turn is no sentence, but a list of hundreds.
    spoken = tuple(video for video in done.shown.videos if video.sentences)
    tell_shown(replace(done.shown, videos=spoken))
    out = console()
    out.print(Text(f"\n{done.model} was asked about {done.asked}. {done.knows}", style="bold"))
    for line in _answers(done):
        out.print(Text(f"  {line}"))
    out.print(f"\nIn {done.seconds:.0f} s. A picture of the window:")
    out.print(Text(str(done.picture), style="bold", overflow="fold"))


def _answers(done: DemoDone) -> Iterator[str]:
    for place in done.cloze:
        truth = done.names.get(place["truth"], place["truth"])
        yield f"hidden {place['modality']}: {_guesses(done, place['top'])}; really: {truth}"
    action = done.action
    verbs, objects = (_guesses(done, action[side]) for side in ("verbs", "objects"))
    truth = f"{action['truth']['verb']} {action['truth']['object']}"
    yield f"being done: {verbs} / {objects}; really: {truth}"
    for future in done.forecasts:
        yield f"what may come ({future['p']:.1%}): {_row(done, future['tokens'])}"
    yield f"“{done.generate['text']}” looks like: {_row(done, done.generate['tokens'])}"
    yield f"the narration fits best when it is moved by {done.alignment['best_offset_s']:+.1f} s"


def _guesses(done: DemoDone, top: list[dict[str, Any]], count: int = 3) -> str:
    names = [guess.get("word") or _name(done, guess["token"]) for guess in top[:count]]
    return ", ".join(f"{name} {guess['p']:.0%}" for name, guess in zip(names, top, strict=False))


def _row(done: DemoDone, tokens: list[int]) -> str:
    return ", ".join(_name(done, token) for token in tokens)


def _name(done: DemoDone, token: int) -> str:
    return done.names.get(token, str(token))
