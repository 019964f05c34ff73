"""Two models and two maskings side by side, in the real window and in a shell."""

from __future__ import annotations

import json
import math
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from copied_lines import ran
from masking_helpers import CONTROL, LEFT, at, drag
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from tests.small_project import CHECKPOINT, CLIPS
from vbert_studio.project import Project
from vbert_studio.ui.compare.controller import CompareController
from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.usefixtures("inline")
def test_two_models_and_two_maskings_are_compared(
    make_window: MakeWindow,
    small_project: Path,
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    qtbot: QtBot,
) -> None:
    folder = Path(shutil.copytree(small_project, tmp_path / "project"))
    with Project.open(folder) as project:
        first = project.checkpoints.get(CHECKPOINT)
        place = shutil.copytree(first.folder, first.folder.parent / "again")
        project.checkpoints.add("again", folder=Path(place), codebook=first.codebook, base="")
        project.checkpoints.use(CHECKPOINT)
    window = make_window()
    window.session.open(folder)
    timeline, compare = window.panels.timeline.view, window.panels.compare
    qtbot.waitUntil(lambda: timeline.content is not None, timeout=LONG_MS)
    window.commands["panel.compare"].trigger()
    drag(timeline, "tokens", 1.6, 4.4)
    view = compare.view
    assert [view.rivals.itemText(n) for n in range(view.rivals.count())] == ["again"]
    view.rivals.activated.emit(0)
    # A copy of a model agrees with it everywhere.
    qtbot.waitUntil(
        lambda: [row.difference.value for row in compare.rows] == ["same", "same"], timeout=LONG_MS
    )
    assert view.table.rowCount() == 2
    # What is far from the playhead is another passage, of which nothing is asked too soon.
    drag(timeline, "tokens", 40.6, 43.4)
    qtbot.waitUntil(
        lambda: [row.where for row in compare.rows][-2:] == ["clip 28", "clip 29"],
        timeout=LONG_MS,
    )
    assert view.note.text() == ""
    QTest.keyClick(timeline, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(compare.rows) == 2, timeout=LONG_MS)
    view.count.click()
    qtbot.waitUntil(lambda: "expect the same" in view.note.text(), timeout=LONG_MS)
    assert f"Over {CLIPS} clips" in view.note.text()
    assert "100 % of the time" in view.note.text()
    lines, written = exported(compare, tmp_path)
    assert [words[1] for words in lines] == ["cloze", "cloze", "compare"]
    told = [ran(words, capsys) for words in lines]
    assert [answer["checkpoint"] for answer in told[:2]] == [CHECKPOINT, "again"]
    assert written["rows"][0]["p_there"] == pytest.approx(told[1]["cloze"][0]["top"][0]["p"])
    [agreement] = written["agreement"]
    for name in ("here", "there", "same", "right_here", "right_there", "nats_here", "nats_there"):
        assert agreement[name] == pytest.approx(told[2][name], abs=1e-5)
    assert agreement["places"] == told[2]["clips"] == CLIPS
    # Another masking: one clip more is hidden here than was when it was kept.
    view.keep.click()
    assert view.rivals.currentText() == "what was kept: 2 clips hidden"
    QTest.mouseClick(timeline, LEFT, CONTROL, at(timeline, 5.0, "tokens"))
    qtbot.waitUntil(
        lambda: [row.difference.value for row in compare.rows][-1] == "only here", timeout=LONG_MS
    )
    assert [row.where for row in compare.rows] == ["clip 2", "clip 3", "clip 4"]
    view.figures.save(tmp_path / "compare.csv")
    assert (tmp_path / "compare.csv").read_text("utf-8").count("\n") == 4
    # Where both hide, their answers are counted.
    assert view.count.text() == "Count what both hide"
    QTest.mouseClick(view.count, LEFT)
    assert "At 2 places that both maskings hide" in view.note.text()
    lines, written = exported(compare, tmp_path)
    here, there = (ran(words, capsys)["cloze"] for words in lines)
    shared = list(zip(here[:2], there, strict=True))
    same = [one["top"][0]["token"] == other["top"][0]["token"] for one, other in shared]
    [agreement] = written["agreement"]
    assert (agreement["places"], agreement["same"]) == (2, np.mean(same))
    nats = [-math.log(one["truth_p"]) for one, _ in shared]
    assert agreement["nats_here"] == pytest.approx(np.mean(nats), abs=1e-4)


def exported(
    compare: CompareController, folder: Path
) -> tuple[list[list[str]], dict[str, list[dict[str, Any]]]]:
    """The lines that the panel copies, word by word, and the JSON that it saves."""
    compare.view.figures.copy_command()
    lines = QGuiApplication.clipboard().text().splitlines()
    compare.view.figures.save(folder / "compare.json")
    return [shlex.split(line) for line in lines], json.loads((folder / "compare.json").read_text())
