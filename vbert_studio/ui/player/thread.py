"""What the player's threads have in common: they can be ended at any time."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod


class PlayerThread(ABC):
    """A thread beside the window.

    What is told to it is told under `_news`, on which it waits; whoever waits there looks whether
    it is `_closing`.

    Args:
        name: of the thread, in reports of crashes.
    """

    def __init__(self, name: str) -> None:
        self._news = threading.Condition()
        self._closing = False
        # A daemon: if the program ends in a crash, this must not keep it from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End the thread, in the middle of a decoding if need be."""
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join()

    @abstractmethod
    def _run(self) -> None:
        """What is done in the thread."""
