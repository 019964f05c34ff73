"""Work beside the window: a pool thread that answers the newest question and drops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Slot

from vbert_studio.errors import StudioError
from vbert_studio.ui.parts.wire import Wire

Work = Callable[[], Iterator[Any]]


class Lane(QObject):
    """Runs one generator at a time in a pool thread and hands its items to the window's thread.

    Each `ask` is a new generation: the work of the one before stops at its next item, and items
    that are on their way are thrown away. With ``VBERT_STUDIO_INLINE=1`` the work is done at once,
    by the caller.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # The project keeps a connection per thread: one thread for good, not a new one every 30 s.
        self._pool.setExpiryTimeout(-1)
        self._generation = 0
        self._on_item: Callable[[Any], None] = _ignore
        self._on_error: Callable[[StudioError], None] = _ignore
        self._wire = Wire()
        self._wire.told.connect(self._hand_over)

    def ask(
        self, work: Work, on_item: Callable[[Any], None], on_error: Callable[[StudioError], None]
    ) -> None:
        """Do `work` instead of whatever was asked before."""
        self.drop()
        self._on_item, self._on_error = on_item, on_error
        generation = self._generation
        if os.environ.get("VBERT_STUDIO_INLINE") == "1":
            self._run(work, generation)
        else:
            self._pool.start(lambda: self._run(work, generation))

    def drop(self) -> None:
        """Want no more answers."""
        self._generation += 1
        self._pool.clear()

    def stop(self) -> None:
        """Want no more answers, and wait until the thread is still."""
        self.drop()
        self._pool.waitForDone()

    def _run(self, work: Work, generation: int) -> None:
        """On the pool's thread. A bug travels as an item and is raised where Qt reports it."""
        try:
            for item in work():
                if not self._tell(generation, item):
                    return
        except Exception as error:  # noqa: BLE001 - raised again by `_hand_over`
            self._tell(generation, error)

    def _tell(self, generation: int, item: object) -> bool:
        """Send an item on its way; false when nobody waits for it any more."""
        wanted = generation == self._generation
        if wanted:
            self._wire.tell((generation, item))
        return wanted

    @Slot(object)
    def _hand_over(self, told: tuple[int, object]) -> None:
        generation, item = told
        if generation != self._generation:
            return
        if isinstance(item, StudioError):
            self._on_error(item)
        elif isinstance(item, Exception):
            raise item
        else:
            self._on_item(item)


def _ignore(_item: object) -> None:
    """What happens to an answer that nobody waits for."""
