from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.commands.cheat_sheet import CheatSheet, rows_of
from vbert_studio.ui.commands.matching import score
from vbert_studio.ui.commands.palette import CommandPalette
from vbert_studio.ui.window.main_window import MainWindow


def best(typed: str, *titles: str) -> str:
    scored = [(score(typed, title), title) for title in titles]
    return max((points, title) for points, title in scored if points is not None)[1]


def test_a_few_letters_are_enough() -> None:
    titles = ("File Add videos", "File Open project", "View Dark appearance", "Edit Undo")
    assert best("dark", *titles) == "View Dark appearance"
    assert best("av", *titles) == "File Add videos"
    assert best("open", *titles) == "File Open project"
    assert score("xyz", "Edit Undo") is None
    assert score("", "Edit Undo") == 0


def test_the_palette_runs_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.docks["library"].isVisible()
    window.commands["help.palette"].trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    qtbot.waitUntil(palette.isVisible, timeout=LONG_MS)
    qtbot.keyClicks(palette.box, "library")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.docks["library"].isVisible(), timeout=LONG_MS)


def test_the_arrow_keys_move_in_the_palette(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["help.palette"].trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 2
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_cheat_sheet_shows_every_key(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["help.keys"].trigger()
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.filling.is_done, timeout=LONG_MS)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for _, rows in rows_of(window.commands):
        for title, keys in rows:
            assert title in shown
            assert keys in shown
    sheet.close()


def test_no_two_commands_share_a_key(window: MainWindow) -> None:
    taken: dict[str, str] = {}
    for command, action in window.commands:
        for key in action.shortcuts():
            where = key.toString()
            assert where not in taken or command.context != "window", (command.name, taken[where])
            taken[where] = command.name


def test_every_command_is_in_a_menu_and_explains_itself(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    in_menus = {action for menu in menus for action in menu.actions()}
    for command, action in window.commands:
        assert action in in_menus, command.name
        assert action.statusTip()
        assert action.toolTip()


def test_every_menu_opens_by_alt_and_a_letter_of_its_own(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    letters = [title.partition("&")[2][:1] for title in titles]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_keys_do_not_steal_letters_from_a_text_box(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    box = window.panels.library.view.filter
    box.setFocus()
    qtbot.keyClicks(box, "silent? jkl i o")
    assert box.text() == "silent? jkl i o"
    assert not window.findChildren(CheatSheet)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("wide", [1400, 900, 500])
def test_no_key_of_the_cheat_sheet_lies_outside(
    window: MainWindow, qtbot: QtBot, wide: int
) -> None:
    window.resize(wide, 900)
    sheet = CheatSheet(window.commands, window)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.filling.is_done, timeout=5000)
    area = sheet.findChild(QScrollArea)
    assert area is not None
    sheet_itself = area.widget()
    assert sheet_itself is not None
    assert sheet_itself.minimumSizeHint().width() <= area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0
