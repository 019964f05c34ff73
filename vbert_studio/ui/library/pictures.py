"""Reads the thumbnails of the library, one at a time and only of videos that are looked at."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from vbert_studio.errors import StudioError
from vbert_studio.ui.library.items import LibraryItem
from vbert_studio.ui.session import ProjectSession

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from vbert_studio.project import Project

_HEIGHT = 100
# The first frames of many films are black.
_PLACE_S = 3.0
_MOST = 60  # about as many as are seen at once


class Pictures(QObject):
    """Emits `ready(video_id, QPixmap)`; a film without a picture stays without one."""

    ready = Signal(int, QPixmap)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[LibraryItem] = deque()
        self._asked: set[int] = set()
        self._busy = False

    def ask(self, item: LibraryItem) -> None:
        """Read the picture of a video that is looked at."""
        if item.video.id in self._asked or item.is_missing:
            return
        self._asked.add(item.video.id)
        self._waiting.append(item)
        if len(self._waiting) > _MOST:
            # Scrolled past long ago; it is asked for again when it comes back.
            self._asked.discard(self._waiting.popleft().video.id)
        self._next()

    def forget(self) -> None:
        """Another project: drop what waits."""
        self._waiting.clear()
        self._asked.clear()
        self._busy = False

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        item = self._waiting.popleft()
        self._busy = True

        def done(image: QImage) -> None:
            self.ready.emit(item.video.id, QPixmap.fromImage(image))
            self._go_on()

        def failed(_error: StudioError) -> None:
            self._go_on()

        self._session.read("picture", lambda project: _read(project, item), done, failed)

    def _go_on(self) -> None:
        self._busy = False
        self._next()


def _read(project: Project, item: LibraryItem) -> QImage:
    from vbert_studio.jobs.videos import frame_times
    from vbert_studio.ui.parts.picture_stores import shared_thumbnails

    video, store = item.video, shared_thumbnails()
    times = frame_times(project, video)
    at = min(_PLACE_S, video.duration_s / 2)
    pixels = store.get(video.path, video.fingerprint, times, at, _HEIGHT, tolerance_s=_PLACE_S)
    return image_of(pixels)


def image_of(pixels: npt.NDArray[np.uint8]) -> QImage:
    """A copy of RGB pixels (H, W, 3) as an image."""
    height, width, _ = pixels.shape
    shown = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return shown.copy()
