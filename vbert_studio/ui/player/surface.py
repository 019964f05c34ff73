"""Where the picture is painted: in the middle, whole, sharp on every screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.fitting import centred
from vbert_studio.ui.theme import theme
from vbert_studio.ui.translation import tr

_SETTLE_MS = 120  # while a border is dragged the old pictures are stretched


class Surface(QWidget):
    """Shows the player's picture, and plays or pauses at a click."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._by_keys = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAccessibleName(tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._settled = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self._tell_size)
        player.picture_changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a small film."""
        return QSize(640, 360)

    @Slot()
    def _tell_size(self) -> None:
        ratio = self.devicePixelRatioF()
        self._player.set_view(round(self.height() * ratio), round(self.width() * ratio))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Now the size is the one that counts."""
        self._tell_size()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A size that nobody sees does not count."""
        self._settled.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Have pictures of the new size once it stays."""
        self._settled.start()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play or pause."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._player.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture between two bars of the stage's colour."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().scheme.stage)
        picture = self._player.picture
        if picture is not None:
            height, width = picture.pixels.shape[:2]
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(height, width), picture.image)
        if self._by_keys and self.hasFocus():
            painter.setPen(QPen(theme().scheme.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """An edge shows who gets the keys, unless it was the mouse that gave them."""
        self._by_keys = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The edge goes."""
        self.update()
        super().focusOutEvent(event)

    def _place(self, height: int, width: int) -> QRectF:
        """On whole device pixels, so that a picture of the right size is not blurred."""
        ratio = self.devicePixelRatioF()
        place = centred(height, width, self.size().toSizeF() * ratio).toRect()
        return QRectF(
            place.x() / ratio, place.y() / ratio, place.width() / ratio, place.height() / ratio
        )
