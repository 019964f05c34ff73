"""The command palette: type a few letters, press Return."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.commands.matching import score
from vbert_studio.ui.library.delegate import Index
from vbert_studio.ui.parts.escape import asks_for_escape
from vbert_studio.ui.theme import RADIUS, Space, Type, font, theme
from vbert_studio.ui.translation import tr

_WIDTH = 560
_ROW = 32
_SHOWN = 11
_ENTRY = Qt.ItemDataRole.UserRole + 1
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as the palette lists it."""

    group: str
    title: str
    keys: str
    action: QAction


class _Delegate(QStyledItemDelegate):
    """Group and title on the left, keys on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        scheme = theme().scheme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(scheme.selection)
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), RADIUS, RADIUS)
        inner = option.rect.adjusted(Space.L, 0, -Space.L, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Type.CAPTION))
        painter.setPen(scheme.text_muted)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, entry.keys)
        group = QRect(inner.left(), inner.top(), 64, inner.height())
        painter.drawText(group, middle, entry.group)
        painter.setFont(font(Type.BODY))
        painter.setPen(scheme.text if entry.action.isEnabled() else scheme.text_faint)
        painter.drawText(inner.adjusted(72, 0, 0, 0), middle, entry.title)
        painter.restore()


class CommandPalette(QFrame):
    """A box over the top of the window; it closes when it loses the focus."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(tr("Commands"))
        self.setAutoFillBackground(True)
        self._before = QApplication.focusWidget()
        self._entries = [_entry(command.group, action) for command, action in actions]
        self._model = QStandardItemModel(self)
        self.box = QLineEdit(placeholderText=tr("Type a command"))
        self.box.setAccessibleName(tr("Command"))
        self.box.textChanged.connect(self._fill)
        self.box.installEventFilter(self)
        self.list = self._make_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        layout.addWidget(self.box)
        layout.addWidget(self.list)
        self._fill("")
        self.setGeometry((window.width() - _WIDTH) // 2, 72, _WIDTH, 60 + _SHOWN * _ROW)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setAccessibleName(tr("Commands"))
        view.setModel(self._model)
        view.setItemDelegate(_Delegate(view))
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.clicked.connect(self.run_current)
        return view

    def open(self) -> None:
        """Show the box and take the keys."""
        self.show()
        self.raise_()
        self.box.setFocus()

    def dismiss(self) -> None:
        """Go away, and give the keys back."""
        if self.isVisible():
            self.hide()
            if self._before is not None and isValid(self._before):
                self._before.setFocus()
            self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A card with an edge."""
        scheme = theme().scheme
        painter = QPainter(self)
        painter.setPen(scheme.outline)
        painter.setBrush(scheme.panel)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @Slot(str)
    def _fill(self, typed: str) -> None:
        scored = [(score(typed, f"{e.group} {e.title}"), e) for e in self._entries]
        found = [(points, entry) for points, entry in scored if points is not None]
        if typed:
            found.sort(key=lambda pair: -pair[0])
        self._model.clear()
        for _, entry in found:
            item = QStandardItem(entry.title)
            item.setData(entry, _ENTRY)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The arrow keys move in the list while the box keeps the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        if asks_for_escape(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    @Slot()
    def run_current(self) -> None:
        """Go away, then do what is selected: it may want the keys."""
        entry: Entry | None = self.list.currentIndex().data(_ENTRY)
        self.dismiss()
        if entry is not None:
            entry.action.trigger()


def _entry(group: str, action: QAction) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(group, action.text().rstrip("…"), keys, action)
