"""The thread that makes a film's small pictures while nobody needs the processor."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import CancelledError, MediaError
from vbert_studio.ui.parts.priority import give_way
from vbert_studio.ui.player.thread import PlayerThread

if TYPE_CHECKING:
    from vbert_studio.media.frames import FrameReader
    from vbert_studio.media.proxies import Proxies
    from vbert_studio.media.times import FrameTimes

CALM_S = 0.3  # nobody who drags stands still for so long


class ProxyMaker(PlayerThread):
    """Fills the proxies of a film, from disk or by decoding it, beginning at the playhead.

    It rests while the film plays, and while somebody moves the playhead.

    Args:
        path: the film.
        times: its frame times.
        size: ``(H, W)`` of the pictures.
        proxies: gets them.
    """

    def __init__(
        self, path: Path, times: FrameTimes, size: tuple[int, int], proxies: Proxies
    ) -> None:
        super().__init__("player-proxies")
        self._path = path
        self._times = times
        self._size = size
        self._proxies = proxies
        self._held = False
        self._index = 0
        self._calm_at = 0.0

    def look_at(self, index: int) -> None:
        """The playhead was moved to a frame: rest until that is shown."""
        with self._news:
            self._index, self._calm_at = index, math.inf

    def shown(self) -> None:
        """The frame is there: go on, unless the playhead is moved again at once."""
        with self._news:
            self._calm_at = time.monotonic() + CALM_S
            self._news.notify()

    def hold(self, *, on: bool) -> None:
        """Rest until further notice, or go on."""
        with self._news:
            self._held = on
            self._news.notify()

    def _run(self) -> None:
        give_way()
        # The player says of a film that cannot be read what is wrong with it.
        with suppress(CancelledError, MediaError):
            self._fill()

    def _fill(self) -> None:
        # Imported by the thread: libav takes a while to load, and the window need not wait.
        from vbert_studio.media.frames import FrameReader
        from vbert_studio.progress import Monitor

        monitor = Monitor(cancelled=lambda: self._closing)
        for sheet in self._proxies.missing():
            monitor.check()
            self._proxies.read(sheet)
        if not self._proxies.missing():
            return
        with FrameReader(self._path, self._times, self._size, monitor=monitor, threads=1) as reader:
            while sheets := self._proxies.missing(self._index):
                self._make(reader, sheets[0])

    def _make(self, reader: FrameReader, sheet: int) -> None:
        for place in self._proxies.frames(sheet):
            self._wait_until_calm()
            self._proxies.put(place, reader.read(place).image)
        self._proxies.keep(sheet)

    def _wait_until_calm(self) -> None:
        with self._news:
            while not self._closing:
                left = math.inf if self._held else self._calm_at - time.monotonic()
                if left <= 0:
                    return
                self._news.wait(None if math.isinf(left) else left)
        raise CancelledError
