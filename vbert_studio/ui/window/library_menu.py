"""What can be done with one video of the library, on its context menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from vbert_studio.ui.library.items import LibraryItem
from vbert_studio.ui.theme import theme
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class LibraryMenu(QObject):
    """Opens on a right click or the menu key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.panels.library.view.menu_wanted.connect(self.show_at)

    def menu_for(self, item: LibraryItem) -> QMenu:
        """The menu of a video."""
        files, video = self._window.files, item.video
        can_edit = not self._window.session.read_only
        menu = QMenu(self._window)
        find = menu.addAction(theme().icon("relink"), tr("Relink…"), lambda: files.relink(video.id))
        find.setEnabled(can_edit and item.is_missing)
        folder = QUrl.fromLocalFile(str(video.path.parent))
        show = menu.addAction(
            theme().icon("folder"),
            tr("Show in its folder"),
            lambda: QDesktopServices.openUrl(folder),
        )
        show.setEnabled(not item.is_missing)
        menu.addAction(
            theme().icon("copy"),
            tr("Copy its path"),
            lambda: QGuiApplication.clipboard().setText(str(video.path)),
        )
        menu.addSeparator()
        remove = menu.addAction(
            theme().icon("trash"), tr("Remove from the project"), lambda: files.remove(video.id)
        )
        remove.setEnabled(can_edit)
        return menu

    @Slot(int, QPoint)
    def show_at(self, video_id: int, at: QPoint) -> None:
        """Open the menu of a video."""
        item = self._window.panels.library.model.item_of(video_id)
        if item is not None:
            menu = self.menu_for(item)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)
