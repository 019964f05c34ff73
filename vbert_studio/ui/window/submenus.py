"""Menus within menus whose entries change: recent projects, and a person's own layouts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class Submenus(QObject):
    """Puts them where they belong, and fills them when they are looked at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.recent = QMenu(tr("Recent projects"), window)
        self.layouts = QMenu(tr("My layouts"), window)
        self.deletions = QMenu(tr("Delete a layout"), window)

    def place(self) -> None:
        """Put them into the menus, which were filled anew."""
        menus, commands = self._window.commands.menus, self._window.commands
        menus["File"].insertMenu(commands["project.demo"], self.recent)
        menus["Layout"].insertMenu(commands["layout.save"], self.layouts)
        menus["Layout"].addMenu(self.deletions)
        menus["File"].aboutToShow.connect(self.fill)
        menus["Layout"].aboutToShow.connect(self.fill)

    def _opening(self, folder: Path) -> Callable[[], None]:
        def act() -> None:
            self._window.session.open(folder)

        return act

    @Slot()
    def fill(self) -> None:
        """What there is right now."""
        window = self._window
        self.recent.clear()
        for folder in window.recent.all():
            if folder != window.session.folder:
                title = f"{folder.name}   {shown_path(folder.parent)}".replace("&", "&&")
                self.recent.addAction(title, self._opening(folder))
        self.recent.setEnabled(not self.recent.isEmpty())
        if not self.recent.isEmpty():
            self.recent.addSeparator()
            self.recent.addAction(tr("Clear this list"), window.recent.clear)
        window.layouts.fill(self.layouts, self.deletions)
