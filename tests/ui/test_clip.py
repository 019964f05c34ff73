"""A clip looked at closely, in the real window with the real engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copied_lines import copied, ran
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.read import read_videos
from vbert_studio.jobs.requests import Ping
from vbert_studio.project import Project
from vbert_studio.ui.clip.bars import Bar, Bars
from vbert_studio.ui.clip.controller import ClipController
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
    capsys: pytest.CaptureFixture[str],
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
    written, told = exported(window.panels.clip, tmp_path, capsys)
    assert [(one["name"], one["probability"]) for one in told["classes"]] == [
        (one["class"], pytest.approx(one["p"], abs=1e-4)) for one in written["rows"]
    ]
    [clip] = written["clip"]
    for name in ("leaf", "path", "name", "uses"):
        assert clip[name] == told["word"][name]
    assert [one["word"] for one in written["said"]] == told["word"]["said"]
    same = [{k: v for k, v in one.items() if k != "rank"} for one in written["exemplars"]]
    assert same == told["word"]["exemplars"]
    assert same

    window.panels.player.seek(12.3)
    window.commands["clip.open"].trigger()
    qtbot.waitUntil(lambda: "clip 9, 0:12.0" in view.where.text(), timeout=LONG_MS)
    assert "padded at the end" in view.where.text()

    window.files.close_project()
    assert view.empty.isVisible() or not window.docks["clip"].isVisible()


def exported(
    clip: ClipController, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the panel saves, and what the line that it copies prints for scripts."""
    for ending in (".png", ".svg", ".csv", ".json"):
        clip.figures.save(folder / f"clip{ending}")
        assert (folder / f"clip{ending}").stat().st_size > 100
    clip.figures.copy_command()
    told = ran(copied(), capsys)
    written = json.loads((folder / "clip.json").read_text("utf-8"))
    return written, told


def test_a_clip_without_a_token_says_so(
    window: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    window.docks.show("clip")
    window.panels.clip.open(1, 0)
    view = window.panels.clip.view
    qtbot.waitUntil(lambda: view.title.text() == "No visual token yet", timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(view.note.text()), timeout=LONG_MS)
    answers: list[object] = []
    window.panels.engine.ask(Ping(), answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=LONG_MS)  # everything before it was answered
    assert "Fetch what the model needs" in view.note.text()
    assert not view.exemplars.isVisible()
    written, told = exported(window.panels.clip, tmp_path, capsys)
    assert written["rows"] == told["classes"] == []
    assert told["word"] is None
    assert written["clip"][0]["path"] is None
    assert "vbert-studio models get" in told["no_classes"]


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
