"""Makes a `QAction` of each command, and menus of the actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from vbert_studio.commands.registry import WINDOW, Command, commands_of
from vbert_studio.ui.theme import theme

MENUS = ("File", "Edit", "View", "Play", "Timeline", "Help")


class Actions:
    """Every command of the window as an action, by name.

    Args:
        homes: where a command with a context of its own is heard, by context; commands for the
            whole window are heard in the widget under ``window``.
    """

    def __init__(self, homes: Mapping[str, QWidget]) -> None:
        self._homes = homes
        self._actions: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}

    def __getitem__(self, name: str) -> QAction:
        """The action of the command with this name."""
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        """Every command with its action."""
        return ((self._commands[name], action) for name, action in self._actions.items())

    def add(self, owner: object, icons: Mapping[str, str] | None = None) -> None:
        """Make actions of the commands among an object's methods."""
        for command in commands_of(owner):
            home = self._homes[command.context]
            action = _action(command, home)
            icon = (icons or {}).get(command.name)
            if icon:
                theme().follow_icon(action, icon)
            home.addAction(action)
            self._actions[command.name] = action
            self._commands[command.name] = command

    def fill_menus(self, bar: QMenuBar) -> None:
        """One menu per group, in the usual order; a part of a name before the dot is a section."""
        groups = dict.fromkeys([*MENUS, *(command.group for command, _ in self)])
        for group in groups:
            members = [(command, action) for command, action in self if command.group == group]
            if members:
                _fill(bar.addMenu(group), members)


def _fill(menu: QMenu, members: list[tuple[Command, QAction]]) -> None:
    section = None
    for command, action in members:
        now = command.name.partition(".")[0]
        if section not in (None, now):
            menu.addSeparator()
        section = now
        menu.addAction(action)


def _action(command: Command, home: QWidget) -> QAction:
    action = QAction(command.title, home)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    everywhere = command.context == WINDOW
    context = Qt.ShortcutContext
    action.setShortcutContext(
        context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
    )
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{command.summary} ({keys})" if keys else command.summary)
    action.setStatusTip(command.summary)
    action.triggered.connect(command.function)
    return action
