"""A project with two videos, one of them with a transcript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.made import new_video, said
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "My project") as project:
        yield project


@pytest.fixture
def kitchen(project: Project, tmp_path: Path) -> Project:
    """Two videos, the first with three sentences, features and tokens."""
    for name in ("eggs.mp4", "bread.mp4"):
        (tmp_path / name).write_bytes(name.encode())
    project.edit(AddVideos(tuple(new_video(tmp_path / n) for n in ("eggs.mp4", "bread.mp4"))))
    transcript = project.transcripts.begin(1, "asr:tiny", "en")
    project.transcripts.add(
        transcript,
        [
            said("Crack the eggs into a bowl.", 0.0, 2.0),
            said("Whisk them well.", 2.5, 4.0),
            said("Heat the pan.", 5.0, 6.0),
        ],
    )
    project.transcripts.finish(transcript)
    return project
