"""Progress on stderr: bars for a person, lines for a program, plain sentences for a log file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from vbert_studio.cli.lines import Lines, print_error
from vbert_studio.commands.output import ProgressMode
from vbert_studio.progress import ErrorEvent, Event, Sink, event_to_line


@contextmanager
def open_progress(mode: ProgressMode, *, errors_as_text: bool) -> Iterator[Sink]:
    """A sink that tells progress in the wanted way.

    Args:
        mode: ``auto`` draws bars on a terminal, and prints a line now and then elsewhere.
        errors_as_text: whether failing items are told as text, because no JSON will name them.
    """
    if mode == "json":
        yield _print_line
    elif mode == "bar" or (mode == "auto" and sys.stderr.isatty()):
        from vbert_studio.cli.bars import Bars

        with Bars() as bars:
            yield bars.take
    elif mode == "auto":
        yield Lines().take
    else:
        yield _print_failure if errors_as_text else _ignore


def _print_line(event: Event) -> None:
    print(event_to_line(event), file=sys.stderr, flush=True)


def _print_failure(event: Event) -> None:
    if isinstance(event, ErrorEvent):
        print_error(event)


def _ignore(_event: Event) -> None:
    """Tell nobody."""
