"""What is hidden goes into files and to a shell; and what there is without a model."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from copied_lines import copied, ran
from masking_helpers import drag
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from tests.small_project import CLIPS
from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("one_thread", "inline")


def test_what_the_strip_shows_goes_into_files(
    shown: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    shown.commands["panel.strip"].trigger()
    view, strip = shown.panels.timeline.view, shown.panels.strip.panel.strip
    qtbot.waitUntil(lambda: bool(strip.content.cells), timeout=LONG_MS)
    drag(view, "tokens", 1.6, 2.0)
    button = shown.panels.strip.panel.figures
    button.save(tmp_path / "strip.csv")
    lines = (tmp_path / "strip.csv").read_text("utf-8").splitlines()
    assert len(lines) == 1 + len(strip.content.cells)
    assert sum(",True," in line for line in lines) == 1
    button.save(tmp_path / "strip.svg")
    assert (tmp_path / "strip.svg").stat().st_size > 1000
    button.copy_command()
    assert QGuiApplication.clipboard().text().startswith("vbert-studio cloze ")


def test_the_copied_line_gives_the_same_numbers_in_a_shell(
    shown: MainWindow, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    shown.commands["panel.strip"].trigger()
    drag(view, "tokens", 3.1, 6.5)
    sentence = shown.session.project.transcripts.sentences(1)[1]
    masking.hide((WordPlace(sentence.id, 1), WordPlace(sentence.id, 0)))
    masking.fill(3, 1)
    masking.fill(WordPlace(sentence.id, 0), 0)
    qtbot.waitUntil(lambda: bool(shown.panels.strip.panel.strip.content.cells), timeout=LONG_MS)
    shown.panels.strip.panel.figures.copy_command()
    words = copied()
    assert "--put" in words
    assert "--put-word" in words
    told = ran(words, capsys)
    assert len(told["row"]) == len(masking.asking.tokens)
    expected = [slot.guesses[0].p for slot in masking.board.slots.values()]
    assert [one["top"][0]["p"] for one in told["cloze"]] == pytest.approx(expected, abs=1e-5)


def test_without_a_model_the_timeline_says_how_to_get_one(
    make_window: Callable[[], MainWindow],
    small_project: Path,
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    folder = Path(shutil.copytree(small_project, tmp_path / "project"))
    with sqlite3.connect(folder / "project.db") as database:
        database.execute("DELETE FROM checkpoints")
    window = make_window()
    window.session.open(folder)
    view = window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    drag(view, "tokens", 1.6, 2.0)
    assert window.panels.masking.state.clips == [1]
    absence = view.tiers["predictions"].absence(view.content)
    assert absence is not None
    assert "no trained model" in absence.text
    assert "pretrain" in absence.text
    window.commands["panel.strip"].trigger()
    assert window.panels.strip.panel.empty.isVisible()


def test_the_timeline_and_the_surprise_give_their_numbers(
    shown: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    figures, surprise = shown.desk.figures, shown.panels.surprise
    figure = figures.timeline()
    assert figure is not None
    for ending in (".png", ".json"):
        figures.write(figure, tmp_path / f"timeline{ending}")
    shown.commands["timeline.copy_line"].trigger()
    words = [*copied(), "--format", "json"]
    told = ran([*words[:4], str(tmp_path / "tokens.json"), *words[4:]], capsys)
    assert told["files"] == [str(tmp_path / "tokens.json")]
    tokens = json.loads((tmp_path / "tokens.json").read_text("utf-8"))["tokens"]
    rows = json.loads((tmp_path / "timeline.json").read_text("utf-8"))["rows"]
    assert rows == [{name: one[name] for name in figure.columns} for one in tokens]

    qtbot.waitUntil(
        lambda: surprise.track is not None and surprise.track.known == CLIPS, timeout=LONG_MS
    )
    shown.commands["surprise.copy_line"].trigger()
    told = ran(copied(), capsys)
    nats = [clip["nats"] for clip in told["clips"]]
    assert surprise.track is not None
    assert nats == pytest.approx(surprise.track.nats.tolist(), abs=1e-4)


def test_where_the_row_looks_is_the_same_in_a_shell(
    shown: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    shown.commands["panel.strip"].trigger()
    view, panel = shown.panels.timeline.view, shown.panels.strip.panel
    qtbot.waitUntil(lambda: bool(panel.strip.content.cells), timeout=LONG_MS)
    drag(view, "tokens", 1.6, 2.0)
    shown.panels.masking.fill(1, 1)
    drag(view, "tokens", 4.6, 5.0)
    panel.attention.click()
    panel.layer.setCurrentIndex(1)
    panel.head.setCurrentIndex(2)
    panel.head.activated.emit(2)
    panel.strip.current_changed.emit(3)
    qtbot.waitUntil(lambda: panel.strip.content.looks is not None, timeout=LONG_MS)
    panel.figures.save(tmp_path / "strip.json")
    looked = [
        row["looked_at"] for row in json.loads((tmp_path / "strip.json").read_text("utf-8"))["rows"]
    ]
    panel.figures.copy_command()
    cloze, attention = map(shlex.split, QGuiApplication.clipboard().text().splitlines())
    assert (cloze[1], attention[1]) == ("cloze", "attention")
    told = ran(attention, capsys)
    assert told["row"].count("[MASK]") == 1
    assert told["weights"][3] == pytest.approx(looked, abs=1e-5)
