"""The settings as a person changes them in the window, and what follows at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.settings import known
from vbert_studio.settings.file import person_file
from vbert_studio.settings.setting import Setting
from vbert_studio.ui.app import scale
from vbert_studio.ui.jobs import reading
from vbert_studio.ui.settings import settings
from vbert_studio.ui.settings.dialog import SettingsDialog
from vbert_studio.ui.settings.row import SettingRow
from vbert_studio.ui.theme import Theme, theme
from vbert_studio.ui.window.main_window import MainWindow


@pytest.fixture
def dialog(home: Path, app_theme: Theme, qtbot: QtBot) -> SettingsDialog:
    """The dialog alone."""
    dialog = SettingsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.filling.is_done, timeout=LONG_MS)
    return dialog


def row_of(dialog: SettingsDialog, setting: Setting[object]) -> SettingRow:
    return next(row for row in dialog.rows if row.setting.name == setting.name)


def shown(dialog: SettingsDialog) -> list[str]:
    return [row.setting.name for row in dialog.rows if row.isVisible()]


def test_every_setting_has_a_row_whose_words_are_whole(dialog: SettingsDialog) -> None:
    assert shown(dialog) == list(known.SETTINGS)
    for row in dialog.rows:
        assert row.control.widget.accessibleName()
        assert not row.is_changed


def test_search_finds_by_any_words_and_says_when_nothing_is_found(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.search, "wheel speed")
    assert shown(dialog) == [known.WHEEL_SPEED.name]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "NVIDIA")
    assert shown(dialog) == [known.DEVICE.name]
    qtbot.keyClicks(dialog.search, "xyz")
    assert shown(dialog) == []
    assert dialog._pages.currentIndex() == 1


def test_a_choice_applies_at_once_is_marked_and_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["settings.open"].trigger()
    [dialog] = window.findChildren(SettingsDialog)
    qtbot.waitUntil(lambda: dialog.filling.is_done, timeout=LONG_MS)
    row = row_of(dialog, known.SCHEME)
    box = row.control.widget
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert theme().scheme.dark
    assert window.commands["appearance.dark"].isChecked()
    assert row.reset.isVisible()
    assert "1 setting" in dialog.count.text()
    assert json.loads(person_file().read_text()) == {"appearance.scheme": "dark"}
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert settings().value(known.SCHEME) == "system"
    assert not row.reset.isVisible()
    assert not person_file().exists()
    dialog.close()


def test_a_number_and_a_switch_are_changed_by_keys(dialog: SettingsDialog, qtbot: QtBot) -> None:
    number = row_of(dialog, known.SNAP_REACH).control.widget
    switch = row_of(dialog, known.FOLLOW).control.widget
    assert isinstance(number, QSpinBox)
    assert isinstance(switch, QCheckBox)
    qtbot.keyClick(number, Qt.Key.Key_Up)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert settings().value(known.SNAP_REACH) == 9
    assert settings().value(known.FOLLOW) is False
    dialog.reset_all.click()
    assert number.value() == 8
    assert switch.isChecked()


def test_what_waits_for_the_next_start_offers_it(dialog: SettingsDialog, qtbot: QtBot) -> None:
    assert not dialog.restart.isVisible()
    settings().choose(known.SCALE, 150)
    assert dialog.restart.isVisible()
    with qtbot.waitSignal(dialog.restart_wanted):
        dialog.restart.click()
    settings().reset(known.SCALE)
    assert not dialog.restart.isVisible()


def test_a_window_follows_what_the_command_line_changes(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    make_window()
    script = "from vbert_studio.cli.main import main; import sys; main(sys.argv[1:])"
    line = [sys.executable, "-c", script, "settings", "set", "appearance.scheme", "dark"]
    subprocess.run(line, check=True, capture_output=True)
    qtbot.waitUntil(lambda: theme().scheme.dark, timeout=LONG_MS)


def test_the_scale_is_handed_to_qt_unless_the_environment_says_otherwise(home: Path) -> None:
    environment: dict[str, str] = {}
    scale(environment)
    assert environment == {}
    settings().choose(known.SCALE, 150)
    scale(environment)
    assert environment == {"QT_SCALE_FACTOR": "1.5"}
    environment["QT_SCALE_FACTOR"] = "2"
    scale(environment)
    assert environment == {"QT_SCALE_FACTOR": "2"}


def test_the_chosen_device_stands_on_the_line_of_the_job(home: Path) -> None:
    assert reading._device() == ()
    settings().choose(known.DEVICE, "cpu")
    assert reading._device() == ("--device", "cpu")
