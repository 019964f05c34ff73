"""The View and Help menus: what is shown, and how to find one's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from vbert_studio import places
from vbert_studio.commands.registry import command
from vbert_studio.settings import known
from vbert_studio.ui.commands.cheat_sheet import CheatSheet
from vbert_studio.ui.commands.keys_dialog import KeysDialog
from vbert_studio.ui.commands.palette import CommandPalette
from vbert_studio.ui.settings import settings
from vbert_studio.ui.settings.dialog import SettingsDialog
from vbert_studio.ui.theme import Preference

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class ViewCommands(QObject):
    """Docks, appearance, palette and cheat sheet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @command("panel.library", title="Library", group="View", key="Ctrl+1")
    def toggle_library(self) -> None:
        """Show or hide the library."""
        self._toggle("library")

    @command("panel.timeline", title="Timeline", group="View", key="Ctrl+2")
    def toggle_timeline(self) -> None:
        """Show or hide the timeline."""
        self._toggle("timeline")

    @command("panel.transcript", title="Transcript", group="View", key="Ctrl+3")
    def toggle_transcript(self) -> None:
        """Show or hide the transcript."""
        self._toggle("transcript")

    @command("panel.jobs", title="Jobs", group="View", key="Ctrl+4")
    def toggle_jobs(self) -> None:
        """Show or hide the jobs."""
        self._toggle("jobs")

    @command("panel.clip", title="Clip", group="View", key="Ctrl+5")
    def toggle_clip(self) -> None:
        """Show or hide the clip that is looked at closely."""
        self._toggle("clip")

    @command("panel.history", title="History", group="View", key="Ctrl+Shift+H")
    def toggle_history(self) -> None:
        """Show or hide the list of edits."""
        self._toggle("history")

    @command("panel.words", title="Words", group="View", key="Ctrl+7")
    def toggle_words(self) -> None:
        """Show or hide the visual words."""
        self._toggle("words")

    @command("words.open", title="Look up this visual word", group="View", key="W")
    def look_up_word(self) -> None:
        """Show all about the visual word under the playhead: where it occurs, what is said."""
        if self._window.session.is_open:
            self._window.word_desk.look_up()

    @command("clip.open", title="Look at this clip closely", group="View", key="C")
    def look_at_clip(self) -> None:
        """Show the visual word under the playhead, and what the network sees there."""
        from vbert_studio.media.clips import CLIP_SECONDS

        if self._window.session.is_open:
            self._window.look_closely(int(self._window.panels.player.position / CLIP_SECONDS))

    @command("panel.reset", title="Arrange the panels as at first", group="View")
    def reset_panels(self) -> None:
        """Put every panel back where it was when the program was new."""
        self._window.docks.arrange()

    @command("appearance.system", title="Appearance as the system", group="View")
    def follow_system(self) -> None:
        """Follow the light or dark appearance of the system."""
        self._prefer("system")

    @command("appearance.light", title="Light appearance", group="View")
    def go_light(self) -> None:
        """Always use the light appearance."""
        self._prefer("light")

    @command("appearance.dark", title="Dark appearance", group="View")
    def go_dark(self) -> None:
        """Always use the dark appearance."""
        self._prefer("dark")

    @command("settings.open", title="Settings…", group="Edit", key="Ctrl+,")
    def show_settings(self) -> None:
        """Choose how the program looks and behaves."""
        dialog = SettingsDialog(self._window)
        dialog.restart_wanted.connect(self._window.restart)
        dialog.show()

    @command("settings.keys", title="Change the keys…", group="Edit", key="Ctrl+Alt+K")
    def change_keys(self) -> None:
        """Give any command other keys."""
        KeysDialog(self._window.commands, self._window).show()

    @command("help.palette", title="Find a command…", group="Help", key="Ctrl+Shift+P")
    def show_palette(self) -> None:
        """Type a few letters of what you want to do."""
        CommandPalette(self._window.commands, self._window).open()

    @command("help.keys", title="Keys and mouse", group="Help", key="?")
    def show_keys(self) -> None:
        """Show every key there is, and what the mouse does."""
        CheatSheet(self._window.commands, self._window).show()

    @command("help.crashes", title="Open the folder of crash reports", group="Help")
    def show_crashes(self) -> None:
        """Look at the reports that were written when something went wrong."""
        places.crash_dir().mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.crash_dir())))

    def _toggle(self, name: str) -> None:
        if self._window.session.is_open:
            self._window.docks.toggle(name)

    def _prefer(self, preference: Preference) -> None:
        settings().choose(known.SCHEME, preference)
