"""The running program, and what can be waited for and pictured."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vbert_studio.ui.start import Program

PATIENCE_S = 300.0
_MORE_ROOM = 300
_QUALITY = 80  # letters stay crisp, at a quarter of what PNG needs


def pause(milliseconds: int) -> None:
    """Let the program run. QTest's own wait would keep Python's threads from running meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Camera:
    """The running program, and what can be waited for and pictured."""

    def __init__(self, program: Program, out: Path, scale: int) -> None:
        self.program = program
        self.window = program.window
        self._out = out
        self._suffix = "" if scale == 1 else "@2x"

    def wait(self, done: Callable[[], object], what: str) -> None:
        """Let the program run until something is so."""
        until = time.monotonic() + PATIENCE_S
        while not done():
            pause(30)
            if time.monotonic() > until:
                raise TimeoutError(what)

    def settle(self) -> None:
        """Let everything that is being read arrive."""
        pause(300)
        self.wait(lambda: self.window.session.is_idle, "reading")
        pause(900)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Picture the window, or a part of it, light and dark."""
        from vbert_studio.ui.theme import theme

        for appearance in ("dark", "light"):
            theme().prefer(appearance)
            self.wait(lambda: theme().is_settled, appearance)
            pause(120)
            path = self._out / f"{name}-{appearance}{self._suffix}.webp"
            (widget or self.window).grab().save(str(path), quality=_QUALITY)
            print(path, flush=True)

    def take_tall(self, name: str) -> None:
        """Picture one panel alone, with room for all that is in it."""
        usual = self.window.size()
        self.window.resize(usual.width(), usual.height() + _MORE_ROOM)
        self.settle()
        self.take_panel(name)
        self.window.resize(usual)
        self.settle()

    def take_panel(self, name: str) -> None:
        """Picture one panel alone."""
        self.take(name, self.window.docks[name])
