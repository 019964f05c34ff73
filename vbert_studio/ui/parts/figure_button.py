"""A button whose menu saves what a view shows, or copies the line that gives the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from vbert_studio.ui.parts.figures import ENDINGS, ExportError, Figure, write_figure
from vbert_studio.ui.parts.labels import icon_button
from vbert_studio.ui.translation import tr

_ENTRIES = {
    ".png": tr("Save the figure as PNG…"),
    ".svg": tr("Save the figure as SVG…"),
    ".csv": tr("Save the numbers as CSV…"),
    ".json": tr("Save the numbers as JSON…"),
}


class FigureButton(QObject):
    """Owns the `button` and its `menu`.

    Args:
        figure: what is shown now; None while there is nothing.
        parent: the view.
    """

    failed = Signal(object)  # StudioError

    def __init__(self, figure: Callable[[], Figure | None], parent: QObject) -> None:
        super().__init__(parent)
        self._figure = figure
        self._copies: dict[QAction, Callable[[], str]] = {}
        self.button = icon_button("export", tr("Save or copy what is shown"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        for ending in ENDINGS:
            save = self.menu.addAction(_ENTRIES[ending])
            save.triggered.connect(lambda _=False, ending=ending: self._ask_and_save(ending))
        self.menu.addSeparator()
        self.copy = self.menu.addAction(tr("Copy as command line"), self.copy_command)
        self.menu.aboutToShow.connect(self._enable)
        self.button.setMenu(self.menu)

    def add_copy(self, title: str, line: Callable[[], str]) -> None:
        """Offer another line for a shell; an empty one cannot be copied."""
        action = self.menu.addAction(title, lambda: QGuiApplication.clipboard().setText(line()))
        self._copies[action] = line

    def save(self, path: Path) -> None:
        """Write what is shown; `failed` when that cannot be."""
        figure = self._figure()
        if figure is None:
            return
        try:
            write_figure(figure, path)
        except ExportError as error:
            self.failed.emit(error)

    @Slot()
    def copy_command(self) -> None:
        """Put the command line on the clipboard."""
        figure = self._figure()
        if figure is not None and figure.command:
            QGuiApplication.clipboard().setText(figure.command)

    def _ask_and_save(self, ending: str) -> None:
        figure = self._figure()
        if figure is None:
            return
        kind = f"{ending[1:].upper()} (*{ending})"
        chosen, _ = QFileDialog.getSaveFileName(
            self.button.window(), tr("Save"), f"{figure.name}{ending}", kind
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(ending))

    @Slot()
    def _enable(self) -> None:
        figure = self._figure()
        for action in self.menu.actions():
            action.setEnabled(figure is not None)
        self.copy.setEnabled(figure is not None and bool(figure.command))
        for action, line in self._copies.items():
            action.setEnabled(bool(line()))
