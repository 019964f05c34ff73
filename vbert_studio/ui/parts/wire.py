"""The way from a thread into the window's thread that outlives whoever listens."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal


class Wire(QObject):
    """Threads `tell`, the window's thread hears `told`.

    A thread that emits a signal of an object that its window has just taken along crashes the
    program. A wire has no parent: whoever tells keeps it alive. Listeners may go at any time.
    """

    told = Signal(object)

    def tell(self, news: object) -> None:
        """Send news on their way, from any thread."""
        # When the program ends, Qt takes every object along, whoever still holds it.
        with suppress(RuntimeError):
            self.told.emit(news)
