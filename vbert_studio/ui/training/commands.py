"""What the keys do with training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vbert_studio.commands.registry import command

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_GROUP = "Pairs"
_DOCK = "training"


class TrainingCommands(QObject):
    """The end of the Pairs menu: learning from what was judged."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.panels.training
        self._panel.said.connect(window.status.say)
        window.viewer.shown.connect(self._panel.load)

    @command("training.tune", title="Fine-tune on judged pairs…", group=_GROUP, key="Ctrl+Shift+U")
    def tune(self) -> None:
        """Choose pairs and a model, and teach it what was judged."""
        if self._window.session.is_open:
            self._window.docks.show(_DOCK)
            self._panel.view.form.more.setChecked(True)
            self._panel.view.form.model.setFocus()

    @command("training.stop", title="Stop training and keep", group=_GROUP)
    def stop(self) -> None:
        """Stop the run; what it has learned so far becomes a model of its own."""
        self._panel.stop(keep=True)

    @command("panel.training", title="Training", group="View", key="Ctrl+9")
    def toggle_panel(self) -> None:
        """Show or hide the training with its curves."""
        if self._window.session.is_open:
            self._window.docks.toggle(_DOCK)
