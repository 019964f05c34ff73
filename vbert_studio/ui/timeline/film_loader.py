"""Fills the filmstrip: what is in view first, then a page on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from vbert_studio.errors import StudioError
from vbert_studio.ui.parts.priority import give_way
from vbert_studio.ui.timeline.content import Absence, Film, TimelineContent
from vbert_studio.ui.timeline.film import FilmStore, tile_seconds, tiles
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.pictures import image_of, stored_height
from vbert_studio.ui.timeline.tiers.film import picture_width
from vbert_studio.ui.timeline.viewport import Viewport

_SETTLE_MS = 30  # a view that is still moving is not worth a decoding pass
# Pictures this far apart may come from the nearest keyframe, which is one frame to decode instead
# of a group of hundreds; nearer than that they are exact.
_COARSE_S = 2.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """Pages of times that lack a picture, the visible one first, and how far off one may be."""

    film: Film
    pages: tuple[list[float], ...]
    height: int
    tolerance_s: float


class FilmLoader(QObject):
    """Asks for the pictures of a view that the store lacks; the newest view wins."""

    arrived = Signal()
    failed = Signal(object)  # StudioError

    def __init__(self, store: FilmStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._lane = Lane(self)
        self._wish: _Wish | None = None
        self._loading: _Wish | None = None
        self._height = 0
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def want(self, content: TimelineContent, view: Viewport, height: float, dpr: float) -> None:
        """The strip of this view, `height` logical pixels tall, will be painted."""
        if isinstance(content.film, Absence) or height < 1:
            return
        stored = stored_height(height * dpr)
        if stored != self._height:
            self._store.clear()
            self._height = stored
        wide = picture_width(height, content.aspect)
        apart = tile_seconds(view, wide)
        tolerance = apart / 2 if apart >= _COARSE_S else 0.0

        def missing(page: Viewport) -> list[float]:
            times = (tile.t_s for tile in tiles(page, wide) if tile.t_s < content.duration_s)
            return [t_s for t_s in times if not self._store.has(t_s, tolerance)]

        pages = (view, view.moved(view.width), view.moved(-view.width))
        self._wish = _Wish(content.film, tuple(map(missing, pages)), stored, tolerance)
        self._settle.start()

    def forget(self) -> None:
        """Another video: drop what is under way and what has come."""
        self._settle.stop()
        self._lane.drop()
        self._loading = None
        self._store.clear()

    def stop(self) -> None:
        """Drop what is under way and wait for the thread."""
        self.forget()
        self._lane.stop()

    @Slot()
    def _ask(self) -> None:
        if self._wish is None:
            return
        wish = self._loading = self._wish

        def is_dropped() -> bool:
            return self._loading is not wish

        def work() -> Iterator[tuple[float, QImage, float]]:
            give_way()  # the player decodes the same film, and somebody waits for that
            for times_s in filter(None, wish.pages):
                for t_s, pixels in wish.film.pictures(
                    times_s, wish.height, wish.tolerance_s, is_dropped
                ):
                    yield t_s, image_of(pixels), wish.tolerance_s

        self._lane.ask(work, self._take, self._give_up)

    def _take(self, item: tuple[float, QImage, float]) -> None:
        self._store.put(*item)
        self.arrived.emit()

    def _give_up(self, error: StudioError) -> None:
        self.failed.emit(error)
