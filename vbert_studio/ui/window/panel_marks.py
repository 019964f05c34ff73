"""Check marks beside the panels that are shown."""

from __future__ import annotations

from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.window.docks import Docks


def mark_shown_panels(actions: Actions, docks: Docks) -> None:
    """Keep the mark of each panel's command in step with its dock."""
    for name in docks.names:
        if f"panel.{name}" in actions:
            action = actions[f"panel.{name}"]
            shown = docks[name].toggleViewAction()
            action.setCheckable(True)
            action.setChecked(shown.isChecked())
            shown.toggled.connect(action.setChecked)
