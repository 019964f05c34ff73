"""The library's widgets: filter box, list, and the button that has the videos read."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QSignalBlocker,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.library.delegate import LibraryDelegate
from vbert_studio.ui.library.items import LibraryItem
from vbert_studio.ui.library.model import LibraryModel, Role
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import button, hairline, icon_button, label
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr


class LibraryView(QWidget):
    """Shows a `LibraryModel`; says what a person wants, does nothing itself.

    Args:
        model: the videos.
        export: the button that saves what is shown.
    """

    video_chosen = Signal(int)
    add_wanted = Signal()
    read_wanted = Signal()
    menu_wanted = Signal(int, QPoint)

    def __init__(self, model: LibraryModel, export: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(placeholderText=tr("Filter videos"), clearButtonEnabled=True)
        self.filter.setAccessibleName(tr("Filter videos"))
        self.filter.textChanged.connect(self._proxy.setFilterFixedString)
        self.list = self._make_list()
        self.empty = EmptyPanel(
            "add-video",
            tr("No videos yet"),
            tr("They are listed here with how far each of them is read."),
            tr("Add videos…"),
            primary=False,
        )
        self.empty.pressed.connect(self.add_wanted)
        self.add_button = icon_button("add", tr("Add videos"), self.add_wanted.emit)
        self.read_button = button(tr("Read these videos"), primary=True)
        self.read_button.setToolTip(
            tr("Compute the visual tokens and write down the speech of every video in the library")
        )
        self.read_button.clicked.connect(self.read_wanted)
        self.note = label("", Type.CAPTION, "muted", wrap=True)
        self._lay_out(export)
        self.setMinimumWidth(270)  # room for the names of three stages
        self.show_state(0, "", can_read=False)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self._proxy)
        view.setItemDelegate(LibraryDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setAccessibleName(tr("Videos"))
        view.customContextMenuRequested.connect(self._menu)
        view.selectionModel().currentChanged.connect(self._choose)
        view.activated.connect(self._choose)
        return view

    def _lay_out(self, export: QWidget) -> None:
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        head.setSpacing(Space.XS)
        head.addWidget(self.filter, 1)
        head.addWidget(export)
        head.addWidget(self.add_button)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addWidget(self.note)
        inner.addWidget(self.read_button)
        foot.addLayout(inner)
        self._pages = Pages(self.empty, self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        self.setTabOrder(self.filter, self.add_button)
        self.setTabOrder(self.add_button, self.list)
        self.setTabOrder(self.list, self.read_button)

    def show_state(self, videos: int, note: str, *, can_read: bool) -> None:
        """How many videos there are, what the foot says, and whether its button is offered."""
        self._pages.setCurrentWidget(self.list if videos else self.empty)
        self._head.setVisible(videos > 0)
        self._foot.setVisible(videos > 0 and bool(note))
        self.note.setText(note)
        if self.read_button.hasFocus() and not can_read:
            # Else Qt hands it to whatever comes next, where Space would not play the video.
            self.list.setFocus()
        self.read_button.setVisible(can_read)

    @property
    def shown(self) -> list[LibraryItem]:
        """The videos that the filter leaves, in the order of the list."""
        rows = range(self._proxy.rowCount())
        return [self._proxy.index(row, 0).data(Role.ITEM) for row in rows]

    def select(self, row: int) -> None:
        """Select a row of the model without telling that a video was chosen."""
        index = self._proxy.mapFromSource(self._proxy.sourceModel().index(row, 0))
        if index != self.list.currentIndex():
            with QSignalBlocker(self):
                self.list.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        item: LibraryItem | None = index.data(Role.ITEM)
        if item is not None:
            self.video_chosen.emit(item.video.id)

    @Slot(QPoint)
    def _menu(self, at: QPoint) -> None:
        item: LibraryItem | None = self.list.indexAt(at).data(Role.ITEM)
        if item is not None:
            self.menu_wanted.emit(item.video.id, self.list.viewport().mapToGlobal(at))
