"""The one thread that decodes: the latest request wins, and idle time fills the cache."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from vbert_studio.errors import CancelledError
from vbert_studio.ui.player.pictures import Picture
from vbert_studio.ui.player.planning import APART, Request, plan, way
from vbert_studio.ui.player.thread import PlayerThread

if TYPE_CHECKING:
    from vbert_studio.media.frames import FrameReader
    from vbert_studio.media.times import FrameTimes

# Nobody who drags rests that long; a search begun meanwhile would only be in the way.
_REST_S = 0.05


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


class FrameLoader(PlayerThread):
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
        super().__init__("player-frames")
        self._path = path
        self._times = times
        self._deliver = deliver
        self._request: Request | None = None
        self._urgent = False  # the person waits for the frame that is being decoded
        self._at: int | None = None  # the frame that was decoded last

    def ask(self, request: Request) -> None:
        """Look at another frame; whatever was asked before is forgotten."""
        with self._news:
            self._request = request
            self._news.notify()

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
        """Whether to drop what is being decoded."""
        return self._closing or (self._request is not None and not self._urgent)

    def _work(self, reader: FrameReader, request: Request) -> None:
        """Decode along the plan until there is news."""
        if request.index not in request.cache:
            self._go_there(reader, request)
        else:
            self._deliver(Arrived(request))
        for index in plan(request, self._times):
            is_search = self._at is None or index < self._at
            if self._has_news_within(_REST_S if is_search and request.speed == 0 else 0):
                return
            self._look_ahead(reader, request, index)

    def _has_news_within(self, seconds: float) -> bool:
        with self._news:
            return self._news.wait_for(
                lambda: self._closing or self._request is not None, timeout=seconds
            )

    def _go_there(self, reader: FrameReader, request: Request) -> None:
        """The frame that somebody waits for, in short steps; on the way to it, what is nearer.

        A step is always finished: the search that begins the way costs more than what follows, and
        somebody who drags along would never see anything. After each, a newer request takes over
        and goes on from there.
        """
        wanted = request.index
        far = math.inf
        for index in (*way(wanted, self._times, self._at), wanted):
            self._urgent = True
            self._step(reader, request, index)
            if index == wanted:
                self._deliver(Arrived(request))
            elif wanted - index <= far / 2:  # else it would look like playing
                far = wanted - index
                self._deliver(Nearer(request, index))
            if self._closing or self._request is not None:
                return

    def _step(self, reader: FrameReader, request: Request, index: int) -> None:
        """Decode up to a frame, and hand its picture to the cache.

        A full cache need not keep it: on a long way it may have nearer ones.
        """
        self._at = None
        if index in request.cache:
            reader.go_to(index)
        else:
            request.cache.put(Picture.of(index, reader.read(index).image))
        self._at = index

    def _look_ahead(self, reader: FrameReader, request: Request, index: int) -> None:
        """A picture that may be wanted next; a long way to it is given up at any news.

        A short one is not: to give it up loses the decoder's place in the film.
        """
        if index in request.cache:
            return
        self._urgent = self._is_short(index)
        with suppress(CancelledError):
            self._step(reader, request, index)

    def _is_short(self, index: int) -> bool:
        return self._at is not None and 0 <= index - self._at <= APART
