"""The engine: one process per window that holds the models in use and answers quick questions.

The window never holds a model. It asks, gets a future, and forgets questions that a newer one has
replaced. An engine that dies is started again with what it held, and the window is told.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from vbert_studio.errors import BugError, StudioError
from vbert_studio.jobs.engine_messages import (
    Answered,
    Ask,
    Cancel,
    Crashed,
    Failed,
    FromEngine,
    Stop,
    ToEngine,
    Told,
    receive,
    send,
)
from vbert_studio.jobs.requests import Answer, LetGo, LoadVideoBert, Request
from vbert_studio.jobs.worker_end import how_it_ended
from vbert_studio.progress import Event

DEATHS_IN_A_ROW = 3
_GRACE_S = 2.0


class EngineBugError(BugError):
    """A bug that showed in the engine; its message is the traceback there."""


@dataclass(frozen=True, slots=True)
class EngineNotice:
    """What a person should know: the engine was restarted, or is not being restarted any more."""

    message: str
    running: bool


def _ignore(_anything: object) -> None:
    """The listener where nobody listens."""


@dataclass(frozen=True, slots=True)
class _Pending:
    request: Request[Any]
    future: Future[Any]
    on_event: Callable[[Event], None]


class Engine:
    """The window's end of the engine. Safe to use from any thread.

    Futures, events and notices come on the engine's reading thread.

    Args:
        on_notice: hears what a person should know about the process.
    """

    def __init__(self, on_notice: Callable[[EngineNotice], None] = _ignore) -> None:
        self._on_notice = on_notice
        self._lock = threading.RLock()
        self._generations = itertools.count(1)
        self._pending: dict[int, _Pending] = {}
        self._newest: dict[str, Future[Any]] = {}
        self._state: dict[type[Request[Any]], Request[Any]] = {}
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None
        self._deaths = 0
        self._closed = False
        self._inline: Any = None

    def start(self) -> None:
        """Start the process before the first question, so that this one is answered sooner."""
        with self._lock:
            if self._pipe is None and not self._closed and not _is_inline():
                self._start()

    @property
    def pid(self) -> int | None:
        """The number of the process, while there is one."""
        return None if self._process is None else self._process.pid

    def ask(
        self,
        request: Request[Answer],
        *,
        channel: str | None = None,
        on_event: Callable[[Event], None] = _ignore,
    ) -> Future[Answer]:
        """Ask, without waiting. Cancel the future when the answer is not wanted any more.

        Args:
            request: the question.
            channel: a newer question on the same channel cancels this one.
            on_event: hears the progress of a question that takes long.

        Returns:
            A future that ends with the answer or a `StudioError`: the request's own, or kind
            ``engine_died`` when the process died over this very question.
        """
        future: Future[Answer] = Future()
        with self._lock:
            if self._closed:
                raise BugError("the engine was asked after it was closed")
            replaced = self._newest.get(channel) if channel else None
            if channel:
                self._newest[channel] = future
            if replaced is not None:
                replaced.cancel()
            if not _is_inline():
                self._post(_Pending(request, future, on_event))
        if _is_inline():
            self._answer_here(request, future, on_event)
        return future

    def let_go(self) -> None:
        """Have the process close its project, which the window has closed; it starts none."""
        with self._lock:
            self._state.pop(LoadVideoBert, None)
            is_there = self._pipe is not None or self._inline is not None
        if is_there and not self._closed:
            self.ask(LetGo())

    def close(self) -> None:
        """End the process; what is still asked is cancelled."""
        with self._lock:
            self._closed = True
            pending, process = list(self._pending.values()), self._process
            for each in pending:
                each.future.cancel()
            self._send(Stop())
        if process is not None:
            _end(process)
        if self._inline is not None:
            self._inline.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        # Imported by the child alone: the window needs none of it.
        process = context.Process(target=_serve, args=(theirs,), name="engine", daemon=True)
        process.start()
        theirs.close()
        self._pipe, self._process = ours, process
        reader = threading.Thread(
            target=self._read, args=(ours, process), name="engine reader", daemon=True
        )
        reader.start()

    def _post(self, pending: _Pending) -> None:
        if self._pipe is None:
            self._start()
        generation = next(self._generations)
        self._pending[generation] = pending
        pending.future.add_done_callback(lambda future: self._on_done(generation, future))
        self._send(Ask(generation, pending.request))

    def _send(self, message: ToEngine) -> None:
        if self._pipe is None:
            return
        try:
            send(self._pipe, message)
        except OSError:
            # It died this instant; the reading thread sees it too and asks again.
            return

    def _on_done(self, generation: int, future: Future[Any]) -> None:
        with self._lock:
            self._pending.pop(generation, None)
            if future.cancelled():
                self._send(Cancel(generation))

    def _read(self, pipe: Connection, process: BaseProcess) -> None:
        try:
            while True:
                self._take(receive(pipe))
        except (EOFError, OSError):
            pipe.close()
            process.join()
            self._on_death(process.exitcode)

    def _take(self, message: FromEngine) -> None:
        with self._lock:
            pending = self._pending.get(message.generation)
        if pending is None:
            return
        if isinstance(message, Told):
            pending.on_event(message.event)
        elif pending.future.set_running_or_notify_cancel():
            self._settle(pending, message)

    def _settle(self, pending: _Pending, message: Answered | Failed | Crashed) -> None:
        if isinstance(message, Answered):
            with self._lock:
                self._deaths = 0
                if pending.request.is_state:
                    self._state[type(pending.request)] = pending.request
            pending.future.set_result(message.answer)
        elif isinstance(message, Failed):
            fields = message.error
            pending.future.set_exception(
                StudioError(
                    fields["kind"] or "",
                    fields["message"] or "",
                    path=fields["path"],
                    remedy=fields["remedy"] or "",
                )
            )
        else:
            pending.future.set_exception(EngineBugError(message.traceback))

    def _on_death(self, status: int | None) -> None:
        with self._lock:
            self._pipe = self._process = None
            if self._closed:
                return
            self._deaths += 1
            again = self._deaths < DEATHS_IN_A_ROW
            failing = self._restart() if again else self._take_pending()
        for pending in failing:
            if pending.future.set_running_or_notify_cancel():
                pending.future.set_exception(_died(status))
        self._on_notice(_notice(status, running=again))

    def _restart(self) -> list[_Pending]:
        """Start anew with what was held; returns what was being answered when it died.

        Questions are answered in turn, so the oldest one is what it died of; the others are asked
        again.
        """
        waiting = self._take_pending()
        failing, others = waiting[:1], waiting[1:]
        for pending in failing:
            self._forget(pending.request)
        self._start()
        for request in self._state.values():
            self._post(_Pending(request, Future(), _ignore))
        for pending in others:
            self._post(pending)
        return failing

    def _take_pending(self) -> list[_Pending]:
        waiting = list(self._pending.values())
        self._pending.clear()
        return waiting

    def _forget(self, request: Request[Any]) -> None:
        if self._state.get(type(request)) == request:
            del self._state[type(request)]

    def _answer_here(
        self,
        request: Request[Answer],
        future: Future[Answer],
        on_event: Callable[[Event], None],
    ) -> None:
        from vbert_studio.jobs.engine_answers import answer_to
        from vbert_studio.jobs.engine_models import Models
        from vbert_studio.progress import Monitor

        self._inline = self._inline or Models()
        try:
            answer = answer_to(self._inline, request, Monitor(on_event, future.cancelled))
        except StudioError as error:
            future.set_exception(error)
        else:
            future.set_result(answer)


def _is_inline() -> bool:
    return os.environ.get("VBERT_STUDIO_INLINE") == "1"


def _serve(pipe: Connection) -> None:
    """The process's main function; what it needs is imported there alone."""
    from vbert_studio.jobs.engine_process import serve

    serve(pipe)


def _end(process: BaseProcess) -> None:
    """It was asked to stop; make it."""
    for step in (process.terminate, process.kill):
        process.join(_GRACE_S)
        if process.exitcode is not None:
            break
        step()
    process.join()


def _died(status: int | None) -> StudioError:
    return StudioError(
        "engine_died",
        f"The engine ended while it was answering ({how_it_ended(status)}).",
        remedy="Ask again; if it happens again, the machine may be short of memory.",
    )


def _notice(status: int | None, *, running: bool) -> EngineNotice:
    what = f"The engine ended unexpectedly ({how_it_ended(status)})"
    if running:
        return EngineNotice(f"{what} and was started again with what it held.", running=True)
    return EngineNotice(
        f"{what}, {DEATHS_IN_A_ROW} times in a row. It starts again with the next question.",
        running=False,
    )
