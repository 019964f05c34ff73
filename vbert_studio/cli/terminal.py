"""Runs one verb for whoever sits at the terminal, or for a script that reads what is printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import typer

from vbert_studio.cli.outcome import ExitStatus, Outcome, run_verb
from vbert_studio.cli.progress import open_progress
from vbert_studio.cli.stop import stop_wish
from vbert_studio.commands.output import ProgressMode
from vbert_studio.commands.parameters import monitor_name
from vbert_studio.commands.registry import Command
from vbert_studio.errors import StudioError

_NotUnderstood: Any = typer.BadParameter.__base__  # of the Click that Typer brings along


def run_in_terminal(
    command: Command,
    given: dict[str, Any],
    as_json: bool,  # noqa: FBT001
    progress: ProgressMode,
) -> int:
    """Run a verb, print how it ended, and return the exit status."""
    with (
        _stopping(command) as cancelled,
        open_progress(progress, errors_as_text=not as_json) as sink,
    ):
        outcome = run_verb(command, given, sink, cancelled)
    with _reader_may_leave():
        if as_json:
            print(json.dumps(outcome.as_json()), flush=True)
        else:
            _print_for_a_person(outcome)
    return outcome.status


@contextmanager
def telling_usage_as_json() -> Iterator[None]:
    """A command line that cannot be understood ends in JSON like any other error, and status 2."""
    try:
        yield
    except _NotUnderstood as error:
        remedy = "--help tells what can be typed."
        said = StudioError("usage", error.format_message(), remedy=remedy)
        print(json.dumps({"error": said.as_json()}), flush=True)
        sys.exit(ExitStatus.USAGE)


def _stopping(command: Command) -> AbstractContextManager[Callable[[], bool]]:
    """A verb that reports progress stops where it can go on from; any other one at once."""
    return stop_wish() if monitor_name(command.function) else nullcontext(lambda: False)


def _print_for_a_person(outcome: Outcome) -> None:
    from vbert_studio.cli.tell import tell, tell_error

    if outcome.result is not None:
        tell(outcome.result)
    if outcome.error is not None:
        tell_error(outcome.error)


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """A closed pipe, as in ``show P | head``, is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
