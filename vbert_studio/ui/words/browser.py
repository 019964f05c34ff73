"""The codebook: a filter over a tree and a map, side by side where there is room."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.parts.labels import icon_button, label, set_tone
from vbert_studio.ui.theme import Space, Type, theme
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.book_box import BookBox
from vbert_studio.ui.words.chart import Mask
from vbert_studio.ui.words.choice import CLASSES, SORTINGS
from vbert_studio.ui.words.map_view import MapView
from vbert_studio.ui.words.tree_delegate import TreeDelegate
from vbert_studio.ui.words.tree_model import TreeModel

Face = Literal["tree", "map", "both"]
_TYPING_MS = 120
_FEW = 240  # rows that are shown opened
_HINT = tr(
    "Words whose path begins so, whose name has it, or with which it is said.\n"
    "Also path:3b, name:egg, said:egg, is:used, is:named, and >5 for how often."
)


class _Tree(QTreeView):
    """Arrows to the sides open and close branches, though they are shortcuts elsewhere."""

    def drawBranches(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Qt has filled the place before a selected row, which has round corners of its own.
        painter.fillRect(rect, theme().scheme.panel)
        super().drawBranches(painter, rect, index)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)


class Browser(QWidget):
    """Shows a `TreeModel` and a map; says what a person wants, does nothing itself.

    `changed` follows the filter and its boxes, `chosen(place)` a word in either, `opened` Enter or
    a double click on it, `marked(mask)` a selection of rows, `cleared` the cross beside the count.
    """

    changed = Signal()
    chosen = Signal(int)
    opened = Signal()
    marked = Signal(object)
    cleared = Signal()

    def __init__(self, model: TreeModel, tools: list[QToolButton]) -> None:
        super().__init__()
        self._model = model
        self._face: Face = "tree"
        self.filter = QLineEdit(placeholderText=tr("Filter words"), clearButtonEnabled=True)
        self.filter.setAccessibleName(tr("Filter the visual words"))
        self.filter.setToolTip(_HINT)
        self.filter.installEventFilter(self)
        self.books = BookBox()
        self.kinds = _box(tr("Which words"), list(CLASSES))
        self.sortings = _box(tr("Order"), list(SORTINGS))
        self.count = label("", Type.CAPTION, "muted", wrap=True)
        self.clear_button = icon_button("close", tr("List all words again"), self.cleared.emit)
        kept = self.clear_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # else the map would shift at each loop that is drawn
        self.clear_button.setSizePolicy(kept)
        self.word_button = icon_button("tokens", tr("Show the chosen word"))
        self.tree = self._make_tree()
        self.map = MapView()
        self._faces = self._make_faces()
        self._lay_out(tools)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()

    def _make_tree(self) -> QTreeView:
        tree = _Tree()
        tree.setModel(self._model)
        tree.setItemDelegate(TreeDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)  # else Qt measures every row there is
        tree.setMouseTracking(True)
        tree.setIndentation(int(Space.L))
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paths are digits
        tree.setAccessibleName(tr("Tree of visual words"))
        tree.setMinimumSize(180, 120)
        tree.setExpandsOnDoubleClick(True)
        return tree

    def _make_faces(self) -> dict[str, QToolButton]:
        """The two buttons of a narrow panel."""
        found = {
            "tree": icon_button("codebook", tr("Show the tree")),
            "map": icon_button("map", tr("Show the map")),
        }
        group = QButtonGroup(self)
        for face, button in found.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _=False, face=face: self.show_face(face))
        return found

    def _lay_out(self, tools: list[QToolButton]) -> None:
        first = QHBoxLayout()
        first.setSpacing(Space.XS)
        first.addWidget(self.filter, 1)
        for button in (*self._faces.values(), self.word_button, *tools):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(Space.S)
        second.addWidget(self.kinds, 1)
        second.addWidget(self.sortings, 1)
        third = QHBoxLayout()
        third.addWidget(self.count, 1)
        third.addWidget(self.clear_button)
        head = QVBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.S, Space.XS)
        head.setSpacing(Space.S)
        head.addWidget(self.books)
        for row in (first, second, third):
            head.addLayout(row)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.tree)
        self._split.addWidget(self.map)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.changed)
        self.filter.textChanged.connect(self._typing.start)
        self.kinds.currentIndexChanged.connect(self.changed)
        self.sortings.currentIndexChanged.connect(self.changed)
        self.map.chosen.connect(self.chosen)
        self.map.opened.connect(self.opened)
        self.word_button.clicked.connect(self.opened)
        selection = self.tree.selectionModel()
        selection.currentChanged.connect(self._choose)
        selection.selectionChanged.connect(self._mark)
        self.tree.activated.connect(self._open)

    def show_face(self, face: Face) -> None:
        """Show the tree, the map, or, where there is room, both."""
        self._face = face
        self.tree.setVisible(face != "map")
        self.map.setVisible(face != "tree")
        for name, button in self._faces.items():
            button.setVisible(face != "both")
            button.setChecked(name == face)

    @property
    def faces(self) -> QWidget:
        """Tree, map, or both, as they are seen."""
        return self._split

    def make_room(self, *, wide: bool) -> None:
        """Both faces side by side, or the one that was seen last."""
        if wide != (self._face == "both"):
            self.show_face("both" if wide else "tree")

    def listed(self, listed: int, text: str, *, all_: bool) -> None:
        """The model shows other words."""
        self.say(text)
        self.clear_button.setVisible(not all_)
        if 0 < listed <= _FEW:
            self.tree.expandAll()

    def say(self, text: str, *, bad: bool = False) -> None:
        """How many words there are, or why the filter cannot be understood."""
        set_tone(self.count, "danger" if bad else "muted")
        self.count.setText(text)
        self.count.setToolTip(text if bad else "")

    def show_current(self, place: int | None) -> None:
        """Select a word in the tree and ring it on the map, without choosing it again."""
        if self.map.items is not None:
            self.map.show_current(place)
        index = QModelIndex() if place is None else self._model.index_of_word(place)
        if index != self.tree.currentIndex() and (index.isValid() or place is None):
            with QSignalBlocker(self):
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.tree.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """From the filter, the down key goes to the tree."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            (self.map if self._face == "map" else self.tree).setFocus()
            return True
        return super().eventFilter(watched, event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        place = self._model.word_of(index)
        if place is not None:
            self.chosen.emit(place)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if self._model.word_of(index) is not None:
            self._choose(index)
            self.opened.emit()

    @Slot(QItemSelection, QItemSelection)
    def _mark(self) -> None:
        """One word alone is ringed; branches, or several rows, stand out on the map."""
        rows = self.tree.selectionModel().selectedRows()
        alone = len(rows) == 1 and self._model.word_of(rows[0]) is not None
        if self.map.items is None or not rows or alone:
            self.marked.emit(None)
            return
        mask: Mask = np.zeros(len(self.map.items.points), np.bool_)
        for row in rows:
            mask[self._model.words_of(row)] = True
        self.marked.emit(mask)


def _box(name: str, entries: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(entries)
    box.setAccessibleName(name)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
