"""Everything that takes keys has a name, and shows that it has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.commands.keys_dialog import KeysDialog
from vbert_studio.ui.settings.dialog import SettingsDialog
from vbert_studio.ui.window.main_window import MainWindow


def focusable(top: QWidget) -> list[QWidget]:
    """What the tab key stops at; the text field inside a spin box is a part of it."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.objectName() != "qt_spinbox_lineedit"
    ]


def nameless(top: QWidget) -> list[str]:
    return [
        repr(widget)
        for widget in focusable(top)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]


def hidden_focus(top: QWidget) -> list[str]:
    """The widgets that look the same with and without the focus."""
    same = []
    for widget in focusable(top):
        if (other := QApplication.focusWidget()) is not None:
            other.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.grab().toImage() == before:
            same.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    return same


@pytest.fixture
def window(make_window: Callable[[], MainWindow], qtbot: QtBot) -> MainWindow:
    """The window with every panel shown, empty."""
    window = make_window()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    window.pages.setCurrentWidget(window.panels.player_view)
    window.docks.set_open(True)
    for name in window.docks.names:
        window.docks.show(name)
    return window


def test_every_panel_names_what_takes_keys_and_shows_where_they_go(window: MainWindow) -> None:
    assert len(focusable(window)) > 20
    assert nameless(window) == []
    assert hidden_focus(window) == []


@pytest.mark.parametrize("kind", ["settings", "keys"])
def test_the_dialogs_do_so_too(window: MainWindow, kind: str, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window) if kind == "settings" else KeysDialog(window.commands, window)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    if isinstance(dialog, SettingsDialog):
        qtbot.waitUntil(lambda: dialog.filling.is_done, timeout=LONG_MS)
    assert nameless(dialog) == []
    assert hidden_focus(dialog) == []
    dialog.close()
