"""What the engine answers is told in the language of the window."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.asking.conftest import LONG_MS, answered
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import AskCloze, Masking, Passage, WordPlace
from vbert_studio.model.taught import Taught
from vbert_studio.ui.translation import install_language
from vbert_studio.ui.window.main_window import MainWindow


@pytest.fixture
def german() -> Iterator[None]:
    install_language("de")
    yield
    install_language("en")


@pytest.fixture
def small_project(small_project: Path, tmp_path: Path) -> Path:
    """A copy whose model tells what it was taught."""
    folder = shutil.copytree(small_project, tmp_path / "Taught")
    (config,) = folder.glob("checkpoints/*/config.json")
    taught = Taught(20, 480, 12, 160, 480, pieces_seen=8, visual_seen=12)
    config.write_text(json.dumps({**json.loads(config.read_text()), "taught": asdict(taught)}))
    return folder


def test_who_answers_tells_what_it_cannot_know(
    german: None, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F6)
    forecast = window.panels.questions.forecast
    answered(forecast.questioner, qtbot)
    line = forecast.view.model_line
    qtbot.waitUntil(lambda: bool(line.toolTip()), timeout=LONG_MS)
    limits = line.toolTip().splitlines()
    assert limits[0].startswith("Gelernt aus 12,0 Minuten Video (")
    assert limits[-1].endswith("Nach anderem gefragt, antwortet es trotzdem.")
    assert line.accessibleDescription() == "\n".join(limits)


@pytest.mark.parametrize(
    ("masking", "said"),
    [
        (Masking(clips=(999,)), "Die Stelle hat keinen Clip 999."),
        (Masking(words=(WordPlace(1, 77),)), "Die Stelle hat kein Wort 77 von Satz 1."),
    ],
)
def test_a_place_that_is_not_read_is_told(
    german: None, window: MainWindow, masking: Masking, said: str, qtbot: QtBot
) -> None:
    errors: list[StudioError] = []
    question = AskCloze(Passage(window.session.project.folder, 1, 0, 8), masking)
    window.panels.engine.ask(question, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=LONG_MS)
    assert errors[0].message == said
