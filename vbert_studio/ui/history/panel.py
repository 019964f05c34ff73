"""Keeps the history in step with the project, and walks it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vbert_studio.command_line import command_line
from vbert_studio.ui.history.steps import BEGINNING, Journey, read_steps, travel
from vbert_studio.ui.history.view import HistoryView
from vbert_studio.ui.history.when import iso_time
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure, drawing_of
from vbert_studio.ui.session import ProjectSession


class HistoryPanel(QObject):
    """Controller of the history; `view` is its widget."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.figures = FigureButton(self._figure, self)
        self.figures.failed.connect(session.failed)
        self.view = HistoryView(self.figures.button)
        self.view.step_wanted.connect(self.go_to)
        session.opened.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.closing.connect(lambda: self.view.show_steps([]))

    @Slot()
    def refresh(self) -> None:
        """Read it again."""
        self._session.read("history", read_steps, self.view.show_steps)

    @Slot(int)
    def go_to(self, edit_id: int) -> None:
        """Bring the project to the state right after an edit."""
        if self._session.read_only:
            return
        self._session.write(lambda project: travel(project, edit_id), self._arrived)

    def _arrived(self, journey: Journey) -> None:
        for changed in journey.changed:
            self._session.step_made(changed, undone=journey.undone)
        if journey.stopped_by is not None:
            self._session.failed.emit(journey.stopped_by)

    def _figure(self) -> Figure | None:
        """The edits, as they are seen; the state before the first is none of them."""
        steps, folder = self.view.steps, self._session.folder
        if not steps or folder is None:
            return None
        rows = [
            (step.name, iso_time(step.at), "; ".join(step.videos), step.undone, step.is_now)
            for step in steps
            if step.edit_id != BEGINNING
        ]
        columns = ("name", "at", "videos", "undone", "is_now")
        size, paint = drawing_of(self.view.list)
        line = command_line("history", folder)
        return Figure(f"history of {folder.name}", size, paint, columns, rows, line)
