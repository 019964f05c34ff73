"""Pairs into files and out of them, by dialogs; the work is done in threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.parts.file_dialogs import ask_for_file, ask_where_to
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.jobs.pairs import PairsImported
    from vbert_studio.project import Project
    from vbert_studio.ui.pairs.panel import PairsPanel

_FILES = tr("Pairs as CSV (*.csv);;Pairs as JSON (*.json)")
_ANY = tr("Pairs (*.csv *.json);;All files (*)")


class PairExchange(QObject):
    """Writes what the table shows; takes what a file has."""

    def __init__(self, session: ProjectSession, panel: PairsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._window = window

    def export(self) -> None:
        """Ask where to, and write."""
        folder = self._session.project.folder
        home = folder / "exports"
        place = home if home.is_dir() else folder
        ask_where_to(self._window, tr("Export pairs"), _FILES, place, "pairs.csv", self.write)

    def write(self, path: Path) -> None:
        """Write what passes the filter, in the order of the table."""
        from vbert_studio.jobs.pairs import export_pairs

        where, order = self._panel.where, self._panel.order
        self._session.read(
            "export pairs",
            lambda project: export_pairs(project, path, where=where, order=order),
            lambda written: self._panel.said.emit(tr("Written: {path}", path=shown_path(written))),
        )

    def take(self) -> None:
        """Ask for a file, and take its pairs."""
        folder = self._session.project.folder
        ask_for_file(self._window, tr("Import pairs"), _ANY, folder, self.read)

    def read(self, path: Path) -> None:
        """Take the pairs of a file."""
        from vbert_studio.jobs.pairs import import_pairs

        def work(project: Project) -> PairsImported:
            return import_pairs(project, path)

        self._session.write(work, self._taken)

    def _taken(self, done: PairsImported) -> None:
        self._session.refresh()
        self._panel.said.emit(
            tr("{read:,} pairs read, {new:,} of them new", read=done.read, new=done.new)
        )
