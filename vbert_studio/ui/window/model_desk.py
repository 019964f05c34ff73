"""The what-if at its place in the window: its commands, the strip, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from vbert_studio.commands.registry import command
from vbert_studio.ui.masking.commands import MaskingCommands
from vbert_studio.ui.window.figure_commands import FigureCommands

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_FILLS = tuple(f"masks.fill_{number}" for number in range(1, 6))
_ON_BOTH = ("masks.next", "masks.previous", *_FILLS)  # timeline and strip


class ModelDesk(QObject):
    """Brings masks, predictions and strip together with the rest of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._masking = window.panels.masking
        self._strip = window.panels.strip
        homes = {"window": window, "timeline": window.panels.timeline}
        self.figures = FigureCommands(window)
        masks = MaskingCommands(self._masking, window.panels.timeline)
        for owner in (self, masks, self.figures):
            window.commands.add(owner, homes)
        for name in _ON_BOTH:
            self._strip.panel.addAction(window.commands[name])
        window.docks.fill("strip", self._strip.panel)
        window.docks.fill("compare", window.panels.compare.view)
        window.panels.compare.failed.connect(window.notice.say_error)
        self._strip.failed.connect(window.notice.say_error)
        self._masking.changed.connect(self._enable)
        window.edits.give_way_to(self._masking)
        self._enable()

    @command("panel.strip", title="Sentence strip", group="View", key="Ctrl+Shift+M")
    def toggle_strip(self) -> None:
        """Show or hide the row that the model reads."""
        if self._window.session.is_open:
            self._window.docks.toggle("strip")

    @command("panel.compare", title="Compare", group="View", key="Ctrl+Shift+D")
    def toggle_compare(self) -> None:
        """Show or hide two models, or two maskings, side by side."""
        if self._window.session.is_open:
            self._window.docks.toggle("compare")

    @Slot()
    def _enable(self) -> None:
        """Escape and the number keys mean this only while something is hidden or filled."""
        state = self._masking.state
        self._window.commands["masks.restore"].setEnabled(not state.is_empty)
        for name in (*_FILLS, "masks.next", "masks.previous"):
            self._window.commands[name].setEnabled(bool(state.hidden))
