"""The engine's side of the pipe: one thread listens, the main thread answers in turn."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from multiprocessing.connection import Connection

from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.faults import studio_error_of
from vbert_studio.jobs import worker_process
from vbert_studio.jobs.engine_answers import answer_to
from vbert_studio.jobs.engine_messages import (
    Answered,
    Ask,
    Cancel,
    Crashed,
    Failed,
    FromEngine,
    Stop,
    Told,
    receive,
    send,
)
from vbert_studio.jobs.engine_models import Models
from vbert_studio.progress import Monitor

# Somebody waits for these answers: they give way to the window, but jobs give way to them.
_NICENESS = 4


class Inbox:
    """What was asked and not yet answered.

    Listening never waits for an answer, so a cancel reaches the work it is meant for.
    """

    def __init__(self) -> None:
        self._asks: deque[Ask] = deque()
        self._dropped: set[int] = set()
        self._stopped = False
        self._news = threading.Condition()

    def put(self, message: Ask | Cancel | Stop) -> None:
        """Take a message in."""
        with self._news:
            if isinstance(message, Ask):
                self._asks.append(message)
            elif isinstance(message, Cancel):
                self._dropped.add(message.generation)
            else:
                self._stopped = True
            self._news.notify()

    def next(self) -> Ask | None:
        """Wait for the next ask that somebody still wants answered; None to end."""
        with self._news:
            while True:
                self._news.wait_for(lambda: self._asks or self._stopped)
                if self._stopped:
                    return None
                ask = self._asks.popleft()
                if ask.generation not in self._dropped:
                    return ask
                self._dropped.discard(ask.generation)

    def is_dropped(self, ask: Ask) -> bool:
        """Whether nobody wants this answer any more."""
        with self._news:
            return self._stopped or ask.generation in self._dropped


def serve(pipe: Connection) -> None:
    """The main function of the engine's process."""
    _settle()
    inbox = Inbox()
    threading.Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    models = Models()
    while ask := inbox.next():
        reply = _reply(models, ask, inbox, pipe)
        if reply is not None:
            send(pipe, reply)


def _settle() -> None:
    """Give way to the window, and end with it, however it ends."""
    # Ctrl+C in a terminal reaches this process too; the window decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(worker_process.child_environment())
    worker_process.be_nice(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _listen(pipe: Connection, inbox: Inbox) -> None:
    try:
        while True:
            inbox.put(receive(pipe))
    except (EOFError, OSError):
        # Nobody is left to answer: not even the work in hand is worth finishing.
        os._exit(0)


def _reply(models: Models, ask: Ask, inbox: Inbox, pipe: Connection) -> FromEngine | None:
    monitor = Monitor(
        lambda event: send(pipe, Told(ask.generation, event)), lambda: inbox.is_dropped(ask)
    )
    try:
        return Answered(ask.generation, answer_to(models, ask.request, monitor))
    except (StudioError, OSError, MemoryError) as error:
        return Failed(ask.generation, studio_error_of(error).as_json())
    except CancelledError:
        return None
    except Exception:  # noqa: BLE001 - told to the window, which reports it as the bug it is
        return Crashed(ask.generation, traceback.format_exc())
