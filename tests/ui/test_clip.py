"""A clip looked at closely, in the real window with the real engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.read import read_videos
from vbert_studio.jobs.requests import Ping
from vbert_studio.project import Project
from vbert_studio.ui.clip.bars import Bar, Bars
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]


def double_click_token(window: MainWindow, t_s: float) -> None:
    view = window.panels.timeline.view
    row = view.row_rect("tokens")
    at = QPoint(round(HEADER + view.viewport.x_of(t_s)), round(row.center().y()))
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.weights
def test_a_double_click_shows_the_word_and_what_the_network_sees(
    make_window: MakeWindow,
    nasa_video: Path,
    efficientnet_weights: Path,
    whisper_tiny_weights: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "Space"
    with Project.create(folder) as project:
        import_videos(project, [nasa_video])
        read_videos(project)
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.panels.timeline.view.content is not None, timeout=LONG_MS)

    assert not window.docks["clip"].isVisible()
    double_click_token(window, 3.6)
    view = window.panels.clip.view
    qtbot.waitUntil(lambda: len(view.bars.bars) == 5, timeout=LONG_MS)
    assert window.docks["clip"].isVisible()
    assert view.title.text().startswith("Visual word ")
    assert "clip 3, 0:03.0 to 0:04.5" in view.where.text()
    shares = [bar.share for bar in view.bars.bars]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.001
    assert view.bars.accessibleName().count("%") == 5

    window.panels.player.seek(12.3)
    window.commands["clip.open"].trigger()
    qtbot.waitUntil(lambda: "clip 9, 0:12.0" in view.where.text(), timeout=LONG_MS)
    assert "padded at the end" in view.where.text()

    window.files.close_project()
    assert view.empty.isVisible() or not window.docks["clip"].isVisible()


def test_a_clip_without_a_token_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.show("clip")
    window.panels.clip.open(1, 0)
    view = window.panels.clip.view
    qtbot.waitUntil(lambda: view.title.text() == "No visual token yet", timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(view.note.text()), timeout=LONG_MS)
    answers: list[object] = []
    window.panels.engine.ask(Ping(), answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=LONG_MS)  # everything before it was answered
    assert "vbert-studio models get" in view.note.text()
    assert not view.exemplars.isVisible()


def test_a_clip_that_is_gone_is_told_above_the_panels(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.clip.open(1, 999)
    qtbot.waitUntil(window.notice.isVisible, timeout=LONG_MS)


@pytest.mark.parametrize(
    ("share", "percent"), [(0.0, "0 %"), (0.001, "< 1 %"), (0.504, "50 %"), (1.0, "100 %")]
)
def test_a_share_is_told_in_per_cent(share: float, percent: str) -> None:
    assert Bar("egg", share).percent == percent


def test_bars_make_room_for_their_rows(app_theme: object, qtbot: QtBot) -> None:
    bars = Bars()
    qtbot.addWidget(bars)
    bars.show_bars((Bar("a", 0.5), Bar("b", 0.2)))
    two = bars.sizeHint().height()
    bars.show_bars((Bar("a", 0.5),))
    assert bars.sizeHint().height() * 2 == two
