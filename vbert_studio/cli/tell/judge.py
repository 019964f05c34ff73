"""Alignment, surprise and vectors, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.asking import percent, tell_model
from vbert_studio.cli.tell.base import clock, console, count, plain_table, say
from vbert_studio.commands.judge import (
    AlignmentDone,
    Embedded,
    EmbeddingDone,
    PairJudged,
    SurpriseDone,
)

_HEAT = " ▁▂▃▄▅▆▇█"
_ODDEST = 10


@say.register
def tell_alignment(done: AlignmentDone) -> None:
    """A line for each sentence with its row of the matrix, then the shift that fits best."""
    tell_model(done.checkpoint)
    out = console()
    if not done.sentences:
        out.print("Nobody says anything in this video.")
        return
    table = plain_table("at", "belongs", "to each stretch", "")
    for sentence, line in zip(done.sentences, done.matrix, strict=True):
        heat = "".join("·" if p is None else _heat(p) for p in line)
        table.add_row(clock(sentence.start_s), percent(sentence.p), heat, Text(sentence.text))
    out.print(table)
    out.print(Text(_verdict(done), style="bold"))


@say.register
def tell_pair(judged: PairJudged) -> None:
    """One sentence."""
    tell_model(judged.checkpoint)
    where = f"{clock(judged.start_s)} to {clock(judged.end_s)}"
    console().print(Text(f"“{judged.text}” belongs to {where}: {percent(judged.p)}"))


def _heat(p: float) -> str:
    return _HEAT[min(len(_HEAT) - 1, int(p * len(_HEAT)))]


def _verdict(done: AlignmentDone) -> str:
    now, best = done.now, done.best
    if best.clips == 0:
        return f"The narration fits best as it is ({percent(now.mean_p)} on average)."
    ahead = "ahead" if best.seconds > 0 else "behind"
    return (
        f"The narration runs {abs(best.seconds):g} s {ahead}: moved by that it fits "
        f"{percent(best.mean_p)} on average, and {percent(now.mean_p)} as it is."
    )


@say.register
def tell_surprise(done: SurpriseDone) -> None:
    """The whole video as one line of heat, then the oddest clips."""
    tell_model(done.checkpoint)
    out = console()
    highest = max(clip.nats for clip in done.clips) or 1.0
    heat = "".join(_heat(clip.nats / highest * 0.999) for clip in done.clips)
    out.print(Text(heat, style="cyan"))
    out.print(
        f"{count(len(done.clips), 'clip')}, {done.mean_nats:.2f} nats on average; "
        f"{done.agreement:.0%} are what the model would have guessed."
    )
    table = plain_table("at", "nats", "stands there", "expected")
    for clip in sorted(done.clips, key=lambda clip: -clip.nats)[:_ODDEST]:
        expected = f"{clip.best_path} {percent(clip.best_p)}"
        table.add_row(clock(clip.at.start_s), f"{clip.nats:.1f}", clip.path, expected)
    out.print(table)


@say.register
def tell_vectors(done: EmbeddingDone) -> None:
    """How alike each two are; the numbers themselves are for `--json`."""
    tell_model(done.checkpoint)
    out = console()
    out.print(f"{count(len(done.vectors), 'vector')} of {done.size} numbers. How alike they are:")
    table = plain_table("", *(str(number) for number in range(1, len(done.vectors) + 1)))
    for number, one in enumerate(done.vectors, 1):
        cells = [f"{_dot(one, other):.2f}" for other in done.vectors]
        table.add_row(f"{number} {_named(one)}", *cells)
    out.print(table)


def _dot(one: Embedded, other: Embedded) -> float:
    return sum(a * b for a, b in zip(one.vector, other.vector, strict=True))


def _named(one: Embedded) -> str:
    return one.text if one.at is None else f"{clock(one.at[0])} to {clock(one.at[1])}"
