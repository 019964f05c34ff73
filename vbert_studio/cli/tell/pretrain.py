"""A model that was taught, as a person reads it."""

from __future__ import annotations

from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.pretrain import ModelPretrained


@say.register
def tell_pretrained(made: ModelPretrained) -> None:
    """What it is, then what it cannot know."""
    out = console()
    steps, rate = count(made.steps, "step"), f"{made.tokens_per_s:,.0f} tokens a second"
    out.print(f"{made.name} answers from now on: {steps}, {rate}, on the words of {made.codebook}.")
    out.print("What it cannot know:")
    for line in made.limits:
        out.print(f"- {line}")
