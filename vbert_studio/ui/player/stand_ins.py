"""What stands in for a frame that is not decoded yet, while somebody seeks."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.settings import known
from vbert_studio.ui.parts.picture_stores import shared_proxies
from vbert_studio.ui.player.fitting import picture_size
from vbert_studio.ui.player.pictures import Picture, PictureCache
from vbert_studio.ui.player.planning import APART, group
from vbert_studio.ui.player.proxy_maker import ProxyMaker
from vbert_studio.ui.settings import settings

if TYPE_CHECKING:
    from vbert_studio.media.probe import MediaInfo
    from vbert_studio.media.proxies import Proxies
    from vbert_studio.media.times import FrameTimes

_WIDEST = 16  # times as wide as high: no film is


class StandIns:
    """The nearest picture at full size, or the nearest small one where that is too far off."""

    def __init__(self) -> None:
        self._proxies: Proxies | None = None
        self._maker: ProxyMaker | None = None
        self._last: Picture | None = None  # somebody who drags slowly sees it several times

    def open(self, path: Path, times: FrameTimes, info: MediaInfo, fingerprint: str) -> None:
        """Begin to make small pictures of a film, if it has a fingerprint and they are wanted."""
        if not fingerprint or info.video is None or not settings().value(known.PROXIES):
            return
        from vbert_studio.media.proxies import HEIGHT, Proxies

        self._proxies = Proxies(times, fingerprint, shared_proxies())
        size = picture_size(info.video, (HEIGHT, _WIDEST * HEIGHT))
        self._maker = ProxyMaker(path, times, size, self._proxies)
        self._maker.start()

    def close(self) -> None:
        """End what goes on; no thread is left."""
        if self._maker is not None:
            self._maker.close()
        self._proxies = self._maker = self._last = None

    def look_at(self, index: int) -> None:
        """The playhead was moved to a frame: all strength goes into decoding that."""
        if self._maker is not None:
            self._maker.look_at(index)

    def shown(self) -> None:
        """The frame is there."""
        if self._maker is not None:
            self._maker.shown()

    def hold(self, *, on: bool) -> None:
        """Make no small pictures until further notice, or go on."""
        if self._maker is not None:
            self._maker.hold(on=on)

    def nearest(
        self, index: int, times: FrameTimes, cache: PictureCache, *, at_once: bool
    ) -> Picture | None:
        """The picture to show for a frame that is not in the cache.

        A large one that is a few frames off is better than a small one: changing between them
        would flicker. So would a small one just before the very frame, therefore none is given
        `at_once`.
        """
        near = cache.nearest(index, group(index, times))
        far = math.inf if near is None else abs(near.index - index)
        place = None if far <= APART or self._proxies is None else self._proxies.near(index)
        if place is None or abs(place - index) >= far:
            return near
        return None if at_once else self._small(place) or near

    def _small(self, place: int) -> Picture | None:
        if self._proxies is not None and (self._last is None or self._last.index != place):
            pixels = self._proxies.image(place)
            self._last = None if pixels is None else Picture.of(place, pixels)
        return self._last
