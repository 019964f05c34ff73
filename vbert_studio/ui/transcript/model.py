"""The lines of the transcript for Qt's views."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from vbert_studio.ui.transcript.lines import Line, timecode
from vbert_studio.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """What a delegate may ask a row for."""

    LINE = Qt.ItemDataRole.UserRole + 1
    IS_SAID = Qt.ItemDataRole.UserRole + 2


class TranscriptModel(QAbstractListModel):
    """Lines, one of which may be marked as being said. Editing only tells what was typed."""

    text_edited = Signal(int, str)  # sentence id, new text

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.said = -1
        self.is_editable = True

    def set_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these; when only the ends differ or texts changed, rows keep their place."""
        old = self.lines
        if len(lines) >= len(old) and all(
            a.sentence.id == b.sentence.id for a, b in zip(old, lines, strict=False)
        ):
            self._grow(lines)
            return
        self.beginResetModel()
        self.lines, self.said = lines, -1
        self.endResetModel()

    def _grow(self, lines: tuple[Line, ...]) -> None:
        old = self.lines
        if len(lines) > len(old):
            self.beginInsertRows(_ROOT, len(old), len(lines) - 1)
            self.lines = lines
            self.endInsertRows()
        self.lines = lines
        for row in (n for n in range(len(old)) if old[n] != lines[n]):
            self.dataChanged.emit(self.index(row), self.index(row))

    def set_said(self, row: int) -> None:
        """Mark the row that is being said; -1 for none."""
        before, self.said = self.said, row
        for changed in {before, row} - {-1}:
            if changed < len(self.lines):
                self.dataChanged.emit(self.index(changed), self.index(changed), [Role.IS_SAID])

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be edited unless the project is read-only."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a view or a screen reader asks for."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return line.sentence.text
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                time = timecode(line.sentence.start_s)
                return tr("at {time} {video}", time=time, video=line.video_name).strip()
            case Role.LINE:
                return line
            case Role.IS_SAID:
                return index.row() == self.said
            case _:
                return None

    def setData(  # noqa: N802 - Qt's name
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's own
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell what was typed; the row changes when the project has."""
        text = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not text:
            return False
        sentence = self.lines[index.row()].sentence
        if text != sentence.text:
            self.text_edited.emit(sentence.id, text)
        return True
