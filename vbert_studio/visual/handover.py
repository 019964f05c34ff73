"""Work done ahead in a thread: it stays a few items in front of whoever uses them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class _ClosedError(Exception):
    """Nobody wants the items any more."""


class _Channel(Generic[T]):
    """A queue of bounded length that either side can close, which wakes the other at once."""

    def __init__(self, length: int) -> None:
        self._items: deque[T] = deque()
        self._length = length
        self._changed = threading.Condition()
        self._closed = False
        self._error: BaseException | None = None

    def put(self, item: T) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._items) < self._length)
            if self._closed:
                raise _ClosedError
            self._items.append(item)
            self._changed.notify_all()

    def take(self) -> T | None:
        """The next item; None at the end; raises what the producer raised, after its items."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._items)
            if self._items:
                item = self._items.popleft()
                self._changed.notify_all()
                return item
            if self._error is not None:
                raise self._error
            return None

    def close(self, error: BaseException | None = None) -> None:
        with self._changed:
            self._closed = True
            self._error = self._error or error
            self._changed.notify_all()


@contextmanager
def ahead(make: Callable[[Callable[[], bool]], Iterable[T]], length: int) -> Iterator[Iterator[T]]:
    """Iterate over ``make(stopped)`` in a thread, at most `length` items ahead.

    Args:
        make: given a function that tells whether to stop, returns the items. It runs in the thread.
        length: how many items may wait.

    Leaving the context ends the thread, whatever it is waiting for: it is told to stop, and its
    iterator is closed there. What `make` raises comes out of the iterator.
    """
    channel: _Channel[T] = _Channel(length)
    stop = threading.Event()

    def work() -> None:
        error: BaseException | None = None
        items = make(stop.is_set)
        try:
            for item in items:
                channel.put(item)
        except _ClosedError:
            pass
        except BaseException as caught:  # noqa: BLE001 - raised again where the items are used
            error = caught
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
            channel.close(error)

    thread = threading.Thread(target=work, name="ahead")
    thread.start()
    try:
        yield iter(channel.take, None)
    finally:
        stop.set()
        channel.close()
        thread.join()
