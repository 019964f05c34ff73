"""Every panel with a list gives it away as picture, as numbers, and as a line that tells the same.

The lines are run as they were copied.
"""

from __future__ import annotations

import csv
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copied_lines import ran
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project.operations import MakePairs, NewPair, SetSentenceText
from vbert_studio.project.pairs import Judgement, PairOrder
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.window.main_window import MainWindow

Run = Callable[[str], dict[str, Any]]
SAID = ("start_s", "end_s", "text", "id", "video_id")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a line of a shell, and gives what it prints for scripts."""
    return lambda line: ran(shlex.split(line), capsys)


def saved(figures: FigureButton, folder: Path) -> tuple[list[dict[str, Any]], str]:
    """The rows of the JSON, and the copied line; picture and table are written, too."""
    for ending in (".png", ".svg", ".csv", ".json"):
        figures.save(folder / f"x{ending}")
    assert QImage(str(folder / "x.png")).width() > 100
    written = json.loads((folder / "x.json").read_text("utf-8"))
    with (folder / "x.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 1 + len(written["rows"])
    figures.copy_command()
    line = QGuiApplication.clipboard().text()
    assert written["command"] == line
    return written["rows"], line


def test_the_transcript(window: MainWindow, tmp_path: Path, run: Run, qtbot: QtBot) -> None:
    panel = window.panels.transcript
    qtbot.waitUntil(lambda: len(panel.model.lines) == 3, timeout=LONG_MS)
    rows, line = saved(panel.figures, tmp_path)
    assert rows == run(line)["sentences"]
    assert [set(row) for row in rows] == [set(SAID)] * 3
    panel.view.search.setText("whisk it")
    qtbot.waitUntil(lambda: len(panel.model.lines) == 1, timeout=LONG_MS)
    rows, line = saved(panel.figures, tmp_path)
    assert rows == run(line)["sentences"]
    assert [row["text"] for row in rows] == ["Whisk it well."]
    assert window.session.folder is not None


def test_the_history(window: MainWindow, tmp_path: Path, run: Run, qtbot: QtBot) -> None:
    window.docks.show("history")
    first = window.session.project.transcripts.sentences(1)[0]
    window.session.edit(SetSentenceText(first.id, "Break the egg."))
    settle(window, qtbot)
    window.commands["edit.undo"].trigger()
    panel = window.panels.history
    qtbot.waitUntil(lambda: panel.view.steps[-1].undone, timeout=LONG_MS)
    settle(window, qtbot)
    rows, line = saved(panel.figures, tmp_path)
    told = run(line)["edits"]
    assert [{name: row[name] for name in ("name", "at", "undone")} for row in rows] == told
    assert [row["is_now"] for row in rows][-2:] == [True, False]


def test_the_library(window: MainWindow, tmp_path: Path, run: Run, qtbot: QtBot) -> None:
    panel = window.panels.library
    qtbot.waitUntil(lambda: len(panel.items) == 2, timeout=LONG_MS)
    rows, line = saved(panel.figures, tmp_path)
    told = run(line)["videos"]
    for row, video in zip(rows, told, strict=True):
        assert (row["video_id"], row["path"]) == (video["id"], video["path"])
        assert (row["clips"], row["sentences"]) == (len(video["clips"]), len(video["sentences"]))
        assert row["duration_s"] == video["duration_s"]
        assert row["tokens"] == sum(clip["token"] is not None for clip in video["clips"])
    panel.view.filter.setText("silent")
    rows, _ = saved(panel.figures, tmp_path)
    assert [Path(row["path"]).stem for row in rows] == ["silent"]


def test_the_pairs(window: MainWindow, tmp_path: Path, run: Run, qtbot: QtBot) -> None:
    texts = ("crack the egg", "crack it's shell", "whisk")
    judged = (Judgement.ALIGNED, Judgement.NOT_ALIGNED, Judgement.ALIGNED)
    pairs = [
        NewPair(1, float(at), at + 1.0, text, None, judgement)
        for at, (text, judgement) in enumerate(zip(texts, judged, strict=True))
    ]
    window.session.edit(MakePairs(tuple(pairs), "import"))
    window.docks.show("pairs")
    panel = window.panels.pairs
    qtbot.waitUntil(lambda: len(panel.model) == 3, timeout=LONG_MS)
    head = panel.view.head
    head.text.setText("crack")
    head.here.setChecked(True)
    panel.sort(PairOrder("text", descending=True))
    qtbot.waitUntil(lambda: len(panel.model) == 2, timeout=LONG_MS)
    settle(window, qtbot)
    window.commands["pairs.copy_line"].trigger()
    told = run(QGuiApplication.clipboard().text())
    shown = [panel.model.id_at(row) for row in range(2)]
    assert [pair["id"] for pair in told["pairs"]] == shown
    head.judged.setCurrentIndex(3)  # aligned
    qtbot.waitUntil(lambda: len(panel.model) == 1, timeout=LONG_MS)
    window.commands["pairs.copy_line"].trigger()
    told = run(QGuiApplication.clipboard().text())
    assert [pair["text"] for pair in told["pairs"]] == ["crack the egg"]
    window.pairs.exchange.draw(tmp_path / "pairs.png")
    assert QImage(str(tmp_path / "pairs.png")).width() > 100
    window.pairs.exchange.draw(tmp_path / "pairs.txt")
    qtbot.waitUntil(lambda: "pairs.txt" in window.notice.text, timeout=LONG_MS)
