"""Opens the window. Loads nothing heavier than Qt before the window can be seen."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import MutableMapping
from pathlib import Path

from vbert_studio.settings import known
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.ui import qt_guard


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
    scale(os.environ)
    from PySide6.QtWidgets import QApplication

    from vbert_studio.ui.start import Program

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    program = Program(app)
    # Qt's loop would keep Python from hearing Ctrl+C in the terminal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program.open(None if project is None else Path(project))
    status = app.exec()
    program.end()
    return int(status)


def scale(environment: MutableMapping[str, str]) -> None:
    """Have Qt draw everything as large as the person wants, unless the environment says how."""
    percent = SettingsFile(person_file()).value(known.SCALE)
    if percent != known.SCALE.default:
        environment.setdefault("QT_SCALE_FACTOR", str(percent / 100))
