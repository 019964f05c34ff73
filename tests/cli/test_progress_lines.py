"""Without a terminal, a long verb prints a line now and then, and a quick one none."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbert_studio.cli import lines
from vbert_studio.cli.lines import Lines
from vbert_studio.progress import ErrorEvent, LandedEvent, LogEvent, ProgressEvent

if TYPE_CHECKING:
    from conftest import Studio


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def clips(done: int, item: str = "film.mp4", total: int | None = 28) -> ProgressEvent:
    return ProgressEvent(item, done, total, "clips", 3.21, None if total is None else 65.0)


def test_a_line_now_and_then_and_one_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    told = Lines(clock)
    for second in range(29):
        told.take(clips(second))
        clock.now += 1
    told.take(clips(28))
    assert capsys.readouterr().err.splitlines() == [
        "film.mp4: 10/28 clips, 3.21/s, 1:05 left",
        "film.mp4: 20/28 clips, 3.21/s, 1:05 left",
        "film.mp4: 28/28 clips, 3.21/s, 1:05 left",
    ]


def test_what_is_quick_is_not_spoken_of(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    told = Lines(clock)
    for number in range(9):
        told.take(clips(0, f"{number}.mp4", total=0))
        told.take(clips(1, f"{number}.mp4"))
        told.take(clips(28, f"{number}.mp4"))
        clock.now += 1
    assert capsys.readouterr().err == ""
    clock.now += 1
    told.take(clips(3, "slow.mp4", total=None))
    told.take(clips(4, "slow.mp4", total=None))
    told.take(clips(28, "quick.mp4"))
    assert capsys.readouterr().err == "slow.mp4: 3 clips, 3.21/s\n"


def test_logs_and_errors_come_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = Lines(Clock())
    told.take(LogEvent("info", "It begins."))
    told.take(ErrorEvent("not_found", "There is no film.", None, "Look again."))
    told.take(LandedEvent("features", 1))
    assert capsys.readouterr().err == "It begins.\nThere is no film. Look again.\n"


def test_a_verb_tells_a_log_how_far_it_is(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = ("kitchen", "make", tmp_path / "films", "--videos", 2, "--silent")
    make += ("--width", 32, "--height", 32)
    monkeypatch.setattr(lines, "EVERY_S", 0.0)
    ran = studio(*make)
    assert ran.status == 0
    assert re.search(r"^\S+films: 1/2 films, [\d.]+/s, \d:\d\d left$", ran.err, re.MULTILINE)
    assert re.search(r"^\S+films: 2/2 films, [\d.]+/s$", ran.err, re.MULTILINE)
    assert "films" not in studio(*make, "--progress", "none").err


def test_a_quick_verb_leaves_a_log_empty(tmp_path: Path) -> None:
    make = ["kitchen", "make", tmp_path / "films", "--videos", 1, "--silent"]
    make += ["--width", 32, "--height", 32]
    log = tmp_path / "log.txt"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "vbert_studio", *map(str, make)]
        subprocess.run(command, stderr=file, stdout=subprocess.DEVNULL, check=True)
    assert log.read_text() == ""
