"""What the status bar says of the open project and of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.window.status_bar import StatusBar

if TYPE_CHECKING:
    from vbert_studio.project import Project


class Facts(QObject):
    """Codebook in use and who else has the project."""

    def __init__(self, session: ProjectSession, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._status = status
        session.opened.connect(self.refresh)
        session.changed.connect(self._on_changed)

    @Slot()
    def refresh(self) -> None:
        """Read both again."""
        self._session.read("facts", _read, self._show)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns("codebooks"):
            self.refresh()

    def _show(self, facts: tuple[str, str, str]) -> None:
        codebook, extractor, editor = facts
        self._status.codebook.say(codebook or "no codebook yet", _hint(codebook, extractor))
        read_only = self._session.read_only
        reason = f"Being edited by {editor}" if editor else "The folder cannot be written to"
        self._status.read_only.say("Read-only" if read_only else "", reason)


def _hint(codebook: str, extractor: str) -> str:
    if not codebook:
        return "Reading the videos learns the visual words of this project"
    return f"The visual words of this project, learned from features of {extractor}"


def _read(project: Project) -> tuple[str, str, str]:
    codebook = project.codebooks.current()
    editor = project.editor() if project.mode == "read" else None
    name, extractor = ("", "") if codebook is None else (codebook.name, codebook.extractor)
    return name, extractor, "" if editor is None else str(editor)
