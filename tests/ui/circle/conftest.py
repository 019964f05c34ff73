"""The real program with the real models, and a person's empty folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from circle_visit import StartProgram, Visit
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vbert_studio.ui.player.playback import Playback
from vbert_studio.ui.theme import Theme


@pytest.fixture
def start_program(
    qapp: QApplication,
    qtbot: QtBot,
    app_theme: Theme,
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[StartProgram]:
    """Starts the program; what a test leaves open is closed."""
    # Machines without a sound device warn when one is looked for.
    monkeypatch.setitem(Playback.__init__.__kwdefaults__, "speaker", lambda: None)
    # The demo has one core, as a person's machine leaves the window one.
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    visits: list[Visit] = []

    def start() -> Visit:
        visits.append(Visit(qapp, qtbot, tmp_path))
        visits[-1].begin()
        return visits[-1]

    yield start
    for visit in visits:
        visit.end()
