"""Layouts, what comes back after a restart or a sudden end, and the presentation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.settings import known
from vbert_studio.ui.jobs.job import Job, Order, State
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.settings import settings
from vbert_studio.ui.theme import Theme, Type, font
from vbert_studio.ui.window.layouts import OwnLayouts
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.notifier import JobNotifier
from vbert_studio.ui.window.place import Place
from vbert_studio.ui.window.settings import WindowSettings


def shown(window: MainWindow) -> set[str]:
    return {name for name in window.docks.names if window.docks[name].isVisible()}


def checked(window: MainWindow) -> set[str]:
    names = (name for name in window.docks.names if f"panel.{name}" in window.commands)
    return {name for name in names if window.commands[f"panel.{name}"].isChecked()}


@pytest.mark.parametrize("place", [Place(2), Place(1, 2.5), Place(3, 0.5, (0.25, 1.5))])
def test_a_place_is_what_it_was(place: Place) -> None:
    assert Place.from_text(place.as_text()) == place


@pytest.mark.parametrize("text", ["", "x@1", "1@", "nonsense"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert Place.from_text(text) is None


def test_layouts_show_their_panels_and_menus_mark_them(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["layout.watch"].trigger()
    assert shown(window) == checked(window) == {"library", "transcript"}
    window.commands["panel.jobs"].trigger()
    assert "jobs" in checked(window)
    window.layouts.save_as("Mine & yours")
    window.commands["layout.annotate"].trigger()
    assert shown(window) >= {"library", "transcript", "timeline"}
    assert "jobs" not in shown(window)
    window.submenus.fill()
    [mine] = window.submenus.layouts.actions()
    mine.trigger()
    assert shown(window) == {"library", "transcript"}  # jobs come with the first that runs
    [delete] = window.submenus.deletions.actions()
    delete.trigger()
    assert OwnLayouts().names == []
    window.submenus.fill()
    assert not window.submenus.layouts.isEnabled()


def test_the_panels_in_front_are_in_front_again(
    window: MainWindow, project_folder: Path, qtbot: QtBot
) -> None:
    docks = window.docks

    def in_front() -> set[str]:
        return {name for name in docks.names if not docks[name].visibleRegion().isEmpty()}

    for name in ("forecast", "compare", "words", "pairs", "training"):
        docks.show(name)
    docks.show("compare")
    qtbot.waitUntil(lambda: {"compare", "training"} <= in_front(), timeout=LONG_MS)
    before = in_front()
    assert not {"forecast", "words", "pairs"} & before
    window.session.close()
    qtbot.waitUntil(lambda: not in_front(), timeout=LONG_MS)
    window.session.open(project_folder)
    qtbot.waitUntil(lambda: in_front() == before, timeout=LONG_MS)
    settle(window, qtbot)


def test_docks_grow_back_with_the_window(window: MainWindow, qtbot: QtBot) -> None:
    library, timeline = window.docks["library"], window.docks["timeline"]
    window.resizeDocks([library], [380], Qt.Orientation.Horizontal)
    window.resizeDocks([timeline], [420], Qt.Orientation.Vertical)
    chosen = (380, 420)
    qtbot.waitUntil(lambda: (library.width(), timeline.height()) == chosen, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.docks.sizes.is_settled, timeout=LONG_MS)
    window.resize(900, 580)
    qtbot.waitUntil(lambda: library.width() < chosen[0], timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.docks.sizes.is_settled, timeout=LONG_MS)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: (library.width(), timeline.height()) == chosen, timeout=LONG_MS)


def test_a_sudden_end_loses_no_arrangement(
    window: MainWindow, project_folder: Path, qtbot: QtBot
) -> None:
    before = WindowSettings().docks
    window.docks["transcript"].hide()
    qtbot.waitUntil(lambda: WindowSettings().docks != before, timeout=LONG_MS)
    view = window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    view.look_at(view.viewport.showing(0.5, 1.5, 0.0))
    window.panels.player.seek(1.0)
    window.keeping.keep_place()

    def kept() -> Place | None:
        return WindowSettings().place(str(project_folder))

    qtbot.waitUntil(lambda: kept() is not None, timeout=LONG_MS)  # written by a thread
    place = kept()
    assert place is not None
    assert place.video_id == 1
    assert place.view == pytest.approx((0.5, 1.5), abs=0.05)


def test_the_zoom_comes_back(
    window: MainWindow, make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    view = window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    view.look_at(view.viewport.showing(0.5, 1.5, 0.0))
    seen = view.viewport.start_s
    window.close()
    again = make_window()
    again.presence.restore_project()
    there = again.panels.timeline.view
    qtbot.waitUntil(
        lambda: there.viewport.start_s == pytest.approx(seen, abs=0.05), timeout=LONG_MS
    )
    settle(again, qtbot)


def test_recent_projects_stand_in_the_menu(window: MainWindow, tmp_path: Path) -> None:
    window.submenus.fill()
    assert window.submenus.recent.isEmpty()  # the open one is not offered
    window.session.close()
    window.submenus.fill()
    recent, *_ = window.submenus.recent.actions()
    assert recent.text().startswith("Kitchen")


def test_undoing_a_removal_comes_back_to_that_video(window: MainWindow, qtbot: QtBot) -> None:
    library = window.panels.library
    window.viewer.go_to(2, 0.0)
    settle(window, qtbot)
    window.commands["videos.remove"].trigger()
    qtbot.waitUntil(lambda: len(library.items) == 1, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.viewer.video_id is None
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: window.viewer.video_id == 2, timeout=LONG_MS)
    settle(window, qtbot)


# The platform without a screen says that it cannot raise the note that tells the way back.
@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_presentation_goes_and_comes_back_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    before, tiers = shown(window), window.panels.timeline.view.settings
    body = font(Type.BODY).pixelSize()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.presentation.is_on
    assert shown(window) <= {"timeline", "strip"}
    assert window.isFullScreen()
    assert not window.tools.isVisible()
    assert font(Type.BODY).pixelSize() > body
    assert window.panels.timeline.view.settings != tiers
    kept = WindowSettings().docks
    window.docks["timeline"].hide()
    assert WindowSettings().docks == kept
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert not window.isFullScreen()
    assert shown(window) == before
    assert window.panels.timeline.view.settings == tiers
    assert font(Type.BODY).pixelSize() == body
    assert window.tools.isVisible()


class Told:
    """Hears what the system would show."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []
        self.clock = 0.0

    def __call__(self, title: str, text: str) -> None:
        self.messages.append((title, text))


def test_only_the_end_of_a_long_job_is_told(
    home: Path, app_theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QWidget

    told, queue, window = Told(), JobQueue(), QWidget()
    qtbot.addWidget(window)
    JobNotifier(queue, window, told, lambda: told.clock)

    def run(seconds: float, end: State) -> None:
        job = Job(Order("Look at the frames", ("extract", "x"), "sight"), (), queue)
        job.state = State.RUNNING
        queue.changed.emit(job)
        told.clock += seconds
        job.state = end
        queue.ended.emit(job)

    run(29, State.DONE)
    run(40, State.CANCELLED)
    assert told.messages == []
    run(31, State.DONE)
    assert told.messages == [("Done: Look at the frames", "Done")]
    settings().choose(known.NOTIFY, False)
    run(31, State.FAILED)
    settings().choose(known.NOTIFY, True)
    settings().choose(known.NOTIFY_AFTER, 0)
    run(1, State.DONE)
    assert len(told.messages) == 2
