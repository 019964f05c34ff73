"""The rows of the library for Qt's views."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap

from vbert_studio.ui.library.items import LibraryItem, Working

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """What a delegate may ask a row for."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    PICTURE = Qt.ItemDataRole.UserRole + 2
    WORKING = Qt.ItemDataRole.UserRole + 3


class LibraryModel(QAbstractListModel):
    """Items in the order in which they were added, with their pictures and the work on them.

    `picture_missed` carries an item that is looked at and whose picture was not read yet.
    """

    picture_missed = Signal(object)  # LibraryItem

    def __init__(self) -> None:
        super().__init__()
        self.items: list[LibraryItem] = []
        self._pictures: dict[int, QPixmap] = {}
        self._working: dict[int, Working] = {}

    def set_items(self, items: list[LibraryItem]) -> None:
        """Show these; rows that stay keep their selection."""
        if [i.video.id for i in items] == [i.video.id for i in self.items]:
            self.items = items
            self._tell_all()
            return
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def set_picture(self, video_id: int, picture: QPixmap) -> None:
        """The thumbnail of a video has been read."""
        self._pictures[video_id] = picture
        self._tell(video_id)

    def set_working(self, video_id: int, working: Working | None) -> None:
        """A job is working on a video, or no longer is."""
        if working is None:
            self._working.pop(video_id, None)
        else:
            self._working[video_id] = working
        self._tell(video_id)

    def clear_working(self) -> None:
        """No job is working on any video."""
        self._working.clear()
        self._tell_all()

    def row_of(self, video_id: int) -> int:
        """The row of a video, or -1."""
        ids = [item.video.id for item in self.items]
        return ids.index(video_id) if video_id in ids else -1

    def item_of(self, video_id: int) -> LibraryItem | None:
        """The item of a video, if the library has it."""
        row = self.row_of(video_id)
        return None if row < 0 else self.items[row]

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many videos there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a view or a screen reader asks for."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return item.summary
            case Role.ITEM:
                return item
            case Role.PICTURE:
                return self._picture(item)
            case Role.WORKING:
                return self._working.get(item.video.id)
            case _:
                return None

    def _picture(self, item: LibraryItem) -> QPixmap | None:
        known = self._pictures.get(item.video.id)
        if known is None:
            self.picture_missed.emit(item)
        return known

    def _tell(self, video_id: int) -> None:
        row = self.row_of(video_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _tell_all(self) -> None:
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
