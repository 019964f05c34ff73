"""Runs of the real program that really end badly, and what the next start says of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from vbert_studio import places
from vbert_studio.ui.crash.dialog import LastTimeDialog
from vbert_studio.ui.crash.last_time import SuddenEnd, cause_of, sudden_end, text_of
from vbert_studio.ui.crash.record import folder
from vbert_studio.ui.crash.signals import LeaveSignals
from vbert_studio.ui.theme import Theme

# The sound library of the system is looked for when the player's module is loaded.

# The first line: a suite that runs in the background of a script has Ctrl+C ignored, and so would
# whatever it starts.
START = """
import signal; signal.signal(signal.SIGINT, signal.default_int_handler)
import ctypes, sys
from PySide6.QtCore import QTimer, qFatal, qWarning
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from vbert_studio.ui.crash.dialog import LastTimeDialog
from vbert_studio.ui.start import Program

def ready():
    for dialog in program.window.findChildren(LastTimeDialog):
        print("TOLD", dialog.findChild(QPlainTextEdit).toPlainText(), sep="\\n")
    program.window.commands["appearance.light"].trigger()
    print("READY", flush=True)
    {then}

app = QApplication([])
program = Program(app)
program.window.painted.connect(lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, ready)))
program.open(None)
app.exec()
program.end()
"""


def start(then: str = "app.quit()") -> subprocess.Popen[str]:
    line = [sys.executable, "-c", START.replace("{then}", then)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(then: str = "app.quit()") -> tuple[int, str]:
    process = start(then)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def when_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line == "READY\n":
            return
    raise AssertionError(process.communicate()[1])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without signals")
def test_a_killed_window_is_told_of_at_the_next_start_and_only_once() -> None:
    process = start("pass")
    when_ready(process)
    assert sudden_end() is None  # it is alive
    process.kill()
    process.communicate()
    status, said = run()
    assert status == 0
    assert "TOLD\nVBERT Studio " in said
    assert "Ended from outside" in said
    assert "appearance.light" in said
    [kept] = places.crash_dir().glob("crash-*.txt")
    assert kept.read_text() in said
    assert "TOLD" not in run()[1]
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize(
    ("then", "cause", "frame"),
    [
        ("ctypes.string_at(0)", "Segmentation fault", "string_at"),
        ("qFatal('the paint device is gone')", "Aborted", "in ready"),
    ],
)
def test_a_crash_is_told_with_its_place(then: str, cause: str, frame: str) -> None:
    status, _ = run(then)
    assert status != 0
    end = sudden_end()
    assert end is not None
    assert end.cause == cause
    assert f"Ended by: {cause}" in end.text
    assert frame in end.text
    assert ("the paint device is gone" in end.text) == ("qFatal" in then)
    assert sudden_end() is None


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a system without signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_window_that_is_asked_to_end_closes(name: str) -> None:
    process = start("pass")
    when_ready(process)
    os.kill(process.pid, getattr(signal, name))
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert sudden_end() is None


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a system without signals")
def test_a_signal_that_is_ignored_stays_so(qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    leaving = LeaveSignals()
    heard: list[None] = []
    leaving.wanted.connect(lambda: heard.append(None))
    try:
        signal.raise_signal(signal.SIGHUP)
        QCoreApplication.processEvents()
        assert (heard, signal.getsignal(signal.SIGHUP)) == ([], signal.SIG_IGN)
        signal.raise_signal(signal.SIGTERM)
        qtbot.waitUntil(lambda: heard == [None])
    finally:
        leaving.remove()
        signal.signal(signal.SIGHUP, before)


def test_the_last_commands_and_messages_are_kept() -> None:
    notes = [f"Command: 10:00:{n:02} do.{n}" for n in range(30)]
    trace = ["Fatal Python error: Aborted", "", 'File "a.py", line 3 in paint']
    text = text_of("\n".join(["VBERT Studio 1", "now", "Python", "Started", *notes, *trace]))
    assert "do.29" in text
    assert "do.10" in text
    assert "do.9\n" not in text
    assert text.index("Ended by: Aborted") < text.index("do.29") < text.index("a.py")
    assert cause_of("Windows fatal exception: access violation") == "access violation"


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(home: Path) -> None:
    home.write_text("a file where the folder should be")
    assert "READY" in run()[1]
    assert sudden_end() is None


def test_what_qt_says_over_and_over_is_kept_once() -> None:
    run("for _ in range(50): qWarning('the painter is gone')\n    ctypes.string_at(0)")
    end = sudden_end()
    assert end is not None
    assert end.text.count("the painter is gone") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="limits are the system's")
def test_a_disk_that_fills_up_meanwhile_leaves_nothing_to_be_told() -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    noting = "for _ in range(1000): program.record.note('x' * 100)"
    status, said = run(f"{limit}\n    {noting}\n    app.quit()")
    assert (status, "READY" in said) == (0, True)
    assert sudden_end() is None
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize("cause", ["", "Segmentation fault"])
def test_the_report_can_be_read_and_copied(app_theme: Theme, cause: str, qtbot: QtBot) -> None:
    dialog = LastTimeDialog(SuddenEnd(cause, "where it was", Path("somewhere") / "crash.txt"))
    qtbot.addWidget(dialog)
    dialog.show()
    report = dialog.findChild(QPlainTextEdit)
    assert report is not None
    assert report.toPlainText() == "where it was"
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "where it was"
    dialog.close_button.click()
    assert not dialog.isVisible()
