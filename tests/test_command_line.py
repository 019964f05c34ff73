"""Lines that are offered to be copied do what they say when they are pasted into a shell."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from vbert_studio.command_line import command_line
from vbert_studio.errors import ProjectError
from vbert_studio.jobs.gathering import gather
from vbert_studio.jobs.models import current_codebook
from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.train_codebook import no_codebook
from vbert_studio.project import Project

EFFICIENTNET = "efficientnet-lite0-imagenet"


def test_each_word_stays_whole() -> None:
    words = ["add", Path("/My films/it's"), 3, "$HOME", "--only=a b"]
    line = command_line(*words)
    assert shlex.split(line) == ["vbert-studio", *map(str, words)]
    assert command_line("show", "P") == "vbert-studio show P"


def _typed(remedy: str) -> list[str]:
    """The words of the line between the backquotes."""
    return shlex.split(remedy.split("`")[1])


def test_a_remedy_names_a_folder_with_blanks_so_that_it_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "My films"
    with pytest.raises(ProjectError) as missing:
        Project.open(folder, "read")
    assert _typed(missing.value.remedy) == ["vbert-studio", "new", str(folder)]
    with Project.create(folder) as project:
        told = _typed(no_codebook(project).remedy)
        assert told == ["vbert-studio", "codebook", "train", str(folder)]
        with pytest.raises(ProjectError) as unseen:
            gather(project, EFFICIENTNET)
        told = _typed(unseen.value.remedy)
        assert told == ["vbert-studio", "extract", str(folder), "--extractor", EFFICIENTNET]
        with pytest.raises(QuestionError) as wordless:
            current_codebook(project)
        assert _typed(wordless.value.remedy) == ["vbert-studio", "read", str(folder)]
