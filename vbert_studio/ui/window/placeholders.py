"""Stand-ins for the player, with the same doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vbert_studio.ui.parts.empty import EmptyPanel

if TYPE_CHECKING:
    from pathlib import Path

    from vbert_studio.media.probe import MediaInfo
    from vbert_studio.media.times import FrameTimes


class Player(QObject):
    position_changed = Signal(float)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    opened = Signal()
    closed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.position = 0.0

    def open(self, path: Path, times: FrameTimes, info: MediaInfo) -> None:
        self.position = 0.0
        self.opened.emit()

    def close(self) -> None:
        self.closed.emit()

    def seek(self, t_s: float) -> None:
        self.position = t_s
        self.position_changed.emit(t_s)


class PlayerPanel(QWidget):
    def __init__(self, player: Player) -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(EmptyPanel("player", "Player", "Soon."))
