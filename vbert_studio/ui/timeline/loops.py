"""The exemplars of a visual word as small pictures that move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.filmstrip.exemplars import ExemplarClip
from vbert_studio.ui.theme import RADIUS_SMALL, Space, theme
from vbert_studio.ui.timeline.pictures import image_of
from vbert_studio.ui.timeline.tiers.film import covering

HEIGHT = 72
_FRAME_MS = 180
_PICTURES = 6  # of a clip in its loop


class Loops(QWidget):
    """Clips side by side, each playing what has come of it so far over and over.

    `chosen(clip)` follows a click.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._clips: list[list[QImage]] = []
        self._beat = 0
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._next)

    @property
    def beat(self) -> int:
        """How many pictures were shown since the clips were set."""
        return self._beat

    def set_clips(self, count: int) -> None:
        """So many clips, whose pictures are to come."""
        self._clips = [[] for _ in range(count)]
        self._beat = 0
        self.setFixedSize(self.sizeHint())
        self.setVisible(count > 0)
        self.update()

    def add(self, clip: int, picture: QImage) -> None:
        """The next picture of a clip."""
        self._clips[clip].append(picture)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all clips at the shape of a television."""
        count = len(self._clips)
        return QSize(count * self._wide() + max(0, count - 1) * Space.XS, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Play only while seen."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop."""
        self._timer.stop()
        super().hideEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a clip."""
        clip = int(event.position().x() // (self._wide() + Space.XS))
        if event.button() == Qt.MouseButton.LeftButton and 0 <= clip < len(self._clips):
            self.chosen.emit(clip)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The present picture of every clip."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for number, pictures in enumerate(self._clips):
            area = QRectF(number * (self._wide() + Space.XS), 0, self._wide(), HEIGHT)
            outline = QPainterPath()
            outline.addRoundedRect(area, RADIUS_SMALL, RADIUS_SMALL)
            painter.setClipPath(outline)
            if pictures:
                picture = pictures[self._beat % len(pictures)]
                painter.drawImage(area, picture, covering(picture, area))
            else:
                painter.fillRect(area, theme().scheme.gap)

    @staticmethod
    def _wide() -> int:
        return round(HEIGHT * 16 / 9)

    @Slot()
    def _next(self) -> None:
        self._beat += 1
        self.update()


def loop_pictures(exemplars: Iterable[ExemplarClip], height: int) -> Iterator[tuple[int, QImage]]:
    """The first picture of every exemplar, then the rest of their loops: (exemplar, picture).

    Decodes, so it belongs in a thread.

    Args:
        exemplars: the clips.
        height: of the pictures, in device pixels.
    """
    clips = list(exemplars)
    for first, last in ((0, 1), (1, _PICTURES)):
        for number, clip in enumerate(clips):
            step = (clip.end_s - clip.start_s) / _PICTURES
            times = [clip.start_s + step * beat for beat in range(first, last)]
            pictures = dict(clip.film.pictures(times, height))
            for t_s in times:
                yield number, image_of(pictures[t_s])
