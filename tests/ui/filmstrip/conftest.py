"""The small project, open, without a window around it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.small_project import make_small_project
from vbert_studio.ui.session import ProjectSession


@pytest.fixture(scope="session")
def wordless_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project without its model."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBERT_STUDIO_HOME", str(folder / "home"))
        return make_small_project(folder / "Small", model=False)


@pytest.fixture
def session(
    wordless_model: Path, tmp_path: Path, app_theme: object, qtbot: QtBot
) -> Iterator[ProjectSession]:
    """A copy of it, open."""
    folder = shutil.copytree(wordless_model, tmp_path / "Small")
    session = ProjectSession()
    with qtbot.waitSignal(session.opened):
        session.open(folder)
    yield session
    session.shut_down()
