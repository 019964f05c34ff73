"""How any result is told: `say` chooses by its type."""

from __future__ import annotations

import importlib
from functools import singledispatch

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vbert_studio.cli.bars import failure_text
from vbert_studio.command_line import command_line
from vbert_studio.commands.results import Answered, Done, Result
from vbert_studio.commands.window import WindowClosed
from vbert_studio.errors import BugError, StudioError

_STEPS = ("B", "KB", "MB", "GB")
_STEP = 1000.0
_COMMANDS = "vbert_studio.commands."


class _Output(Console):
    """A console that leaves a closed pipe to whoever prints."""

    def on_broken_pipe(self) -> None:
        """Let the reader go without an exit status of its own."""
        raise BrokenPipeError


def console() -> Console:
    """Where results go: standard output as it is now."""
    return _Output(highlight=False)


@singledispatch
def say(result: Result) -> None:
    """Print a result; each kind registers its own way here."""
    raise BugError(f"nobody says how to tell {type(result).__name__}")


@say.register
def _(result: Done) -> None:
    console().print(Text(result.message))


@say.register
def _(_result: WindowClosed) -> None:
    """A window that was closed needs no words."""


def tell(result: Result) -> None:
    """Print a result for a person."""
    room = type(result).__module__.removeprefix(_COMMANDS).partition(".")[0]
    if say.dispatch(type(result)) is say.dispatch(Result):
        importlib.import_module(f"vbert_studio.cli.tell.{room}")
    say(result)
    if isinstance(result, Answered) and result.limits:
        _tell_limits(result)


def _tell_limits(answered: Answered) -> None:
    """What the model cannot know, quietly and below the answer, where no script reads it as one."""
    out = Console(stderr=True, highlight=False)
    out.print(Text(f"\nWhat {answered.checkpoint} cannot know:", style="dim"))
    for line in answered.limits:
        out.print(Text(f"- {line}", style="dim"))


def tell_error(error: StudioError) -> None:
    """Print what stopped the verb on stderr."""
    Console(stderr=True, highlight=False).print(failure_text(error.message, error.remedy))


def plain_table(*columns: str) -> Table:
    """A table without lines, whose first column is never cut."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for index, column in enumerate(columns):
        table.add_column(column, no_wrap=index == 0, overflow="fold" if index else "ignore")
    return table


def size_text(size: int | None) -> str:
    """Bytes with a unit: ``70.7 MB``."""
    if size is None:
        return "?"
    amount = float(size)
    for step in _STEPS:
        if amount < _STEP or step == _STEPS[-1]:
            break
        amount /= _STEP
    return f"{amount:.0f} {step}" if step == "B" else f"{amount:.1f} {step}"


def clock(seconds: float) -> str:
    """A place in a video: ``1:02.5``, or ``1:00:02.5`` from an hour on."""
    minutes, rest = divmod(round(seconds, 1), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02}:{rest:04.1f}" if hours else f"{minutes}:{rest:04.1f}"


def advice(words: str, *command: object) -> None:
    """What to type next, whole and on one line, so that it can be copied."""
    console().print(Text(f"{words}: {command_line(*command)}", style="dim"), soft_wrap=True)


def count(number: int, thing: str) -> str:
    """``1 video``, ``2 videos``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
