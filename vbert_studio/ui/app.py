"""Opens the window. Loads nothing heavier than Qt before the window can be seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from vbert_studio.settings import known
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.ui import qt_guard
from vbert_studio.ui.interpreter import take_short_turns


def main(project: Path | str | None = None) -> int:
    """Open the window, on a project, on that of the last time, or on the first-run screen.

    Args:
        project: the folder of a project to open.

    Returns:
        the exit status of the program.

    Raises:
        StudioError: kind ``qt_version`` when this Qt cannot work on this Python, ``no_screen`` when
            there is nothing to show a window on.
    """
    qt_guard.check_installed()
    qt_guard.check_screen(os.environ, sys.platform)
    before = dict(os.environ)
    scale(os.environ)
    from vbert_studio.ui.translation.choice import speak_chosen_language, speak_in_dialogs

    speak_chosen_language()
    from PySide6.QtWidgets import QApplication

    from vbert_studio.ui.start import Program

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    speak_in_dialogs(app)
    take_short_turns()
    program = Program(app)
    program.open(None if project is None else Path(project))
    status = app.exec()
    again = program.window.restart_folder
    program.end()
    if again is not None:
        start_again(again, before)
    return int(status)


def start_again(folder: str, environment: Mapping[str, str]) -> None:
    """Open the window anew, on the same project, in a process of its own."""
    line = [sys.executable, "-m", "vbert_studio", "open", *([folder] if folder else [])]
    subprocess.Popen(line, env=dict(environment), start_new_session=True)


def scale(environment: MutableMapping[str, str]) -> None:
    """Have Qt draw everything as large as the person wants, unless the environment says how."""
    percent = SettingsFile(person_file()).value(known.SCALE)
    if percent != known.SCALE.default:
        environment.setdefault("QT_SCALE_FACTOR", str(percent / 100))
