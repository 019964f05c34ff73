"""Who answers for a project: its own models, and the one that came with the program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_project import CHECKPOINT, make_small_project
from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.jobs.demo import CODEBOOK, use_shipped_codebook
from vbert_studio.jobs.models import answering, find_model, models_of, use_model
from vbert_studio.project import Project

SHIPPED = "videobert-kitchen-small"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


def add(project: Project, name: str, codebook: str = CODEBOOK, *, use: bool = False) -> None:
    """A model of the project, of which nothing is loaded here."""
    folder = project.checkpoints_folder / name
    folder.mkdir(parents=True)
    project.checkpoints.add(name, folder=folder, codebook=codebook, base=SHIPPED, use=use)


def test_the_shipped_model_answers_where_its_words_are_read(project: Project) -> None:
    assert models_of(project) == ()
    with pytest.raises(StudioError) as error:
        find_model(project)
    assert error.value.kind == "no_codebook"
    use_shipped_codebook(project)
    [place] = models_of(project)
    assert (place.name, place.folder) == (SHIPPED, places.models_dir() / SHIPPED)
    assert answering(project) == find_model(project) == place
    assert place.is_shipped
    assert place.written


def test_who_answers_is_chosen_back_and_forth(project: Project) -> None:
    use_shipped_codebook(project)
    add(project, "taught")
    assert [place.name for place in models_of(project)] == [SHIPPED, "taught"]
    assert find_model(project).name == SHIPPED, "a new one answers once it is chosen"
    use_model(project, "taught")
    assert find_model(project).name == "taught"
    assert not find_model(project).is_shipped
    use_model(project, SHIPPED)
    assert find_model(project).name == SHIPPED
    assert project.checkpoints.current() is None
    with pytest.raises(StudioError) as error:
        use_model(project, "nobody")
    assert error.value.kind == "no_such_checkpoint"


def test_a_model_of_ones_own_with_that_name_comes_first(project: Project) -> None:
    use_shipped_codebook(project)
    add(project, SHIPPED, use=True)
    [place] = models_of(project)
    assert place == find_model(project, SHIPPED) == find_model(project)
    assert place.folder == project.checkpoints_folder / SHIPPED


def test_where_other_words_are_read_it_cannot_be_chosen(
    tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    with Project.open(make_small_project(tmp_path / "small")) as project:
        assert [place.name for place in models_of(project)] == [CHECKPOINT]
        with pytest.raises(StudioError) as error:
            use_model(project, SHIPPED)
        assert error.value.kind == "other_codebook"
        assert find_model(project).name == CHECKPOINT
        project.checkpoints.use(None)
        with pytest.raises(StudioError) as error:
            find_model(project)
        assert error.value.kind == "no_model"


def test_words_that_are_damaged_are_named(project: Project) -> None:
    use_shipped_codebook(project)
    shutil.rmtree(project.checkpoints_folder / CODEBOOK)
    assert answering(project) is None
    with pytest.raises(StudioError) as error:
        find_model(project)
    assert error.value.kind == "codebook_missing"
