"""The demo, made from what is shipped: whole, however often it was stopped on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.films import Film
from tests.jobs.conftest import SMALL
from vbert_studio.errors import CancelledError, ProjectError, StudioError
from vbert_studio.jobs.demo import CODEBOOK, EXTRACTOR, make_demo
from vbert_studio.jobs.demonstration import FILM, demonstrate
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.progress import Event, LandedEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import DeleteSentences, RemoveVideos


def stopped_at_the_first(what: str) -> Monitor:
    seen: list[Event] = []

    def hear(event: Event) -> None:
        if isinstance(event, LandedEvent) and event.what == what:
            seen.append(event)

    return Monitor(hear, lambda: bool(seen))


@pytest.mark.parametrize("what", ["videos", "tokens"])
def test_a_demo_that_was_stopped_is_made_whole_by_the_same_call(
    tmp_path: Path, wordpiece_vocabulary: Path, what: str
) -> None:
    with pytest.raises(CancelledError):
        make_demo(tmp_path / "Demo", monitor=stopped_at_the_first(what))
    make_demo(tmp_path / "Demo")
    with Project.open(tmp_path / "Demo", "read") as project:
        book = project.codebooks.get(CODEBOOK)
        for video in project.videos.all():
            clips = project.features.count(video.id, EXTRACTOR)
            assert len(project.tokens.load(video.id)) == clips > 0
        words = project.codebooks.usage(book.id)
        assert all(project.codebooks.exemplars(book.id, leaf) for leaf in words)


def test_a_project_of_ones_own_is_not_made_the_demo(tmp_path: Path) -> None:
    film = Film(frames=60, **SMALL).write(tmp_path / "mine.mp4")
    with Project.create(tmp_path / "P") as project:
        import_videos(project, [film])
    with pytest.raises(ProjectError) as error:
        make_demo(tmp_path / "P")
    assert error.value.kind == "not_the_demo"
    with Project.open(tmp_path / "P", "read") as project:
        assert [video.path.name for video in project.videos.all()] == ["mine.mp4"]
        assert project.codebooks.all() == []


def test_a_film_of_ones_own_in_the_demo_is_not_looked_at_by_itself(
    tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    make_demo(tmp_path / "Demo")
    own = Film(frames=60, **SMALL).write(tmp_path / "own.mp4")
    with Project.open(tmp_path / "Demo", "work") as project:
        [added] = import_videos(project, [own]).added
    make_demo(tmp_path / "Demo")
    with Project.open(tmp_path / "Demo", "read") as project:
        assert project.features.count(added, EXTRACTOR) == 0


def test_the_model_is_asked_about_a_demo_that_was_edited(
    tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    make_demo(tmp_path / "Demo")
    with Project.open(tmp_path / "Demo") as project:
        [film] = [video for video in project.videos.all() if video.path.stem == FILM]
        said = project.transcripts.sentences(film.id)
        project.edit(DeleteSentences(tuple(one.id for one in said[1:])))
        assert demonstrate(project).cloze.words == ()
        project.edit(RemoveVideos((film.id,)))
        with pytest.raises(StudioError, match="no film called “soup”"):
            demonstrate(project)
