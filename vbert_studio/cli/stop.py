"""How a running verb learns that it should stop: Ctrl+C, or the end of whoever started it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from vbert_studio.jobs.worker_process import LIFELINE


@contextmanager
def stop_wish() -> Iterator[Callable[[], bool]]:
    """A function that says whether somebody wants the work to stop.

    The first Ctrl+C is a wish, granted where the work can be resumed; the second one breaks off.
    A worker also holds its parent's end of a pipe as standard input: when that closes, on purpose
    or because the parent died, the wish is there too. A parent may do that and interrupt, to wake a
    wait: together they are one wish.
    """
    wanted, interrupted = threading.Event(), threading.Event()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            signal.default_int_handler(number, frame)
        interrupted.set()
        wanted.set()

    before = signal.signal(signal.SIGINT, on_interrupt)
    if os.environ.get(LIFELINE):
        threading.Thread(target=_wait_for_end, args=(wanted,), daemon=True).start()
    try:
        yield wanted.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _wait_for_end(wanted: threading.Event) -> None:
    # os.read and not sys.stdin: a daemon thread holding the buffer's lock aborts the interpreter.
    descriptor = sys.stdin.fileno()
    while os.read(descriptor, 1024):
        continue
    wanted.set()
