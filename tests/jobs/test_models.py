"""Who answers for a project: its own models, and the one that came with the program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_project import CHECKPOINT, EXTRACTOR, make_codebook, make_small_project
from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.jobs.codebooks import use_codebook
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
        assert find_model(project).name == CHECKPOINT, "no other one reads these words"


def test_a_model_waits_until_its_words_are_current_again(
    tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    with Project.open(make_small_project(tmp_path / "small")) as project:
        use_shipped_codebook(project)
        assert find_model(project).name == SHIPPED
        with pytest.raises(StudioError) as error:
            use_model(project, CHECKPOINT)
        assert error.value.kind == "other_codebook"
        assert "codebook use" in error.value.remedy
        use_codebook(project, "codebook-1")
        assert find_model(project).name == CHECKPOINT


def test_without_a_model_for_these_words_it_says_whose_there_are(
    tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    with Project.open(make_small_project(tmp_path / "small")) as project:
        book, place = make_codebook(), project.checkpoints_folder / "other"
        book.save(place)
        shape = {"levels": book.levels, "branching": book.branching, "seed": 1, "fitted_on": 1}
        project.codebooks.add("other", extractor=EXTRACTOR, folder=place, leaves={}, **shape)
        assert answering(project) is None
        with pytest.raises(StudioError) as error:
            find_model(project)
        assert error.value.kind == "no_model"
        assert "codebook-1" in error.value.remedy


def test_words_that_are_damaged_are_named(project: Project) -> None:
    use_shipped_codebook(project)
    shutil.rmtree(project.checkpoints_folder / CODEBOOK)
    assert answering(project) is None
    with pytest.raises(StudioError) as error:
        find_model(project)
    assert error.value.kind == "codebook_missing"
