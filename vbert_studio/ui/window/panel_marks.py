"""Check marks beside the panels that are shown."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget
from shiboken6 import isValid

from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.window.docks import Docks


def mark_shown_panels(actions: Actions, docks: Docks) -> None:
    """Keep the mark of each panel's command in step with its dock."""
    for name in docks.names:
        if f"panel.{name}" in actions:
            _mark(actions[f"panel.{name}"], docks[name])


def _mark(action: QAction, dock: QDockWidget) -> None:
    shown = dock.toggleViewAction()

    def agree() -> None:
        if isValid(action) and isValid(shown):  # else the window goes, and nobody closed it
            action.setChecked(shown.isChecked())

    action.setCheckable(True)
    agree()
    shown.toggled.connect(agree)
    # A command that brings a panel to the front, or can do nothing, has turned its own mark.
    action.triggered.connect(agree)
