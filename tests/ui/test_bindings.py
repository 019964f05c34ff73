"""A person's own keys: sparse on disk, conflicts named, and seen everywhere at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio import places
from vbert_studio.commands.registry import Command
from vbert_studio.ui.commands.bindings import bindings
from vbert_studio.ui.commands.capture import KeyCapture
from vbert_studio.ui.commands.cheat_sheet import CheatSheet
from vbert_studio.ui.commands.gestures import GESTURES
from vbert_studio.ui.commands.keys_dialog import KeysDialog
from vbert_studio.ui.commands.palette import CommandPalette
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.window.main_window import MainWindow

KEYS = Qt.KeyboardModifier
CTRL_R = (Qt.Key.Key_R, KEYS.ControlModifier)


def made(name: str, *keys: str, context: str = "window") -> Command:
    return Command(name, name.title(), "Test", "Do it.", keys, context, lambda: None)


ONE, TWO = made("one", "Ctrl+1"), made("two", "Ctrl+2", "F2")
THERE, ELSEWHERE = made("there", "X", context="timeline"), made("else", "Y", context="player")
ALL = [ONE, TWO, THERE, ELSEWHERE]


def on_disk() -> dict[str, list[str]]:
    path = places.config_dir() / "keys.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def test_only_what_differs_is_on_disk() -> None:
    bindings().bind(ONE, ["Ctrl+9"])
    assert on_disk() == {"one": ["Ctrl+9"]}
    bindings().bind(TWO, [])
    assert bindings().keys_of(TWO) == ()
    assert on_disk() == {"one": ["Ctrl+9"], "two": []}
    bindings().reset(ONE)
    assert on_disk() == {"two": []}
    bindings().reset_all()
    assert on_disk() == {}
    assert bindings().keys_of(TWO) == ("Ctrl+2", "F2")


def test_a_key_is_taken_only_where_both_would_hear_it() -> None:
    assert bindings().heard_by(ALL, ONE, ["F2"]) == [TWO]
    assert bindings().heard_by(ALL, ONE, ["X", "Y"]) == [THERE, ELSEWHERE]
    assert bindings().heard_by(ALL, THERE, ["Y"]) == []
    bindings().take(ALL, ONE, ["F2"])
    assert bindings().keys_of(ONE) == ("F2",)
    assert bindings().keys_of(TWO) == ("Ctrl+2",)


@pytest.mark.parametrize(
    ("key", "held", "spelled"),
    [
        (Qt.Key.Key_P, KEYS.NoModifier, "P"),
        (Qt.Key.Key_P, KEYS.ControlModifier | KEYS.ShiftModifier, "Ctrl+Shift+P"),
        (Qt.Key.Key_Space, KEYS.ShiftModifier, "Shift+Space"),
        (Qt.Key.Key_Tab, KEYS.NoModifier, "Tab"),
        (Qt.Key.Key_5, KEYS.KeypadModifier, "5"),
    ],
)
def test_any_keys_can_be_pressed(
    key: Qt.Key, held: KEYS, spelled: str, home: object, app_theme: Theme, qtbot: QtBot
) -> None:
    capture = KeyCapture()
    qtbot.addWidget(capture)
    with qtbot.waitSignal(capture.captured) as caught:
        qtbot.keyClick(capture, key, held)
    assert caught.args == [spelled]


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    """A window without a project."""
    return make_window()


@pytest.fixture
def dialog(window: MainWindow) -> KeysDialog:
    """The dialog, on “Loop this clip”."""
    window.commands["settings.keys"].trigger()
    [dialog] = window.findChildren(KeysDialog)
    dialog.search.setText("player.loop")
    assert dialog.title.text() == "Loop this clip"
    return dialog


def keys_of(window: MainWindow, name: str) -> list[str]:
    return [key.toString() for key in window.commands[name].shortcuts()]


def test_free_keys_apply_as_they_are_pressed(
    window: MainWindow, dialog: KeysDialog, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog.capture, Qt.Key.Key_F19)
    assert keys_of(window, "player.loop") == ["F19"]
    assert "F19" in window.commands["player.loop"].toolTip()
    assert "F19" in window.panels.player_view.transport.loop.toolTip()
    sheet = CheatSheet(window.commands, window)
    qtbot.waitUntil(lambda: sheet.filling.is_done, timeout=LONG_MS)
    assert "F19" in {label.text() for label in sheet.findChildren(QLabel)}
    palette = CommandPalette(window.commands, window)
    assert "F19" in {entry.keys for entry in palette._entries}
    dialog.reset.click()
    assert keys_of(window, "player.loop") == ["Ctrl+L"]
    assert not dialog.reset.isEnabled()
    dialog.close()


def test_a_conflict_names_both_and_is_resolved_by_a_choice(
    window: MainWindow, dialog: KeysDialog, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog.capture, *CTRL_R)
    assert keys_of(window, "player.loop") == ["Ctrl+L"]
    for word in ("Ctrl+R", "“Read these videos”", "“Loop this clip”"):
        assert word in dialog.said.text()
    dialog.leave.click()
    assert keys_of(window, "player.loop") == ["Ctrl+L"]
    assert not dialog.take.isVisible()
    qtbot.keyClick(dialog.capture, *CTRL_R)
    assert dialog.take.hasFocus() or not dialog.isActiveWindow()
    dialog.take.click()
    assert keys_of(window, "player.loop") == ["Ctrl+R"]
    assert keys_of(window, "videos.read") == []
    assert on_disk() == {"player.loop": ["Ctrl+R"], "videos.read": []}
    dialog.search.setText("videos.read")
    dialog.reset.click()  # its own keys belong to another now
    assert "“Loop this clip”" in dialog.said.text()
    dialog.reset_all.click()
    assert keys_of(window, "videos.read") == ["Ctrl+R"]
    assert on_disk() == {}
    dialog.close()


def test_keys_find_their_command_and_escape_gives_up(dialog: KeysDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.by_key, *CTRL_R)
    assert dialog.title.text() == "Read these videos"
    qtbot.keyClick(dialog.capture, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.no_key.click()
    assert bindings().keys_of(dialog._commands[0]) is not None
    assert on_disk() == {"videos.read": []}
    dialog.close()


def test_the_chosen_keys_are_heard_after_a_restart(
    window: MainWindow, make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    command = next(c for c, _ in window.commands if c.name == "help.palette")
    bindings().bind(command, ["F20"])
    window.close()
    again = make_window()
    qtbot.waitUntil(again.isActiveWindow, timeout=LONG_MS)
    qtbot.keyClick(again, Qt.Key.Key_F20)
    assert again.findChild(CommandPalette) is not None


def test_the_cheat_sheet_says_what_the_mouse_does(window: MainWindow, qtbot: QtBot) -> None:
    sheet = CheatSheet(window.commands, window)
    qtbot.waitUntil(lambda: sheet.filling.is_done, timeout=LONG_MS)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for gesture in GESTURES:
        assert {gesture.place, gesture.done, gesture.effect} <= shown
