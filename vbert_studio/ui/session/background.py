"""Slow reading beside the window: work runs in a pool thread, its result arrives as a call.

A later piece of work under the same key makes an earlier one stale: its result is dropped. With
`VBERT_STUDIO_INLINE=1` everything runs at once in the calling thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.ui.parts.wire import Wire
from vbert_studio.ui.translation import told_error

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a piece of work came to, on its way to the window's thread."""

    key: str
    generation: int
    epoch: int
    then: Callable[[Any], None]
    otherwise: Callable[[StudioError], None] | None
    value: Any
    error: BaseException | None


class Background(QObject):
    """A small pool of threads and the rule that the latest question wins.

    `failed` carries the `StudioError` of work that was started without an `otherwise`. Any other
    exception is a bug: it is raised again in the window's thread and ends in a crash report.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._inline = os.environ.get("VBERT_STUDIO_INLINE") == "1"
        self._threads = threads
        self._pool = self._new_pool()
        self._generations: dict[str, int] = {}
        self._epoch = 0
        self._pending = 0
        self._closed = False
        self._wire = Wire()
        self._wire.told.connect(self._deliver)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running or waiting to be delivered."""
        return self._pending == 0

    def run(
        self,
        key: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[StudioError], None] | None = None,
    ) -> None:
        """Do `work` in a pool thread, then call `then` with its result in the window's thread."""
        if self._closed:
            return
        generation = self._generations[key] = self._generations.get(key, 0) + 1
        self._pending += 1
        epoch, wire = self._epoch, self._wire

        def task() -> None:
            value, error = None, None
            try:
                value = work()
            except BaseException as raised:  # noqa: BLE001 - raised again in the window's thread
                error = raised
            wire.tell(_Outcome(key, generation, epoch, then, otherwise, value, error))

        if self._inline:
            task()
        else:
            self._pool.submit(task)

    def _new_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="background")

    def forget(self, key: str) -> None:
        """Let whatever is under way for `key` end unheard."""
        self._generations[key] = self._generations.get(key, 0) + 1

    def leave(self, *, finish: bool = False) -> Callable[[], None]:
        """Drop what waits (or `finish` it), hear of nothing that was begun, and be ready again.

        Returns at once, with a function that waits until what was begun has ended.
        """
        pool = self._pool
        pool.shutdown(wait=False, cancel_futures=not finish)
        self._pending = 0
        self._epoch += 1
        self._pool = self._new_pool()
        return pool.shutdown

    def close(self, *, finish: bool = False) -> None:
        """Drop what waits (or `finish` it), wait for what runs, take no more work."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=not finish)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._closed or outcome.epoch != self._epoch:
            return
        self._pending -= 1
        if self._generations[outcome.key] != outcome.generation:
            return
        if outcome.error is None:
            outcome.then(outcome.value)
        elif isinstance(outcome.error, StudioError):
            (outcome.otherwise or self.failed.emit)(told_error(outcome.error))
        elif not isinstance(outcome.error, CancelledError):
            raise outcome.error
