"""The transcript's widgets: a search box over all videos, and the lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.escape import asks_for_escape
from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.transcript.delegate import TranscriptDelegate
from vbert_studio.ui.transcript.lines import Line
from vbert_studio.ui.transcript.model import Role, TranscriptModel
from vbert_studio.ui.translation import tr

_LOWEST = 60  # some lines
_EDIT = QAbstractItemView.EditTrigger


class _Lines(QListView):
    """A list whose rows are as high as their wrapped text."""

    def __init__(self, delegate: TranscriptDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # A long film has thousands of sentences; measuring them all at once would be felt.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_EDIT.DoubleClicked | _EDIT.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumHeight(_LOWEST)
        self.setAccessibleName(tr("Sentences"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The width decides how texts wrap."""
        self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)
        # By itself Qt asks for new heights of rows only when the list's own height changes.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class TranscriptView(QWidget):
    """Shows a `TranscriptModel`; says what a person wants, does nothing itself.

    Args:
        model: the lines.
        export: the button that saves what is shown.
    """

    line_chosen = Signal(object)  # Line
    search_wanted = Signal(str)
    read_wanted = Signal()
    menu_wanted = Signal(object, QPoint)  # Line, where on the screen

    def __init__(self, model: TranscriptModel, export: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit(placeholderText=tr("Search what is said"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search what is said in all videos"))
        self.search.textChanged.connect(self.search_wanted)
        self.search.installEventFilter(self)
        self.list = _Lines(TranscriptDelegate(self))
        self.list.setModel(model)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.note = label("", Type.CAPTION, "muted")
        self.empty = EmptyPanel("transcript", "", "")
        self.empty.pressed.connect(self.read_wanted)
        self.setMinimumWidth(230)
        self._lay_out(export)

    def _lay_out(self, export: QWidget) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.XS)
        head.setSpacing(Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.search)
        row.addWidget(export)
        head.addLayout(row)
        head.addWidget(self.note)
        self._pages = Pages(self.empty, self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self.setTabOrder(self.search, self.list)

    @property
    def chosen(self) -> list[Line]:
        """The lines that are chosen, from top to bottom."""
        rows = sorted(self.list.selectedIndexes(), key=QModelIndex.row)
        return [index.data(Role.LINE) for index in rows]

    def show_lines(self, note: str) -> None:
        """Show the list with a remark above it."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._pages.setCurrentWidget(self.list)

    def show_empty(self, heading: str, text: str, action: str = "") -> None:
        """Say why there is nothing, and offer what changes that."""
        self.note.setVisible(False)
        self.empty.say(heading, text, action)
        self._pages.setCurrentWidget(self.empty)

    def scroll_to(self, row: int) -> None:
        """Bring a row into view, unless the person is editing."""
        if row >= 0 and self.list.state() != QAbstractItemView.State.EditingState:
            index = self.list.model().index(row, 0)
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """From the search box, the down key goes to the lines and Escape empties the box."""
        if asks_for_escape(event) and self.search.text():
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        line: Line | None = index.data(Role.LINE)
        if line is not None:
            self.line_chosen.emit(line)

    @Slot(QPoint)
    def _menu(self, at: QPoint) -> None:
        line: Line | None = self.list.indexAt(at).data(Role.LINE)
        if line is not None:
            self.menu_wanted.emit(line, self.list.viewport().mapToGlobal(at))
