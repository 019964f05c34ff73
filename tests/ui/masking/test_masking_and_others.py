"""Whoever waits for the what-if goes on when it is over, however it ends."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from tests.small_project import make_small_project
from tests.ui.masking.test_alignment_in_window import is_judged
from vbert_studio.jobs.engine import EngineBugError
from vbert_studio.jobs.requests import AskCloze
from vbert_studio.ui.timeline.content import Absence
from vbert_studio.ui.window.main_window import MainWindow


def wait_for_model(window: MainWindow, qtbot: QtBot) -> None:
    asking = window.panels.masking.asking
    qtbot.waitUntil(lambda: asking.model is not None, timeout=LONG_MS)


def test_a_tier_goes_on_when_the_what_if_is_taken_back_before_its_answer(
    shown: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_model(shown, qtbot)
    masking, engine = shown.panels.masking, shown.panels.engine
    ask = engine.ask

    def slow(request: Any, *given: Any, **named: Any) -> None:
        if not isinstance(request, AskCloze):
            ask(request, *given, **named)

    monkeypatch.setattr(engine, "ask", slow)
    masking.hide((1,))
    assert masking.asking.is_busy
    shown.panels.timeline.view.reveal("alignment")
    settle(shown, qtbot)
    assert not is_judged(shown)
    masking.undo()
    qtbot.waitUntil(lambda: is_judged(shown), timeout=LONG_MS)


def test_a_bug_in_the_engine_leaves_nobody_waiting(
    shown: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_model(shown, qtbot)
    masking, engine = shown.panels.masking, shown.panels.engine._engine
    ask = engine.ask

    def once(request: Any, **named: Any) -> Future[Any]:
        if not isinstance(request, AskCloze):
            return ask(request, **named)
        monkeypatch.setattr(engine, "ask", ask)
        broken: Future[Any] = Future()
        broken.set_exception(EngineBugError("a traceback"))
        return broken

    monkeypatch.setattr(engine, "ask", once)
    with qtbot.captureExceptions() as raised:
        masking.hide((1,))
        qtbot.waitUntil(lambda: bool(raised), timeout=LONG_MS)
    assert [kind for kind, *_ in raised] == [EngineBugError]
    assert "fault in the program" in masking.board.note
    masking.hide((3,))
    qtbot.waitUntil(lambda: len(masking.board.slots) == 2, timeout=LONG_MS)


def test_the_model_of_a_closed_project_is_asked_nothing_about_the_next(
    shown: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wait_for_model(shown, qtbot)
    view, errors = shown.panels.timeline.view, list[object]()
    (tmp_path / "b").mkdir()
    other = make_small_project(tmp_path / "b" / "other", model=False)
    shown.session.failed.connect(errors.append)
    view.reveal("alignment")
    view.reveal("surprise")
    shown.session.open(other)
    qtbot.waitUntil(
        lambda: shown.session.folder == other and view.content is not None, timeout=LONG_MS
    )
    settle(shown, qtbot)
    assert shown.panels.masking.asking.model is None
    for key in ("surprise", "alignment"):
        assert isinstance(view.tiers[key].absence(view.content), Absence)
    assert errors == []


MakeWindow = Callable[[], MainWindow]


def test_videos_wait_for_the_project_that_they_were_dropped_for(
    make_window: MakeWindow, small_project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """It cannot be made; another that is opened afterwards does not get them."""
    window = make_window()
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    failed: list[object] = []
    window.session.failed.connect(failed.append)
    window.files.open_with(blocked, [tmp_path / "holiday.mp4"])
    qtbot.waitUntil(lambda: bool(failed), timeout=LONG_MS)
    window.session.open(small_project)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LONG_MS)
    settle(window, qtbot)
    assert [job.order.arguments for job in window.panels.queue.jobs] == []
