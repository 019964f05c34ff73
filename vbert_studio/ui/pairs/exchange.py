"""Pairs into files and out of them, by dialogs; the work is done in threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vbert_studio.command_line import command_line
from vbert_studio.project.pairs import PairFilter, PairOrder
from vbert_studio.ui.parts.figures import ExportError, Figure, drawing_of, write_figure
from vbert_studio.ui.parts.file_dialogs import ask_for_file, ask_where_to
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.jobs.pairs import PairsImported
    from vbert_studio.project import Project
    from vbert_studio.ui.pairs.panel import PairsPanel

_FILES = tr("Pairs as CSV (*.csv);;Pairs as JSON (*.json)")
_PICTURES = "PNG (*.png);;SVG (*.svg)"
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

    def picture(self) -> None:
        """Ask where to, and write the table as it is seen."""
        folder = self._session.project.folder
        ask_where_to(
            self._window,
            tr("Save the pairs as a picture"),
            _PICTURES,
            folder,
            "pairs.png",
            self.draw,
        )

    def draw(self, path: Path) -> None:
        """Write the table as it is seen, as PNG or SVG by the ending."""
        size, paint = drawing_of(self._panel.view.table)
        try:
            write_figure(Figure("pairs", size, paint, (), (), self.line()), path)
        except ExportError as error:
            self._session.failed.emit(error)
        else:
            self._panel.said.emit(tr("Written: {path}", path=shown_path(path)))

    def line(self) -> str:
        """What lists the same pairs in a shell, in the same order."""
        return pairs_line(self._session.project.folder, self._panel.where, self._panel.order)

    def copy_line(self) -> None:
        """Put that line on the clipboard."""
        QGuiApplication.clipboard().setText(self.line())
        self._panel.said.emit(tr("Copied: {line}", line=self.line()))

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


def pairs_line(folder: Path, where: PairFilter, order: PairOrder) -> str:
    """``vbert-studio pairs list ...`` with this filter and this order."""
    words: list[str] = []
    if where.text:
        words += ["--text", where.text]
    for judgement in sorted(where.judgements):
        words += ["--judgement", judgement]
    if where.video_id is not None:
        words += ["--video", str(where.video_id)]
    if order.by != PairOrder().by:
        words += ["--sort", order.by]
    if order.descending:
        words.append("--descending")
    return command_line("pairs", "list", folder, *words)
