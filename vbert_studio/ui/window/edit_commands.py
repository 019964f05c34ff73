"""The Edit menu: undo, redo, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from vbert_studio.commands.registry import command
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.masking.controller import MaskingController
    from vbert_studio.ui.window.main_window import MainWindow


class EditCommands(QObject):
    """Takes edits back, in the order in which they were made, also those of another day."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._what_if: MaskingController | None = None

    @command("edit.undo", title="Undo", group="Edit", key="Ctrl+Z")
    def undo(self) -> None:
        """Take the last edit back, or the last step of the what-if."""
        if self._what_if is not None and self._what_if.undo_name:
            self._what_if.undo()
        elif self._session.is_open:
            self._session.undo()

    @command("edit.redo", title="Redo", group="Edit", key=("Ctrl+Shift+Z", "Ctrl+Y"))
    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        if self._what_if is not None and self._what_if.redo_name:
            self._what_if.redo()
        elif self._session.is_open:
            self._session.redo()

    @command("search.transcripts", title="Search what is said", group="Edit", key="Ctrl+F")
    def search(self) -> None:
        """Type words to find sentences of any video in the project."""
        self._window.docks.show("transcript")
        self._window.panels.transcript.view.search.setFocus()
        self._window.panels.transcript.view.search.selectAll()

    @command("search.videos", title="Filter videos", group="Edit", key="Ctrl+Shift+F")
    def filter_videos(self) -> None:
        """Type a part of a name to see only the videos that have it."""
        self._window.docks.show("library")
        self._window.panels.library.view.filter.setFocus()
        self._window.panels.library.view.filter.selectAll()

    def follow(self, undo: QAction, redo: QAction) -> None:
        """Keep the names of both menu entries right."""
        self._undo, self._redo = undo, redo
        for signal in (self._session.opened, self._session.closed, self._session.changed):
            signal.connect(self._name_them)
        self._name_them()

    def give_way_to(self, what_if: MaskingController) -> None:
        """Take steps of the what-if back first, while they are younger than the last edit."""
        self._what_if = what_if
        what_if.stepped.connect(self._name_them)

    @Slot()
    def _name_them(self) -> None:
        undo, redo = self._session.next_undo_and_redo()
        if self._what_if is not None:
            undo, redo = self._what_if.undo_name or undo, self._what_if.redo_name or redo
        self._undo.setText(tr("Undo: {undo}", undo=undo) if undo else tr("Undo"))
        self._redo.setText(tr("Redo: {redo}", redo=redo) if redo else tr("Redo"))
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)
