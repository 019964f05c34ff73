"""Makes a `QAction` of each command, and menus of the actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from vbert_studio.commands.registry import LAST, WINDOW, Command, commands_of
from vbert_studio.ui.commands.bindings import bindings, shown_keys
from vbert_studio.ui.commands.nearest import NearestFirst
from vbert_studio.ui.theme import theme
from vbert_studio.ui.translation import tr

MENUS = (
    "File",
    "Edit",
    "View",
    "Layout",
    "Play",
    "Timeline",
    "Annotations",
    "Model",
    "Words",
    "Pairs",
    "Help",
)


class Actions(QObject):
    """Every command of the window as an action, by name.

    Args:
        icons: names of icons by names of commands.
    """

    def __init__(self, icons: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._actions: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}
        self._nearest = NearestFirst(self)
        self.menus: dict[str, QMenu] = {}
        bindings().changed.connect(self._on_keys)

    def __getitem__(self, name: str) -> QAction:
        """The action of the command with this name."""
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        """Every command with its action."""
        return ((self._commands[name], action) for name, action in self._actions.items())

    def __contains__(self, name: str) -> bool:
        """Whether there is a command with this name."""
        return name in self._actions

    def add(self, owner: object, homes: Mapping[str, QWidget]) -> None:
        """Make actions of the commands among an object's methods.

        Args:
            owner: the object.
            homes: the widgets in which commands are heard, by context.
        """
        for command in commands_of(owner):
            home = homes[WINDOW if command.context == LAST else command.context]
            action = _action(command, home)
            if command.context == LAST:
                self._nearest.add_last(action)
            elif command.context != WINDOW:
                self._nearest.add_near(action, home)
            if command.name in self._icons:
                theme().follow_icon(action, self._icons[command.name])
            self._actions[command.name] = action
            self._commands[command.name] = command

    @Slot(str)
    def _on_keys(self, name: str) -> None:
        """A person gave a command other keys."""
        if name in self._actions:
            _give_keys(self._actions[name], self._commands[name])

    def fill_menus(self, bar: QMenuBar) -> None:
        """One menu per group, in the usual order; a part of a name before the dot is a section."""
        bar.clear()
        taken: set[str] = set()
        groups = dict.fromkeys([*MENUS, *(command.group for command, _ in self)])
        for group in groups:
            members = [(command, action) for command, action in self if command.group == group]
            if members:
                title = _with_letter(tr(group), taken)
                self.menus[group] = bar.addMenu(title)
                _fill(self.menus[group], members)


def _with_letter(title: str, taken: set[str]) -> str:
    """A title that Alt and its first free letter open."""
    for place, letter in enumerate(title.lower()):
        if letter.isalpha() and letter not in taken:
            taken.add(letter)
            return f"{title[:place]}&{title[place:]}"
    return title


def _fill(menu: QMenu, members: list[tuple[Command, QAction]]) -> None:
    section = None
    for command, action in members:
        now = command.name.partition(".")[0]
        if section not in (None, now):
            menu.addSeparator()
        section = now
        menu.addAction(action)


def _give_keys(action: QAction, command: Command) -> None:
    keys = bindings().keys_of(command)
    action.setShortcuts([QKeySequence(key) for key in keys])
    summary = tr(command.summary)
    action.setToolTip(f"{summary} ({shown_keys(keys[:1])})" if keys else summary)


def _action(command: Command, home: QWidget) -> QAction:
    action = QAction(tr(command.title), home)
    everywhere = command.context in (WINDOW, LAST)
    context = Qt.ShortcutContext
    action.setShortcutContext(
        context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
    )
    action.setStatusTip(tr(command.summary))
    _give_keys(action, command)
    action.triggered.connect(command.function)
    home.addAction(action)
    return action
