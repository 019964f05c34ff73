"""Windows that nobody closed, and windows that go while threads still work for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vbert_studio.jobs.engine import EngineNotice
from vbert_studio.ui.window.main_window import MainWindow

MAKE = """
import sys
from pathlib import Path
import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from vbert_studio.ui.jobs.job import Order
from vbert_studio.ui.theme import install
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings

app = QApplication([])
install(app, "light")
folder = sys.argv[1]

def pause(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()

def make():
    window = MainWindow(WindowSettings())
    window.show()
    window.furnish()
    window.session.open(Path(folder))
    while not window.session.is_open or window.viewer.video_id is None:
        pause(5)
    return window
"""
FORGOTTEN = f"""{MAKE}
window = make()
print("END")
"""
MANY = f"""{MAKE}
for turn in range(4):
    window = make()
    window.panels.queue.add(Order("Show", ("show", folder), "a"))
    for n in range(20):
        window.session.read(f"r{{n}}", lambda p: p.videos.statuses("x"), lambda found: None)
    pause(7 * turn)
    shiboken6.delete(window)
    del window
pause(300)
print("END")
"""


@pytest.mark.parametrize("script", [FORGOTTEN, MANY], ids=["forgotten", "many"])
def test_a_window_that_goes_without_being_closed_crashes_nothing(
    script: str, project_folder: Path
) -> None:
    line = [sys.executable, "-X", "faulthandler", "-c", script, str(project_folder)]
    ended = subprocess.run(line, capture_output=True, text=True, timeout=240, check=False)
    assert ended.stdout == "END\n"
    assert "Error" not in ended.stderr
    assert ended.returncode == 0


def test_the_window_says_that_its_engine_was_started_again(window: MainWindow) -> None:
    died = "The engine ended unexpectedly (exit status 1) and was started again with what it held."
    window.panels.engine._wire.tell(EngineNotice(died, running=True))
    assert window.notice.text == died
