"""Keeps the library in step with the project and with the jobs that work on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.command_line import command_line
from vbert_studio.ui.library.figure import COLUMNS, row_of
from vbert_studio.ui.library.items import LibraryItem, Working, read_items
from vbert_studio.ui.library.model import LibraryModel
from vbert_studio.ui.library.pictures import Pictures
from vbert_studio.ui.library.view import LibraryView
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure, drawing_of
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import tr

_SHOWN = ("videos", "clips", "features", "tokens", "codebooks", "transcripts", "sentences")


class LibraryPanel(QObject):
    """Controller of the library; `view` is its widget.

    `video_chosen` follows a click or the arrow keys, `loaded` a first reading of a project.
    """

    video_chosen = Signal(int)
    loaded = Signal()
    can_read_changed = Signal(bool)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._extractor = ""
        self._is_working = False
        self.model = LibraryModel()
        self.figures = FigureButton(self._figure, self)
        self.figures.failed.connect(session.failed)
        self.view = LibraryView(self.model, self.figures.button)
        self._pictures = Pictures(session, self)
        self._pictures.ready.connect(self.model.set_picture)
        self.model.picture_missed.connect(self._pictures.ask)
        self.view.video_chosen.connect(self.video_chosen)
        session.opened.connect(self.refresh)
        session.closing.connect(self._empty)
        session.changed.connect(self._on_changed)

    @property
    def items(self) -> list[LibraryItem]:
        """What is shown."""
        return self.model.items

    @property
    def unread(self) -> list[LibraryItem]:
        """The videos that a reading would do something for."""
        return [item for item in self.items if not item.is_read and not item.is_missing]

    def use_extractor(self, extractor: str) -> None:
        """Count the features of this extractor."""
        if extractor != self._extractor:
            self._extractor = extractor
            if self._session.is_open:
                self.refresh()

    def set_working(self, video_id: int, working: Working | None) -> None:
        """Show what a job does with a video."""
        self.model.set_working(video_id, working)

    def set_is_working(self, working: bool) -> None:  # noqa: FBT001 - a slot
        """Whether videos are being read at all."""
        self._is_working = working
        if not working:
            self.model.clear_working()
        self._tell_state()

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        extractor = self._extractor
        self._session.read("library", lambda project: read_items(project, extractor), self._show)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(*_SHOWN):
            self.refresh()

    def _show(self, items: list[LibraryItem]) -> None:
        self.model.set_items(items)
        self._tell_state()
        self.loaded.emit()

    def _figure(self) -> Figure | None:
        """The videos that the filter leaves, with how far each is read."""
        items, folder = self.view.shown, self._session.folder
        if not items or folder is None:
            return None
        size, paint = drawing_of(self.view.list)
        rows = [row_of(item) for item in items]
        line = command_line("show", folder)
        return Figure(f"videos of {folder.name}", size, paint, COLUMNS, rows, line)

    @Slot()
    def _empty(self) -> None:
        self._pictures.forget()
        self.model.set_items([])
        self._tell_state()

    def _tell_state(self) -> None:
        count = len(self.unread)
        if self._is_working:
            note = tr("Reading. Tokens and words appear on the timeline as they are computed.")
        elif count:
            them = tr("1 video is") if count == 1 else tr("{count} videos are", count=count)
            note = tr("{them} not read to the end: visual tokens or words are missing.", them=them)
        else:
            note = ""
        can_read = count > 0 and not self._is_working and not self._session.read_only
        text = tr("Read this video") if len(self.items) == 1 else tr("Read these videos")
        self.view.read_button.setText(text)
        self.view.show_state(len(self.items), note, can_read=can_read)
        self.can_read_changed.emit(can_read)
