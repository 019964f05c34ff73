"""The commands with their keys, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from vbert_studio.commands.registry import WINDOW, Command
from vbert_studio.ui.commands.bindings import bindings, shown_keys
from vbert_studio.ui.theme import Space, Type, font
from vbert_studio.ui.translation import tr

_COMMAND = Qt.ItemDataRole.UserRole + 1


class KeysList(QTreeWidget):
    """One row per command: what it does, its keys, its menu, and where the keys are heard."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Commands and their keys"))
        self.setHeaderLabels([tr("Command"), tr("Keys"), tr("Menu"), tr("Heard in")])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(f"QTreeView::item {{ padding: {Space.XS}px {Space.S}px; }}")
        self._items = {command.name: self._row(command) for command in commands}
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        for column in (1, 2, 3):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._stay_on_a_shown_one()

    def _row(self, command: Command) -> QTreeWidgetItem:
        where = tr("the whole window") if command.context == WINDOW else tr(command.context)
        title = tr(command.title).rstrip("…")
        item = QTreeWidgetItem([title, "", tr(command.group), where])
        item.setData(0, _COMMAND, command)
        item.setToolTip(0, f"{tr(command.summary)} ({command.name})")
        self.addTopLevelItem(item)
        _show_keys(item, command)
        return item

    @property
    def command(self) -> Command | None:
        """The one that is selected."""
        item = self.currentItem()
        found: Command | None = None if item is None else item.data(0, _COMMAND)
        return found

    def refresh(self, name: str) -> None:
        """A command has other keys."""
        if name in self._items:
            _show_keys(self._items[name], self._items[name].data(0, _COMMAND))

    def filter(self, typed: str, key: str) -> int:
        """Show what has these words, or this key when one is given; how many that are."""
        words = typed.casefold().split()
        count = 0
        for item in self._items.values():
            command: Command = item.data(0, _COMMAND)
            said = f"{item.text(0)} {item.text(1)} {item.text(2)} {command.name}".casefold()
            found = key in bindings().keys_of(command) if key else all(w in said for w in words)
            item.setHidden(not found)
            count += found
        self._stay_on_a_shown_one()
        return count

    def _stay_on_a_shown_one(self) -> None:
        shown = [item for item in self._items.values() if not item.isHidden()]
        if shown and self.currentItem() not in shown:
            self.setCurrentItem(shown[0])


def _show_keys(item: QTreeWidgetItem, command: Command) -> None:
    keys = shown_keys(bindings().keys_of(command), tr(" or "))
    changed = bindings().is_changed(command)
    item.setText(1, f"{keys}  ✎" if changed else keys)
    item.setToolTip(1, _own(command) if changed else "")
    item.setFont(1, font(Type.STRONG if changed else Type.DIGITS))


def _own(command: Command) -> str:
    own = shown_keys(command.keys, tr(" or "))
    return tr("Changed; at first: {keys}", keys=own or tr("no keys"))
