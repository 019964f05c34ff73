"""Menu bar and tool bar, filled from the commands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.theme import ICON

ICONS = {
    "project.new": "project-new",
    "project.open": "folder-open",
    "project.demo": "demo",
    "videos.add": "add-video",
    "videos.add_folder": "folder",
    "videos.read": "read",
    "videos.find": "relink",
    "videos.remove": "trash",
    "edit.undo": "undo",
    "edit.redo": "redo",
    "search.transcripts": "search",
    "search.videos": "filter",
    "panel.library": "library",
    "panel.timeline": "timeline",
    "panel.transcript": "transcript",
    "panel.jobs": "jobs",
    "appearance.light": "sun",
    "appearance.dark": "moon",
    "timeline.zoom_in": "zoom-in",
    "timeline.zoom_out": "zoom-out",
    "timeline.fit": "zoom-fit",
    "help.palette": "command",
    "help.keys": "keyboard",
}
_BAR = (
    ("videos.add", "videos.read"),
    ("edit.undo", "edit.redo"),
    ("timeline.zoom_out", "timeline.zoom_in", "timeline.fit"),
    (),
    ("help.palette", "help.keys"),
    ("panel.library", "panel.timeline", "panel.transcript", "panel.jobs"),
)
_APPEARANCES = ("appearance.system", "appearance.light", "appearance.dark")


def fill(window: QMainWindow, actions: Actions, appearance: str) -> QToolBar:
    """Fill the menu bar of the window and add its tool bar, which is returned."""
    choices = QActionGroup(window)
    for name in _APPEARANCES:
        actions[name].setCheckable(True)
        actions[name].setChecked(name == f"appearance.{appearance}")
        choices.addAction(actions[name])
    actions.fill_menus(window.menuBar())
    return _tool_bar(window, actions)


def _tool_bar(window: QMainWindow, actions: Actions) -> QToolBar:
    bar = QToolBar("Tools")
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setIconSize(QSize(ICON, ICON))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for number, names in enumerate(_BAR):
        if not names:
            bar.addWidget(_stretch())
        elif number and _BAR[number - 1]:
            bar.addSeparator()
        for name in names:
            bar.addAction(actions[name])
    _label(bar, actions)
    window.addToolBar(bar)
    return bar


def _label(bar: QToolBar, actions: Actions) -> None:
    """The one button that starts everything says its name; every button has one to be read out."""
    for name in (name for names in _BAR for name in names):
        tool = bar.widgetForAction(actions[name])
        tool.setAccessibleName(actions[name].text())
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name in ("videos.add", "videos.read"):
            tool.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _stretch() -> QWidget:
    result = QWidget()
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return result
