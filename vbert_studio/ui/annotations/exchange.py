"""Annotations into files and out of them, by dialogs; the work is done in threads."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.annotations import tier_key
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.jobs.annotations import AnnotationsImported
    from vbert_studio.project import Project

_FILES = tr("Annotations as CSV (*.csv);;Annotations as JSON (*.json)")
_ANY = tr("Texts with times (*.json *.srt *.vtt *.ass *.ssa *.sub);;All files (*)")
_TITLES = {
    AnnotationKind.STEP: tr("Import steps"),
    AnnotationKind.DESCRIPTION: tr("Import descriptions"),
}


class AnnotationExchange(QObject):
    """Writes the annotations of all videos; takes those of a file for the video that is open.

    `said` is for the status bar.
    """

    said = Signal(str)

    def __init__(self, session: ProjectSession, timeline: TimelinePanel, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._timeline = timeline
        self._window = window

    def export(self) -> None:
        """Ask where to, and write."""
        home = self._session.project.exports
        place = home if home.is_dir() else self._session.project.folder
        dialog = self._dialog(tr("Export annotations"), _FILES, place)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile("annotations.csv")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write them all: JSON if the file is called so, else CSV."""
        from vbert_studio.jobs.export_annotations import export_annotations

        self._session.read(
            "export annotations",
            lambda project: export_annotations(
                project, path, format="json" if path.suffix.lower() == ".json" else "csv"
            ),
            lambda files: self.said.emit(tr("Written: {path}", path=shown_path(files[0]))),
        )

    def take(self, kind: AnnotationKind, video_id: int) -> None:
        """Ask for a file, and take what it has for a video."""
        dialog = self._dialog(_TITLES[kind], _ANY, self._session.project.folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name), kind, video_id))
        dialog.open()

    def read(self, path: Path, kind: AnnotationKind, video_id: int) -> None:
        """Take the annotations of a file for a video, as one edit."""
        from vbert_studio.jobs.annotations import import_annotations

        def work(project: Project) -> AnnotationsImported:
            return import_annotations(project, video_id, path, kind)

        self._session.write(work, partial(self._taken, kind))

    def _taken(self, kind: AnnotationKind, done: AnnotationsImported) -> None:
        if done.new:
            self._timeline.show_tier(tier_key(kind))
        self._session.refresh()
        self.said.emit(
            tr("{read:,} annotations read, {new:,} of them new", read=done.read, new=done.new)
        )

    def _dialog(self, title: str, files: str, place: Path) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(place), files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
