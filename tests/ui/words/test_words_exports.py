"""The words that are listed, and the one on the card, leave the window as they are in a shell."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from copied_lines import copied, ran
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from words_helpers import choose, most_used

from vbert_studio.ui.words.controller import WordsPanel


def picture(path: Path) -> QImage:
    image = QImage(str(path))
    assert image.width() > 100
    return image


def test_the_list_is_that_of_the_copied_line(
    panel: WordsPanel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = panel.view.browser
    browser.kinds.setCurrentText("In use")
    panel.figure.save(tmp_path / "words.json")
    panel.figure.copy_command()
    rows = json.loads((tmp_path / "words.json").read_text("utf-8"))["rows"]
    told = [{**one, "said": " ".join(one["said"])} for one in ran(copied(), capsys)["words"]]
    assert sorted(rows, key=lambda one: one["leaf"]) == sorted(told, key=lambda one: one["leaf"])
    # The picture is of the face that is seen.
    panel.figure.save(tmp_path / "tree.png")
    panel.change_face()
    assert browser.map.isVisible()
    panel.figure.save(tmp_path / "map.png")
    assert picture(tmp_path / "tree.png") != picture(tmp_path / "map.png")
    # A loop on the map has no words in a shell.
    assert panel.words is not None
    browser.map.circled.emit(np.arange(len(panel.words)) < 2)
    panel.figure.menu.aboutToShow.emit()
    assert not panel.figure.copy.isEnabled()


def test_the_card_is_that_of_the_copied_line(
    panel: WordsPanel, tmp_path: Path, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    panel.card_figure.menu.aboutToShow.emit()
    assert not any(action.isEnabled() for action in panel.card_figure.menu.actions())
    choose(panel, most_used(panel), qtbot)
    for ending in (".png", ".svg", ".csv", ".json"):
        panel.card_figure.save(tmp_path / f"word{ending}")
    assert picture(tmp_path / "word.png").height() > 200
    written = json.loads((tmp_path / "word.json").read_text("utf-8"))
    panel.card_figure.copy_command()
    told = ran(copied(), capsys)["word"]
    assert written["rows"] == told["places"]
    [word] = written["word"]
    assert word == {name: told[name] for name in word}
    for name in ("near", "before", "after"):
        assert written[name] == told[name]
    assert [one["text"] for one in written["said"]] == [one["text"] for one in told["said"]]
    clips = [(one["video_id"], one["clip"]) for one in told["exemplars"]]
    assert [(one["video_id"], one["clip"]) for one in written["exemplars"]] == clips
