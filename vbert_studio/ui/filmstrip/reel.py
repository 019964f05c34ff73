"""Plays shots one after another, as if they were a film."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.ui.filmstrip.board import Shot
from vbert_studio.ui.filmstrip.pictures import FRAMES, ShotPictures
from vbert_studio.ui.filmstrip.view import FRAME_MS
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.theme import Type, font, theme
from vbert_studio.ui.timeline.pictures import stored_height
from vbert_studio.ui.translation import tr

_HEIGHT = 168
_AHEAD = 8  # shots that are loaded before they play


class Reel(QObject):
    """The clock of a film of shots; a shot whose pictures have not come is waited for.

    `moved(number)` says which shot plays, -1 at the end.
    """

    moved = Signal(int)

    def __init__(self, pictures: ShotPictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._shots: tuple[Shot, ...] = ()
        self._at = -1
        self._beat = self._height = 0
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._next)
        self.picture: QImage | None = None

    @property
    def is_playing(self) -> bool:
        """Whether the clock runs."""
        return self._timer.isActive()

    @property
    def at(self) -> int:
        """The shot that plays, or -1."""
        return self._at

    def play(self, shots: Sequence[Shot], height: int) -> None:
        """From the first shot on; `height` is that of the pictures in device pixels."""
        self._shots = tuple(shots)
        self._at, self._beat, self._height = 0, -1, height
        self.picture = None
        self._load()
        self._timer.start()
        self.moved.emit(0)

    @Slot()
    def stop(self) -> None:
        """Stand still, and be at no shot."""
        if self._at >= 0:
            self._timer.stop()
            self._at = -1
            self.moved.emit(-1)

    @Slot()
    def _next(self) -> None:
        shot = self._shots[self._at]
        frames = self._pictures.frames(shot)
        if not frames and not self._pictures.was_tried(shot):
            return
        self._beat += 1
        if self._beat < len(frames):
            self.picture = frames[self._beat]
        if self._beat >= min(FRAMES, max(len(frames), 1)):
            self._go_on()

    def _go_on(self) -> None:
        if self._at + 1 == len(self._shots):
            self.stop()
            return
        self._at, self._beat = self._at + 1, -1
        if self._at % (_AHEAD // 2) == 0:
            self._load()
        self.moved.emit(self._at)

    def _load(self) -> None:
        self._pictures.want_moving(self._shots[self._at : self._at + _AHEAD], self._height)


class ReelStage(QWidget):
    """Where a reel is seen; there only while it plays."""

    def __init__(self, session: ProjectSession) -> None:
        super().__init__()
        self.reel = Reel(ShotPictures(session, self), self)
        self.reel.moved.connect(self._on_moved)
        self._repaint = QTimer(self, interval=FRAME_MS)
        self._repaint.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The film of these visual words"))
        session.closing.connect(self.reel.stop)
        self.hide()

    def play(self, shots: Sequence[Shot]) -> None:
        """Play these, or stop when something plays."""
        if self.reel.is_playing:
            self.reel.stop()
        elif shots:
            self.show()
            self.reel.play(shots, stored_height(_HEIGHT * self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The shape of a television."""
        return QSize(round(_HEIGHT * 16 / 9), _HEIGHT)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing plays unseen."""
        self.reel.stop()
        self._repaint.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The present picture, as large as it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme().scheme.stage)
        picture = self.reel.picture
        if picture is None:
            painter.setFont(font(Type.CAPTION))
            painter.setPen(theme().scheme.text_faint)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Loading…"))
        else:
            size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, picture)
        painter.end()

    @Slot(int)
    def _on_moved(self, at: int) -> None:
        if at < 0:
            self._repaint.stop()
            self.hide()
        elif not self._repaint.isActive():
            self._repaint.start()
