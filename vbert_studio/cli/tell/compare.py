"""Two models side by side, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import percent
from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.compare import ModelsCompared


@say.register
def tell_compared(done: ModelsCompared) -> None:
    """Three sentences."""
    over = f"Over {count(done.clips, 'clip')}, each hidden alone, {done.here} and {done.there}"
    console().print(Text(f"{over} expect the same visual word {percent(done.same)} of the time."))
    for name, right, nats in (
        (done.here, done.right_here, done.nats_here),
        (done.there, done.right_there, done.nats_there),
    ):
        console().print(Text(f"{name} is right at {percent(right)} ({nats:.2f} nats on average)."))
