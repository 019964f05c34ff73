"""Draws the window on a project into a file: ``python -m vbert_studio.ui.picture PROJECT FILE``.

It is the real window on the real project, on Qt's offscreen platform; a person's own settings are
neither used nor changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from vbert_studio.ui.window.main_window import MainWindow

_LOOK_AGAIN_MS = 250
_STILL = 8  # pictures alike in a row: nothing is being read or painted any more
_LOOKS = 80  # then it is drawn as it is; an empty project, for one, opens no video


def main() -> int:
    """Read the command line, draw, and say where the picture is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path, help="the folder of the project")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    parser.add_argument("--appearance", choices=("light", "dark"), default="dark")
    parser.add_argument("--scale", type=float, default=1.0, help="pixels per unit, 1 to 3")
    parser.add_argument("--size", default="1440x900", help="of the window, in units")
    parser.add_argument("--at", type=float, default=0.0, help="where the playhead is, in seconds")
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    width, height = (int(part) for part in given.size.split("x"))
    image = draw(given.project, (width, height), given.appearance, given.at)
    if not image.save(str(given.picture)):
        print(f"{given.picture} cannot be written.", file=sys.stderr)
        return 1
    return 0


def draw(project: Path, size: tuple[int, int], appearance: str, at_s: float) -> QImage:
    """The window on a project, once it has stopped changing."""
    from PySide6.QtWidgets import QApplication

    from vbert_studio.ui.theme import install
    from vbert_studio.ui.window.main_window import MainWindow
    from vbert_studio.ui.window.settings import WindowSettings

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    install(app, "dark" if appearance == "dark" else "light")
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(WindowSettings(Path(folder) / "window.ini"))
        window.resize(*size)
        window.show()
        window.furnish()
        window.session.open(project)
        image = _still(window, at_s)
        window.close()
    return image


def _still(window: MainWindow, at_s: float) -> QImage:
    """Look again and again until what is seen stays the same."""
    panels = window.panels
    arrived: list[str] = []
    panels.player.opened.connect(lambda: arrived.append("player"))
    panels.timeline.loaded.connect(lambda: arrived.append("timeline"))
    for _ in range(_LOOKS):
        _pause(_LOOK_AGAIN_MS)
        if {"player", "timeline"} <= set(arrived) and window.status.codebook.text:
            break
    if at_s:
        panels.player.seek(at_s)
    seen: list[QImage] = []
    for _ in range(_LOOKS):
        _pause(_LOOK_AGAIN_MS)
        seen = [*seen[1 - _STILL :], window.grab().toImage()]
        alike = len(seen) == _STILL and all(one == seen[-1] for one in seen)
        if alike and window.session.is_idle:
            break
    return seen[-1]


def _pause(milliseconds: int) -> None:
    """Let the program run. QTest's own wait would keep Python's threads from running meanwhile."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
