"""The player as a panel: the picture, the bar to drag along, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.scrubber import Scrubber
from vbert_studio.ui.player.surface import Surface
from vbert_studio.ui.player.transport import TransportBar
from vbert_studio.ui.theme import Space
from vbert_studio.ui.translation import tr

__all__ = ["PlayerPanel"]


class PlayerPanel(QWidget):
    """Shows a `Player`; without a film it says how to get one."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self.surface = Surface(player)
        self.scrubber = Scrubber(player)
        self.transport = TransportBar(player)
        self.empty = EmptyPanel("player", tr("No video is open"), tr("Choose one in the library."))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.surface)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addSpacing(Space.XS)
        layout.addWidget(self.scrubber)
        layout.addWidget(self.transport)
        self.setFocusProxy(self.surface)
        player.opened.connect(self._turn_page)
        player.closed.connect(self._turn_page)
        self._turn_page()

    @Slot()
    def _turn_page(self) -> None:
        self._pages.setCurrentWidget(self.surface if self._player.is_open else self.empty)
        self.scrubber.setEnabled(self._player.is_open)
