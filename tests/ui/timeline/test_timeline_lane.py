"""The pool thread beside the window: the newest question wins, and nothing is swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vbert_studio.errors import MediaError, StudioError
from vbert_studio.ui.timeline.lane import Lane


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    made = Lane()
    yield made
    made.stop()


def ignore(_: object) -> None:
    """Nobody waits for this."""


def test_items_arrive_in_order_on_the_windows_thread(lane: Lane, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    main = threading.get_ident()
    workers: set[int] = set()

    def work() -> Iterator[int]:
        workers.add(threading.get_ident())
        yield from range(5)

    lane.ask(work, lambda n: seen.append((n, threading.get_ident() == main)), ignore)
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert seen == [(n, True) for n in range(5)]
    assert main not in workers


def test_the_newest_question_wins(lane: Lane, qtbot: QtBot) -> None:
    started, go_on = threading.Event(), threading.Event()
    told: list[str] = []
    done: list[str] = []

    def slow() -> Iterator[str]:
        started.set()
        go_on.wait(20)
        yield "stale"
        done.append("the stale one went on to its end")

    def quick() -> Iterator[str]:
        yield "new"

    lane.ask(slow, told.append, ignore)
    assert started.wait(20)
    lane.ask(lambda: iter(["skipped"]), told.append, ignore)
    lane.ask(quick, told.append, ignore)
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["new"]
    assert not done


def test_what_was_dropped_stays_unheard(lane: Lane, qtbot: QtBot) -> None:
    told: list[int] = []
    finished = threading.Event()

    def work() -> Iterator[int]:
        yield 1
        finished.set()

    lane.ask(work, told.append, ignore)
    assert finished.wait(20)  # the item is on its way, and not yet delivered
    lane.drop()
    QApplication.processEvents()
    assert told == []


def test_an_error_of_the_world_is_handed_over(lane: Lane, qtbot: QtBot) -> None:
    errors: list[StudioError] = []

    def work() -> Iterator[int]:
        raise MediaError("truncated", "The file ends in the middle.")
        yield 0

    lane.ask(work, ignore, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].kind == "truncated"


def test_a_bug_surfaces_in_the_windows_thread(lane: Lane, qtbot: QtBot) -> None:
    def work() -> Iterator[int]:
        yield 1 // 0

    with qtbot.captureExceptions() as caught:
        lane.ask(work, ignore, ignore)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
