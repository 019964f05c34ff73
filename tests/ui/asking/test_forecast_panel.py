"""What comes next: asked by keys, read by signs, beside what came."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.small_language import LOOKS
from tests.ui.asking.conftest import LONG_MS, answered
from vbert_studio.project.operations import NameWord
from vbert_studio.ui.filmstrip.board import Sign
from vbert_studio.ui.session import Changes
from vbert_studio.ui.timeline.tiers.forecast import ForecastTier
from vbert_studio.ui.window.main_window import MainWindow


def open_at(window: MainWindow, at_s: float, qtbot: QtBot) -> None:
    """Press F6 with the playhead at a moment."""
    forecast = window.panels.questions.forecast
    window.panels.player.seek(at_s)
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(forecast.view.isVisible, timeout=LONG_MS)
    answered(forecast.questioner, qtbot)


def test_futures_stand_beside_what_came(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    open_at(window, 18.0, qtbot)
    assert forecast.shown is not None
    asked, answer = forecast.shown
    assert (asked.first_clip, asked.end_clip) == (0, 12)
    board = forecast.view.strips.board
    assert [strip.title for strip in board.strips] == [
        "Future 1",
        "Future 2",
        "Future 3",
        "What came",
    ]
    assert board.heads == ("+1.5 s", "+3 s", "+4.5 s", "+6 s")
    truth = window.session.project.tokens.load(1)[12:16].tolist()
    assert list(answer.truth) == truth
    for strip, future in zip(board.strips, answer.futures, strict=False):
        for cell, leaf, came in zip(strip.cells, future.leaves, truth, strict=True):
            assert (cell.sign is Sign.RIGHT) == (leaf == came)
            assert ("came out right" in cell.said) == (leaf == came)
    assert sum(cell.sign is Sign.WRONG for cell in board.strips[0].cells) < 4
    assert "of 4 right" in forecast.view.note.text()
    assert "small-model" in forecast.view.model_line.text()


def test_scale_and_length_are_turned_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    open_at(window, 18.0, qtbot)
    QTest.keyClick(forecast.view.scale, Qt.Key.Key_Right)
    assert forecast.view.scale_note.text() == "3 s a step"
    QTest.keyClick(forecast.view.length, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: forecast.view.strips.board.columns == 5, timeout=LONG_MS)
    answered(forecast.questioner, qtbot)
    assert forecast.shown is not None
    assert forecast.shown[1].clips == (13, 15, 17, 19, 21)
    assert forecast.view.strips.board.heads[-1] == "+15 s"


def test_what_is_named_alike_is_one_future(window: MainWindow, qtbot: QtBot) -> None:
    """Half of the actions get one name for both of their looks; the others keep none."""
    forecast, session = window.panels.questions.forecast, window.session
    codebook = session.project.codebooks.current()
    assert codebook is not None
    leaves = sorted(session.project.codebooks.paths(codebook.id))
    for rank, leaf in enumerate(leaves[: len(leaves) // 2]):
        session.edit(NameWord(codebook.id, leaf, f"Action {rank // LOOKS}"))
    qtbot.waitUntil(lambda: session.is_idle, timeout=LONG_MS)
    open_at(window, 18.0, qtbot)
    view = forecast.view

    def futures() -> list[tuple[str, ...]]:
        strips = view.strips.board.strips[:3]
        return [tuple(cell.title for cell in strip.cells) for strip in strips]

    assert len(set(futures())) == 3
    together = sum(future.p for future in forecast.shown[1].futures)
    names = session.project.words.names(codebook.id)
    for strip in view.strips.board.strips[:3]:
        for cell, came in zip(strip.cells, forecast.shown[1].truth, strict=True):
            named = names.get(came) or session.project.codebooks.paths(codebook.id)[came]
            assert (cell.sign is Sign.RIGHT) == (cell.title == named)
    QTest.mouseClick(view.apart, Qt.MouseButton.LeftButton, pos=QPoint(8, view.apart.height() // 2))
    qtbot.waitUntil(lambda: forecast.shown[0].single_words, timeout=LONG_MS)
    answered(forecast.questioner, qtbot)
    assert sum(future.p for future in forecast.shown[1].futures) < together
    forecast.exports.copy_command()
    assert QGuiApplication.clipboard().text().endswith(" --at=18 --single-words")


def test_it_follows_the_playhead_and_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    forecast, timeline = window.panels.questions.forecast, window.panels.timeline
    open_at(window, 18.0, qtbot)
    window.panels.player.seek(24.5)
    qtbot.waitUntil(lambda: forecast.shown[0].end_clip == 17, timeout=LONG_MS)
    timeline.view.select((3.0, 7.5))
    qtbot.waitUntil(
        lambda: (forecast.shown[0].first_clip, forecast.shown[0].end_clip) == (2, 5),
        timeout=LONG_MS,
    )
    assert "ends at 0:07.5" in forecast.view.where.text()


def test_beyond_the_end_there_is_nothing_to_compare_with(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    open_at(window, 51.0, qtbot)
    last = forecast.view.strips.board.strips[-1]
    assert [cell.title == "after the end" for cell in last.cells] == [False, False, True, True]
    window.panels.player.seek(53.9)
    qtbot.waitUntil(lambda: forecast.shown[0].end_clip == 36, timeout=LONG_MS)
    answered(forecast.questioner, qtbot)
    board = forecast.view.strips.board
    assert "What came" not in [strip.title for strip in board.strips]
    assert {cell.sign for strip in board.strips for cell in strip.cells} == {Sign.NONE}


def test_enter_goes_to_the_moment_and_the_film_plays(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    open_at(window, 18.0, qtbot)
    strips = forecast.view.strips
    strips.setFocus()
    QTest.keyClick(strips, Qt.Key.Key_Right)
    said = QAccessible.queryAccessibleInterface(strips).text(QAccessible.Text.Value)
    assert said == strips.board.strips[0].cells[1].said
    assert forecast.view.detail.text() == said
    forecast.view.length.setValue(2)
    qtbot.waitUntil(lambda: strips.board.columns == 2, timeout=LONG_MS)
    played: list[int] = []
    forecast.view.stage.reel.moved.connect(played.append)
    QTest.keyClick(strips, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: played[-1:] == [-1], timeout=LONG_MS)
    assert played == [0, 1, -1]
    assert not forecast.view.stage.isVisible()
    QTest.keyClick(strips, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: abs(window.panels.player.position - 19.5) < 1e-6, timeout=LONG_MS)


def test_what_is_shown_can_be_kept(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    open_at(window, 18.0, qtbot)
    for ending in ("png", "svg", "csv", "json"):
        forecast.exports.save(tmp_path / f"futures.{ending}")
        assert (tmp_path / f"futures.{ending}").stat().st_size > 200
    with (tmp_path / "futures.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 * 4
    assert {row["came_out"] for row in rows} <= {"right", "near", "wrong", ""}
    forecast.exports.copy_command()
    line = QGuiApplication.clipboard().text()
    assert line == f"vbert-studio forecast {window.session.folder} 1 --at=18"


OTHER = "small-model-2"


def add_model(window: MainWindow) -> None:
    """The same weights under another name: another checkpoint of the project."""
    project = window.session.project
    known = project.checkpoints.get("small-model")
    place = shutil.copytree(known.folder, known.folder.with_name(OTHER))
    project.checkpoints.add(OTHER, folder=place, codebook=known.codebook, base="")
    project.checkpoints.use("small-model")


def choose(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.training.use(OTHER)
    qtbot.waitUntil(
        lambda: window.session.project.checkpoints.current().name == OTHER,  # type: ignore[union-attr]
        timeout=LONG_MS,
    )


def lane(window: MainWindow) -> tuple[bool, str]:
    """Whether the timeline shows futures, and what it says instead."""
    view = window.panels.timeline.view
    tier = view.tiers["forecast"]
    assert isinstance(tier, ForecastTier)
    assert view.content is not None
    absence = tier.absence(view.content)
    return absence is None, "" if absence is None else absence.text


def test_another_model_foresees_anew_while_somebody_looks(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    add_model(window)
    open_at(window, 18.0, qtbot)
    assert lane(window) == (True, "")
    choose(window, qtbot)
    qtbot.waitUntil(
        lambda: forecast.shown is not None and forecast.shown[1].checkpoint == OTHER,
        timeout=LONG_MS,
    )
    assert not forecast.view.is_empty
    qtbot.waitUntil(lambda: OTHER in forecast.view.model_line.text(), timeout=LONG_MS)
    assert lane(window) == (True, "")


def test_what_another_model_foresaw_is_forgotten_and_that_is_said(
    window: MainWindow, qtbot: QtBot
) -> None:
    forecast = window.panels.questions.forecast
    add_model(window)
    open_at(window, 18.0, qtbot)
    window.docks["forecast"].hide()
    assert lane(window) == (True, "")
    choose(window, qtbot)
    qtbot.waitUntil(lambda: not lane(window)[0], timeout=LONG_MS)
    assert "out of date" in lane(window)[1]
    assert "F6" in lane(window)[1]
    assert forecast.shown is None
    assert forecast.figure() is None
    open_at(window, 18.0, qtbot)
    assert forecast.shown is not None
    assert forecast.shown[1].checkpoint == OTHER
    assert lane(window) == (True, "")


def test_a_model_that_another_program_chose_foresees_anew(window: MainWindow, qtbot: QtBot) -> None:
    forecast = window.panels.questions.forecast
    add_model(window)
    open_at(window, 18.0, qtbot)
    window.session.project.checkpoints.use(OTHER)
    window.session.changed.emit(Changes())  # as follows what others wrote
    qtbot.waitUntil(
        lambda: forecast.shown is not None and forecast.shown[1].checkpoint == OTHER,
        timeout=LONG_MS,
    )
