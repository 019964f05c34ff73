"""The one thread that decodes: the latest request wins, and idle time fills the cache."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from vbert_studio.errors import CancelledError
from vbert_studio.ui.player.pictures import Picture
from vbert_studio.ui.player.planning import APART, Request, group, plan, way

if TYPE_CHECKING:
    from vbert_studio.media.frames import FrameReader
    from vbert_studio.media.times import FrameTimes


@dataclass(frozen=True, slots=True)
class Arrived:
    """The picture of this request is in the cache."""

    request: Request


@dataclass(frozen=True, slots=True)
class Nearer:
    """The picture `index`, on the way to that of this request, is in the cache."""

    request: Request
    index: int


@dataclass(frozen=True, slots=True)
class Broken:
    """No more pictures will come from this loader."""

    loader: FrameLoader
    error: BaseException


News: TypeAlias = Arrived | Nearer | Broken


class FrameLoader:
    """Decodes what is looked at into the cache of the request.

    Args:
        path: the film.
        times: its frame times.
        deliver: called in the loader's thread with news.
    """

    def __init__(
        self,
        path: Path,
        times: FrameTimes,
        deliver: Callable[[News], None],
    ) -> None:
        self._path = path
        self._times = times
        self._deliver = deliver
        self._news = threading.Condition()
        self._request: Request | None = None
        self._closing = False
        self._urgent = False  # the person waits for the frame that is being decoded
        self._at: int | None = None  # the frame that was decoded last
        # A daemon: if the program ends in a crash, this must not keep it from ending.
        self._thread = threading.Thread(target=self._run, name="player-frames", daemon=True)

    def start(self) -> None:
        """Begin to serve requests."""
        self._thread.start()

    def ask(self, request: Request) -> None:
        """Look at another frame; whatever was asked before is forgotten."""
        with self._news:
            self._request = request
            self._news.notify()

    def close(self) -> None:
        """End the thread, in the middle of a decoding if need be."""
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._serve()
        except CancelledError:
            return
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            self._deliver(Broken(self, error))

    def _serve(self) -> None:
        # Imported by the thread: libav takes a while to load, and the window need not wait.
        from vbert_studio.media.frames import FrameReader
        from vbert_studio.progress import Monitor

        request = self._next()
        monitor = Monitor(cancelled=self._is_stale)
        with FrameReader(self._path, self._times, request.size, monitor=monitor) as reader:
            size = request.size
            while True:
                if request.size != size:
                    size = request.size
                    reader.resize(size)
                self._work(reader, request)
                request = self._next()

    def _next(self) -> Request:
        """Wait for news."""
        with self._news:
            while self._request is None and not self._closing:
                self._news.wait()
            if self._closing or self._request is None:
                raise CancelledError
            request, self._request = self._request, None
            return request

    def _is_stale(self) -> bool:
        """Whether to drop what is being decoded.

        What the person waits for is finished even when the playhead moved on, because while it is
        dragged along there would be nothing to see at all.
        """
        return self._closing or (self._request is not None and not self._urgent)

    def _work(self, reader: FrameReader, request: Request) -> None:
        """Decode along the plan until there is news."""
        waiting = request.index not in request.cache
        if waiting:
            self._go_there(reader, request)
        elif not self._closing:
            self._deliver(Arrived(request))
        for index in plan(request, self._times):
            if self._closing or self._request is not None:
                return
            self._read(reader, request, index, urgent=False)

    def _go_there(self, reader: FrameReader, request: Request) -> None:
        """The frame that somebody waits for; on a long way to it, what is nearer than the last.

        Newer requests may take over at any of them, and go on from there.
        """
        wanted = request.index
        far = math.inf
        for index in (*way(wanted, self._times, self._at), wanted):
            urgent = self._is_waited_for(request, index)
            if not self._read(reader, request, index, urgent=urgent) or self._closing:
                return
            if index == wanted:
                self._deliver(Arrived(request))
            elif wanted - index <= far / 2:  # else it would look like playing
                far = wanted - index
                self._deliver(Nearer(request, index))
            if self._request is not None:
                return

    def _is_waited_for(self, request: Request, index: int) -> bool:
        """Whether to decode to the end what leads to the wanted frame, although there is news.

        Not where it is long and another picture stands in for the wanted one.
        """
        is_short = self._at is not None and 0 <= index - self._at <= APART
        near = request.cache.nearest(request.index, group(request.index, self._times))
        return is_short or near is None or abs(near.index - request.index) > APART

    def _read(self, reader: FrameReader, request: Request, index: int, *, urgent: bool) -> bool:
        """Hand a picture to the cache; what is not urgent is given up, False, at any news.

        A full cache need not keep it: on a long way it may have nearer ones.
        """
        if index in request.cache:
            return True
        self._urgent, self._at = urgent, None
        try:
            pixels = reader.read(index).image
        except CancelledError:
            return False
        self._at = index
        request.cache.put(Picture.of(index, pixels))
        return True
