"""Work in slices: what is short is done at once, what is long leaves the window free in between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vbert_studio.ui.in_slices import InSlices


def steps(done: list[int], number_of: int) -> Iterator[None]:
    for number in range(number_of):
        done.append(number)
        yield


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two milliseconds go by between two looks at the clock."""
    clock = count(0.0, 0.002)
    monkeypatch.setattr("vbert_studio.ui.in_slices.perf_counter", lambda: next(clock))


def test_what_is_short_is_done_when_it_has_begun(qtbot: QtBot) -> None:
    owner, done, ended = QWidget(), [], []
    qtbot.addWidget(owner)
    work = InSlices(owner)
    work.finished.connect(lambda: ended.append(True))
    work.begin(steps(done, 3))
    assert (done, ended, work.is_done) == ([0, 1, 2], [True], True)


@pytest.mark.usefixtures("slow")
def test_others_have_their_turn_between_slices(qtbot: QtBot) -> None:
    owner, done, seen = QWidget(), [], []
    qtbot.addWidget(owner)
    work, beat = InSlices(owner), QTimer(owner, interval=0)
    beat.timeout.connect(lambda: seen.append(len(done)))
    beat.start()
    work.begin(steps(done, 40))
    assert not work.is_done
    qtbot.waitUntil(lambda: work.is_done, timeout=5000)
    beat.stop()
    assert done == list(range(40))
    assert len({count for count in seen if count < 40}) > 3


@pytest.mark.usefixtures("slow")
def test_what_begins_anew_takes_the_place_of_what_was_under_way(qtbot: QtBot) -> None:
    owner, first, then = QWidget(), [], []
    qtbot.addWidget(owner)
    work = InSlices(owner)
    work.begin(steps(first, 100))
    work.begin(steps(then, 3))
    qtbot.waitUntil(lambda: work.is_done, timeout=5000)
    assert then == [0, 1, 2]
    assert len(first) < 100
