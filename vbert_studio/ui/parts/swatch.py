"""The colour of a visual word, as a small square."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from vbert_studio.ui.theme import theme, token_colour

_SIDE = 14


class Swatch(QLabel):
    """Takes no room while there is no word; follows the theme.

    Args:
        side: in logical pixels.
    """

    def __init__(self, side: int = _SIDE) -> None:
        super().__init__()
        self._side = side
        self._word: tuple[str, int] | None = None
        self.hide()
        theme().changed.connect(self._paint)

    def show_word(self, path: str | None, branching: int = 12) -> None:
        """Show the colour of the word at this path of a tree of so many branches; None hides."""
        self._word = None if path is None else (path, branching)
        self.setVisible(path is not None)
        self._paint()

    @Slot()
    def _paint(self) -> None:
        if self._word is None:
            return
        path, branching = self._word
        ratio = self.devicePixelRatioF()
        shown = QPixmap(round(self._side * ratio), round(self._side * ratio))
        shown.fill(token_colour(path, theme().scheme, branching))
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
