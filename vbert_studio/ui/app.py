"""Opens the window. Loads nothing heavier than Qt before the window can be seen."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

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
