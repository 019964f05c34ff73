"""Small films, and projects that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.films import Film, tone
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.project import Project

SMALL = {"height": 32, "width": 48, "rate": 20}


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three films: 2, 4 and 26 clips, the second with sound."""
    folder = tmp_path_factory.mktemp("films")
    Film(frames=60, **SMALL).write(folder / "short.mp4")
    Film(frames=105, sound=tone(5.25), **SMALL).write(folder / "with sound.mkv")
    Film(frames=780, **SMALL).write(folder / "long.mp4")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


@pytest.fixture
def filled(project: Project, films: Path) -> Project:
    """A project with the films."""
    import_videos(project, [films])
    return project
