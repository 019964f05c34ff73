"""Progress as plain lines for a log file: now and then one, so that a long verb shows life."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from vbert_studio.cli.amounts import count_text, left_text, rate_text
from vbert_studio.progress import ErrorEvent, Event, LogEvent, ProgressEvent

EVERY_S = 10.0


class Lines:
    """Prints log lines and errors as they come, and how far it is at most every so many seconds.

    A verb that is quicker says nothing about it; an item that was spoken of is told when it ends.

    Args:
        clock: tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told_at = clock()
        self._under_way: set[tuple[str, str]] = set()

    def take(self, event: Event) -> None:
        """Print one event, or keep quiet about it."""
        if isinstance(event, LogEvent):
            _print(event.message)
        elif isinstance(event, ErrorEvent):
            print_error(event)
        elif isinstance(event, ProgressEvent):
            self._advance(event)

    def _advance(self, event: ProgressEvent) -> None:
        if event.total == 0:
            return
        key, now = (event.item, event.unit), self._clock()
        has_ended = event.total is not None and event.done >= event.total
        if now - self._told_at < EVERY_S and not (has_ended and key in self._under_way):
            return
        _print(_told(event))
        self._told_at = now
        if has_ended:
            self._under_way.discard(key)
        else:
            self._under_way.add(key)


def print_error(event: ErrorEvent) -> None:
    """An item that failed, and what to do about it."""
    _print(f"{event.message} {event.remedy}".strip())


def _told(event: ProgressEvent) -> str:
    """``film.mp4: 12/28 clips, 3.2/s, 0:05 left``."""
    parts = [count_text(event.done, event.total, event.unit), rate_text(event), left_text(event)]
    return f"{event.item}: {', '.join(filter(None, parts))}"


def _print(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
