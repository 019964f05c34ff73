"""One run of the program: application, theme, crash hook, window."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import vbert_studio
from vbert_studio import places
from vbert_studio.settings import known
from vbert_studio.ui.crash.hook import CrashHook
from vbert_studio.ui.crash.record import RunRecord
from vbert_studio.ui.crash.signals import LeaveSignals
from vbert_studio.ui.interpreter import spare_what_stays
from vbert_studio.ui.settings import settings
from vbert_studio.ui.theme import Preference, install
from vbert_studio.ui.window.keys import KeyGuard
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings


class Program(QObject):
    """Holds what lives as long as the program does."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.record = RunRecord()
        self.record.begin()
        self._leaving = LeaveSignals(self)
        self._leaving.wanted.connect(QCoreApplication.quit)  # which closes the window first
        app.setApplicationName("VBERT Studio")
        app.setApplicationVersion(vbert_studio.__version__)
        app.setDesktopFileName("vbert-studio")
        app.setWindowIcon(QIcon(str(places.resources_dir() / "icons" / "app" / "vbert-studio.svg")))
        self.settings = WindowSettings()
        install(app, cast("Preference", settings().value(known.SCHEME)))
        self.hook = CrashHook(self)
        self.hook.install()
        self.window = MainWindow(self.settings)
        self._keys = KeyGuard(app, self)
        self.hook.caught.connect(self._show_crash)

    def open(self, project: Path | None) -> None:
        """Show the window; what takes time waits until it can be seen."""
        self.window.presence.restore_window()

        def go_on() -> None:
            self.window.furnish()
            spare_what_stays()
            self._note_commands()
            self._tell_of_last_time()
            if project is None:
                self.window.presence.restore_project()
            else:
                self.window.session.open(project)

        self.window.painted.connect(
            lambda: QTimer.singleShot(0, self.window, go_on), Qt.ConnectionType.SingleShotConnection
        )
        self.window.show()

    def end(self) -> None:
        """Put everything back as it was."""
        self._leaving.remove()
        self.hook.remove()
        self.window.deleteLater()
        self.record.end()

    def _note_commands(self) -> None:
        for command, action in self.window.commands:
            action.triggered.connect(lambda *_, name=command.name: self.record.note(name))

    def _tell_of_last_time(self) -> None:
        from vbert_studio.ui.crash.last_time import sudden_end

        found = sudden_end()
        if found is not None:
            from vbert_studio.ui.crash.dialog import LastTimeDialog

            dialog = LastTimeDialog(found, self.window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(str, object)
    def _show_crash(self, text: str, path: Path | None) -> None:
        from vbert_studio.ui.crash.dialog import CrashDialog

        CrashDialog(text, path, self.window).exec()
