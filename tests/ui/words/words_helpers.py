"""What several tests of the words do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.words.controller import WordsPanel
from vbert_studio.ui.words.links import Links

MakeWindow = Callable[[], MainWindow]
KEY = Qt.Key


def choose(panel: WordsPanel, place: int, qtbot: QtBot) -> None:
    """Click a word's row, wherever it is in the tree."""
    index = panel.model.index_of_word(place)
    tree = panel.view.browser.tree
    tree.scrollTo(index)
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        where = tree.visualRect(index).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)


def most_used(panel: WordsPanel) -> int:
    assert panel.words is not None
    return int(panel.words.uses.argmax())


def follow(links: Links, row: int) -> None:
    where = links.visualItemRect(links.item(row)).center()
    QTest.mouseClick(links.viewport(), Qt.MouseButton.LeftButton, pos=where)
