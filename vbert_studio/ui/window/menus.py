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
    "panel.clip": "codebook",
    "panel.words": "map",
    "panel.jobs": "jobs",
    "panel.forecast": "forecast",
    "panel.generate": "generate",
    "panel.action": "action",
    "panel.alignment": "alignment",
    "panel.history": "clock",
    "appearance.light": "sun",
    "appearance.dark": "moon",
    "player.toggle": "play",
    "player.frame_back": "frame-back",
    "player.frame_forward": "frame-forward",
    "player.clip_back": "clip-back",
    "player.clip_forward": "clip-forward",
    "player.to_start": "to-start",
    "player.to_end": "to-end",
    "player.loop": "loop",
    "player.mute": "mute",
    "timeline.zoom_in": "zoom-in",
    "timeline.zoom_out": "zoom-out",
    "timeline.fit": "zoom-fit",
    "annotations.step": "add",
    "annotations.edit": "edit",
    "annotations.delete": "trash",
    "settings.open": "settings",
    "settings.keys": "keyboard",
    "help.palette": "command",
    "help.keys": "keyboard",
}
_BAR = (
    ("videos.add", "videos.read"),
    ("edit.undo", "edit.redo"),
    ("timeline.zoom_out", "timeline.zoom_in", "timeline.fit"),
    (),
    ("help.palette", "help.keys"),
    ("panel.library", "panel.timeline", "panel.transcript"),
    ("panel.clip", "panel.words", "panel.jobs"),
)
_APPEARANCES = ("appearance.system", "appearance.light", "appearance.dark")


def group_appearances(window: QMainWindow, actions: Actions) -> None:
    """Make the three appearances exclude each other."""
    choices = QActionGroup(window)
    for name in _APPEARANCES:
        actions[name].setCheckable(True)
        choices.addAction(actions[name])


def check_appearance(actions: Actions, appearance: str) -> None:
    """Mark the one that was chosen."""
    for name in _APPEARANCES:
        actions[name].setChecked(name == f"appearance.{appearance}")


def make_tool_bar(window: QMainWindow) -> QToolBar:
    """An empty tool bar that stays where it is."""
    bar = QToolBar("Tools")
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setIconSize(QSize(ICON, ICON))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    window.addToolBar(bar)
    return bar


def fill_tool_bar(bar: QToolBar, actions: Actions) -> None:
    """Put the tools there are on the bar, in place of those that were on it."""
    bar.clear()
    names = [[name for name in group if name in actions] for group in _BAR]
    for number, group in enumerate(names):
        if not _BAR[number]:
            bar.addWidget(_stretch())
        elif group and number and names[number - 1]:
            bar.addSeparator()
        for name in group:
            bar.addAction(actions[name])
    _label(bar, actions, [name for group in names for name in group])


def _label(bar: QToolBar, actions: Actions, names: list[str]) -> None:
    """The one button that starts everything says its name; every button has one to be read out."""
    for name in names:
        tool = bar.widgetForAction(actions[name])
        tool.setAccessibleName(actions[name].text())
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name in ("videos.add", "videos.read"):
            tool.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _stretch() -> QWidget:
    result = QWidget()
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return result
