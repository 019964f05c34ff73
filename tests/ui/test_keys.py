from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListWidget,
    QMainWindow,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.theme import Theme
from vbert_studio.ui.window.keys import KeyGuard


class Board(QMainWindow):
    """A window whose shortcuts want the space bar and Home everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        for key in ("Space", "Home"):
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _on, key=key: self.heard.append(key))
            self.addAction(action)
        self.button = QPushButton("Press", self)
        self.list = QListWidget(self)
        self.list.addItems(["one", "two", "three"])
        self.list.move(0, 40)
        self.box = QComboBox(self)
        self.box.addItems(["one", "two", "three"])
        self.other = QWidget(self)
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


@pytest.fixture
def board(qapp: QApplication, app_theme: Theme, qtbot: QtBot) -> Iterator[Board]:
    board = Board()
    qtbot.addWidget(board)
    guard = KeyGuard(qapp, board)
    board.show()
    qtbot.waitUntil(board.isActiveWindow, timeout=LONG_MS)
    yield board
    guard.deleteLater()


def test_a_focused_button_is_pressed_by_the_space_bar(board: Board, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    board.button.clicked.connect(lambda: pressed.append(True))
    board.button.setFocus()
    qtbot.keyClick(board.button, Qt.Key.Key_Space)
    assert pressed
    assert board.heard == []


def test_a_focused_list_goes_home(board: Board, qtbot: QtBot) -> None:
    board.list.setFocus()
    board.list.setCurrentRow(2)
    qtbot.keyClick(board.list, Qt.Key.Key_Home)
    assert board.list.currentRow() == 0
    assert board.heard == []


def test_a_focused_box_of_choices_goes_home(board: Board, qtbot: QtBot) -> None:
    board.box.setFocus()
    board.box.setCurrentIndex(2)
    qtbot.keyClick(board.box, Qt.Key.Key_Home)
    assert board.box.currentIndex() == 0
    assert board.heard == []


def test_everywhere_else_the_shortcuts_are_heard(board: Board, qtbot: QtBot) -> None:
    board.button.setFocus()
    board.other.setFocus()
    qtbot.keyClick(board.other, Qt.Key.Key_Space)
    qtbot.keyClick(board.other, Qt.Key.Key_Home)
    assert board.heard == ["Space", "Home"]
