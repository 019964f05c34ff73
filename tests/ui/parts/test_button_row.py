"""Buttons that stand beside each other while they can."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vbert_studio.ui.parts.button_row import ButtonRow
from vbert_studio.ui.theme import Theme


def test_buttons_go_below_each_other_instead_of_being_cut_off(
    app_theme: Theme, qtbot: QtBot
) -> None:
    one, other = QPushButton("Keep what is hidden now"), QPushButton("Count over the video")
    row = ButtonRow(one, other)
    qtbot.addWidget(row)
    both = row.sizeHint().width()
    row.resize(both + 40, row.heightForWidth(both + 40))
    row.show()
    qtbot.waitExposed(row)
    assert one.y() == other.y() == 0
    assert other.geometry().right() == row.rect().right()
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.resize(both + 20, row.height())
    assert one.x() > other.x() == 0
    narrow = row.minimumSizeHint().width()
    assert narrow < both
    row.resize(narrow, row.heightForWidth(narrow))
    assert other.y() > one.geometry().bottom()
    for button in (one, other):
        assert row.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()


def test_a_narrow_panel_gives_them_the_room_they_need(app_theme: Theme, qtbot: QtBot) -> None:
    row = ButtonRow(QPushButton("Keep what is hidden now"), QPushButton("Count over the video"))
    panel = QWidget()
    layout = QVBoxLayout(panel)
    layout.addWidget(QLabel("Above"), 1)
    layout.addWidget(row)
    qtbot.addWidget(panel)
    panel.resize(row.sizeHint().width() + 100, 200)
    panel.show()
    qtbot.waitExposed(panel)
    one_row = row.height()
    panel.resize(row.minimumSizeHint().width() + 40, 200)
    qtbot.waitUntil(lambda: row.height() > one_row, timeout=2000)
    qtbot.waitUntil(lambda: panel.rect().contains(row.geometry()), timeout=2000)
    for button in row.findChildren(QPushButton):
        assert row.rect().contains(button.geometry())
    panel.resize(row.sizeHint().width() + 100, 200)
    qtbot.waitUntil(lambda: row.height() == one_row, timeout=2000)


def test_a_button_that_says_more_is_given_the_room(app_theme: Theme, qtbot: QtBot) -> None:
    one, other = QPushButton("Keep"), QPushButton("Count")
    row, panel = ButtonRow(one, other), QWidget()
    layout = QVBoxLayout(panel)
    layout.addWidget(row)
    qtbot.addWidget(panel)
    panel.resize(360, 200)
    panel.show()
    qtbot.waitExposed(panel)
    other.setText("Count what both hide")
    qtbot.waitUntil(lambda: other.width() >= other.sizeHint().width())
    other.setText("Count over all places that both of them hide in the video")
    qtbot.waitUntil(lambda: other.y() > one.geometry().bottom())
