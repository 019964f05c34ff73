"""The panel of visual words: the codebook at the left or above, one word at the right or below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.pages import FrontLayout
from vbert_studio.ui.words.browser import Browser
from vbert_studio.ui.words.card import WordCard
from vbert_studio.ui.words.tree_model import TreeModel

_SIDE_BY_SIDE = 620  # from this width on, browser and card stand beside each other
_BOTH_FACES = 900  # and from this one, tree and map
_ABOVE_EACH_OTHER = 600  # below this height a narrow panel shows either browser or card


class WordsView(QWidget):
    """Browser and card, or what to do so that there will be something to browse.

    `seen` and `unseen` follow the dock: nothing is read for a panel that nobody sees.

    Args:
        model: the words.
        tools: buttons beside the filter.
        export: the button of the card that saves what is on it.
    """

    seen = Signal()
    unseen = Signal()
    read_wanted = Signal()

    def __init__(self, model: TreeModel, tools: list[QToolButton], export: QToolButton) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.browser = Browser(model, tools)
        self.card = WordCard(export)
        self.empty = EmptyPanel("tokens", "", "")
        self.empty.pressed.connect(self.read_wanted)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.browser)
        self.split.addWidget(self.card)
        self._stack = FrontLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.split)
        self._wide = False
        self._is_short = False
        self._on_card = False
        self.browser.show_face("tree")
        self.browser.opened.connect(self.show_card)
        self.card.back_button.clicked.connect(self.show_browser)
        self._share_room()

    def show_words(self) -> None:
        """There is a codebook."""
        self._stack.setCurrentWidget(self.split)

    def show_empty(self, heading: str, text: str, action: str = "") -> None:
        """Say why there is nothing, and offer what changes that."""
        self.empty.say(heading, text, action)
        self._stack.setCurrentWidget(self.empty)

    @property
    def is_on_card(self) -> bool:
        """Whether the card alone is seen, for want of room."""
        return self._is_short and self._on_card

    def show_card(self) -> None:
        """Bring the card forward, where it and the browser take turns."""
        self._on_card = True
        self._share_room()

    def show_browser(self) -> None:
        """Bring tree or map forward again."""
        self._on_card = False
        self._share_room()

    def _share_room(self) -> None:
        self.browser.word_button.setVisible(self._is_short)
        self.card.back_button.setVisible(self._is_short)
        self.browser.setVisible(not self.is_on_card)
        self.card.setVisible(not self._is_short or self._on_card)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Parts stand beside each other, below each other, or take turns: as there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        if wide != self._wide:
            self._wide = wide
            self.split.setOrientation(
                Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
            )
            self.split.setSizes([self.width() - 340, 340] if wide else [2, 3])
        self.browser.make_room(wide=self.width() >= _BOTH_FACES)
        short = not wide and self.height() < _ABOVE_EACH_OTHER
        if short != self._is_short:
            self._is_short = short
            self._share_room()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks."""
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self.unseen.emit()
