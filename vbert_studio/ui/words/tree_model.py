"""The tree for Qt's views: every question is answered from arrays, nothing is made beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from vbert_studio.jobs.words import WordList
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.tree import Ints, WordTree

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """What the delegate asks a row for."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A branch, or a word.

    Attributes:
        path: its digits.
        name: what a person calls the word; "" for a branch.
        words: how many words it has; 1 for a word.
        uses: how many clips have one of them.
        share: its uses of those of the most used of its siblings, 0 .. 1.
        is_word: whether nothing is below it.
    """

    path: str
    name: str
    words: int
    uses: int
    share: float
    is_word: bool

    @property
    def said(self) -> str:
        """The row in words."""
        clips = tr("1 clip") if self.uses == 1 else tr("{uses:,} clips", uses=self.uses)
        if self.is_word:
            return f"{self.name or tr('visual word')} {self.path}, {clips}"
        words = tr("1 word") if self.words == 1 else tr("{words:,} words", words=self.words)
        return tr("branch {path}, {words}, {clips}", path=self.path, words=words, clips=clips)


class TreeModel(QAbstractItemModel):
    """The internal id of an index is the number of its node."""

    def __init__(self) -> None:
        super().__init__()
        self._list: WordList | None = None
        self.tree: WordTree | None = None

    def show(self, words: WordList, tree: WordTree) -> None:
        """Show these words in this tree."""
        self.beginResetModel()
        self._list, self.tree = words, tree
        self.endResetModel()

    def rename(self, words: WordList) -> None:
        """The same words, called otherwise: what is open and selected stays so."""
        self._list = words
        top = self.rowCount()
        if top:
            self.dataChanged.emit(self.index(0, 0), self.index(top - 1, 0))

    def index_of(self, node: int) -> QModelIndex:
        """The index of a node."""
        if self.tree is None or node <= 0:
            return QModelIndex()
        parent = int(self.tree.parent[node])
        return self.createIndex(node - int(self.tree.first_child[parent]), 0, node)

    def index_of_word(self, place: int) -> QModelIndex:
        """The index of the word at a place of the list; invalid when the filter left it out."""
        node = None if self.tree is None else self.tree.node_of_word(place)
        return QModelIndex() if node is None else self.index_of(node)

    def words_of(self, index: Index) -> Ints:
        """The places of the words of a row in the list."""
        assert self.tree is not None
        return self.tree.words_of(index.internalId())

    def word_of(self, index: Index) -> int | None:
        """The place of a row's word in the list; None for a branch."""
        if self.tree is None or not index.isValid() or not self.tree.is_word(index.internalId()):
            return None
        return self.tree.word(index.internalId())

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The row of a parent."""
        if self.tree is None or column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        above = parent.internalId() if parent.isValid() else 0
        return self.createIndex(row, 0, int(self.tree.first_child[above]) + row)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """The branch that a row hangs on."""
        if self.tree is None or not index.isValid():
            return QModelIndex()
        return self.index_of(int(self.tree.parent[index.internalId()]))

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many children a branch has."""
        if self.tree is None:
            return 0
        return int(self.tree.child_count[parent.internalId() if parent.isValid() else 0])

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802, ARG002 - Qt's name
        """One, painted as a whole."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a view or a screen reader asks for."""
        if not index.isValid():
            return None
        match role:
            case Role.ROW:
                return self.row(index.internalId())
            case Qt.ItemDataRole.DisplayRole:
                row = self.row(index.internalId())
                return row.name or row.path
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.row(index.internalId()).said
            case _:
                return None

    def row(self, node: int) -> TreeRow:
        """What stands in a node's row."""
        tree, words = self.tree, self._list
        assert tree is not None
        assert words is not None
        parent = int(tree.parent[node])
        first = int(tree.first_child[parent])
        most = int(tree.uses[first : first + int(tree.child_count[parent])].max())
        uses, is_word = int(tree.uses[node]), tree.is_word(node)
        return TreeRow(
            path=tree.path(node),
            name=words.name(tree.word(node)) if is_word else "",
            words=int(tree.high[node] - tree.low[node]),
            uses=uses,
            share=uses / most if most else 0.0,
            is_word=is_word,
        )
