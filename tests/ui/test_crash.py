from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio import places
from vbert_studio.ui.crash import report
from vbert_studio.ui.crash.dialog import CrashDialog
from vbert_studio.ui.crash.hook import CrashHook
from vbert_studio.ui.theme import Theme


@pytest.fixture
def hook(qtbot: QtBot) -> Iterator[CrashHook]:
    hook = CrashHook()
    hook.install()
    yield hook
    hook.remove()


def raised() -> tuple[type[BaseException], BaseException, object]:
    try:
        raise ValueError("the egg is not an egg")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return kind, error, trace


def test_a_bug_is_written_down_and_told_once(hook: CrashHook, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hook.caught, timeout=LONG_MS) as told:
        sys.excepthook(*raised())  # type: ignore[arg-type]
    text, path = told.args
    assert "the egg is not an egg" in text
    assert "test_crash.py" in text
    assert path.parent == places.crash_dir()
    assert path.read_text() == text


def test_a_bug_in_a_thread_is_told_too(hook: CrashHook, qtbot: QtBot) -> None:
    def work() -> None:
        raise RuntimeError("in a thread")

    with qtbot.waitSignal(hook.caught, timeout=LONG_MS) as told:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert "in a thread" in told.args[0]


def test_a_report_that_cannot_be_written_is_shown_all_the_same(
    home: Path, hook: CrashHook, qtbot: QtBot
) -> None:
    home.write_text("a file where the folder should be")
    with qtbot.waitSignal(hook.caught, timeout=LONG_MS) as told:
        sys.excepthook(*raised())  # type: ignore[arg-type]
    assert told.args[1] is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("is_there", [True, False])
def test_a_terminal_that_takes_nothing_hides_no_bug(
    hook: CrashHook, is_there: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full if is_there else None)
        with qtbot.waitSignal(hook.caught, timeout=LONG_MS) as told:
            sys.excepthook(*raised())  # type: ignore[arg-type]
        monkeypatch.undo()
        with suppress(OSError):
            full.close()
    assert told.args[1].read_text() == told.args[0]


def test_a_name_of_bytes_that_are_no_text_hides_no_bug(home: Path) -> None:
    path = report.write("Started as: vbert-studio open film\udcff")
    assert path is not None
    assert path.read_text(encoding="utf-8").endswith("film\\udcff")


def test_old_reports_go(home: Path) -> None:
    paths = [report.write("x") for _ in range(55)]
    assert len(list(places.crash_dir().iterdir())) == 50
    assert paths[-1] is not None
    assert paths[-1].exists()


def test_the_report_can_be_copied(app_theme: Theme, qtbot: QtBot) -> None:
    dialog = CrashDialog("what went wrong", Path("somewhere") / "crash.txt")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "what went wrong"
    assert dialog.copy_button.text() == "Copied"
