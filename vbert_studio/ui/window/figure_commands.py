"""What the timeline shows of the model, saved as a figure or as numbers, or as a command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from vbert_studio.commands.registry import command
from vbert_studio.ui.masking import figures
from vbert_studio.ui.parts.figures import ENDINGS, ExportError, Figure, write_figure
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_GROUP = "Model"
_TIMELINE = "Timeline"


class FigureCommands(QObject):
    """The predictions and the surprise, taken out of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.panels.timeline.view

    @command("masks.save", title="Save the predictions…", group=_GROUP)
    def save_predictions(self) -> None:
        """Save every guess as CSV or JSON, or the timeline with them as PNG or SVG."""
        self._save(self.predictions())

    @command("masks.copy_line", title="Copy as command line", group=_GROUP, key="Ctrl+Shift+C")
    def copy_line(self) -> None:
        """Copy the line for a shell that asks the model the same."""
        self._copy(self.predictions())

    @command("surprise.save", title="Save the surprise…", group=_GROUP)
    def save_surprise(self) -> None:
        """Save how unexpected every clip is as CSV or JSON, or the timeline as PNG or SVG."""
        self._save(self.surprise())

    @command("surprise.copy_line", title="Copy the surprise as command line", group=_GROUP)
    def copy_surprise(self) -> None:
        """Copy the line for a shell that measures how unexpected every clip is."""
        self._copy(self.surprise())

    @command("timeline.save", title="Save the timeline…", group=_TIMELINE)
    def save_timeline(self) -> None:
        """Save the timeline as it is seen as PNG or SVG, or its visual tokens as CSV or JSON."""
        self._save(self.timeline())

    @command("timeline.copy_line", title="Copy the timeline as command line", group=_TIMELINE)
    def copy_timeline(self) -> None:
        """Copy the line for a shell that writes the visual tokens of this video into a file."""
        self._copy(self.timeline())

    def timeline(self) -> Figure | None:
        """What the timeline shows, once a video is open."""
        folder = self._window.session.folder
        return None if folder is None else figures.timeline(self._view, folder)

    def predictions(self) -> Figure | None:
        """What the model believes, if something is hidden."""
        passage = self._window.panels.masking.asking.passage
        return None if passage is None else figures.predictions(self._view, passage)

    def surprise(self) -> Figure | None:
        """How unexpected the video is, as far as that was computed."""
        track, folder = self._window.panels.surprise.track, self._window.session.folder
        if track is None or folder is None or not track.known:
            return None
        return figures.surprise(self._view, track, folder)

    def write(self, figure: Figure, path: Path) -> None:
        """Write a figure, or say why it cannot be."""
        try:
            write_figure(figure, path)
        except ExportError as error:
            self._window.notice.say_error(error)
        else:
            self._window.status.say(tr("Saved {name}", name=path.name))

    def _save(self, figure: Figure | None) -> None:
        if figure is None:
            self._say_nothing()
            return
        kinds = ";;".join(f"{ending[1:].upper()} (*{ending})" for ending in reversed(ENDINGS))
        name = f"{figure.name}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Save"), name, kinds)
        if chosen:
            path = Path(chosen)
            self.write(figure, path if path.suffix else path.with_suffix(".csv"))

    def _copy(self, figure: Figure | None) -> None:
        if figure is None:
            self._say_nothing()
            return
        QGuiApplication.clipboard().setText(figure.command)
        self._window.status.say(tr("Copied: {line}", line=figure.command))

    def _say_nothing(self) -> None:
        self._window.status.say(tr("Nothing is shown yet: hide something on the timeline first"))
