"""Annotations into files and out of them, by dialogs; the work is done in threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.parts.file_dialogs import ask_for_file, ask_where_to
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.annotations import tier_key
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.jobs.annotations import AnnotationsImported
    from vbert_studio.project import Project

_FILES = tr("Annotations as CSV (*.csv);;Annotations as JSON (*.json)")
_ANY = tr("Texts with times (*.json *.csv *.tsv *.srt *.vtt *.ass *.ssa *.sub);;All files (*)")
_TITLES = {
    AnnotationKind.STEP: tr("Import steps"),
    AnnotationKind.DESCRIPTION: tr("Import descriptions"),
}


class AnnotationExchange(QObject):
    """Writes the annotations of all videos; takes those of a file, for all or for the open one.

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
        folder = self._session.project.folder
        home = folder / "exports"
        place = home if home.is_dir() else folder
        ask_where_to(
            self._window, tr("Export annotations"), _FILES, place, "annotations.csv", self.write
        )

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
        read = partial(self.read, video_id=video_id, kind=kind)
        self._ask(_TITLES[kind], read)

    def take_all(self) -> None:
        """Ask for a file, and take what it says of any video."""
        self._ask(tr("Import annotations"), self.read)

    def _ask(self, title: str, read: Callable[[Path], None]) -> None:
        ask_for_file(self._window, title, _ANY, self._session.project.folder, read)

    def read(
        self, path: Path, *, video_id: int | None = None, kind: AnnotationKind | None = None
    ) -> None:
        """Take the annotations of a file, all or only of a video and a kind, as one edit."""
        from vbert_studio.jobs.annotations import import_annotations

        def work(project: Project) -> AnnotationsImported:
            return import_annotations(project, path, video_id=video_id, kind=kind)

        self._session.write(work, self._taken)

    def _taken(self, done: AnnotationsImported) -> None:
        if done.new:
            for kind in sorted(done.kinds):
                self._timeline.show_tier(tier_key(kind))
        self._session.refresh()
        self.said.emit(
            tr("{read:,} annotations read, {new:,} of them new", read=done.read, new=done.new)
        )
