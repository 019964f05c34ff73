"""``words`` as a person and as a script uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Studio
from tests.films import Film
from tests.jobs.cheap import extract_cheaply
from tests.project.made import said
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript


@pytest.fixture
def worded(project: Path, tmp_path: Path) -> Path:
    """A project with one film, its words and a sentence."""
    film = Film(frames=300, height=32, width=48, rate=20).write(tmp_path / "film.mp4")
    with Project.open(project) as opened:
        import_videos(opened, [film])
        extract_cheaply(opened)
        train_codebook(opened, levels=2, branching=3, min_points=1)
        tokenize(opened)
        spoken = (said("Crack it open", 0.0, 1.4), said("Whisk it well", 12.0, 13.4))
        opened.edit(ImportTranscript(1, "file:x.srt", "en", spoken))
    return project


def test_words_are_listed_filtered_shown_and_named(studio: Studio, worded: Path) -> None:
    listed = studio("words", worded, "--json").json
    assert listed["total"] == len(listed["words"])
    uses = [word["uses"] for word in listed["words"]]
    assert uses == sorted(uses, reverse=True)
    assert sum(uses) == 10
    (cracked,) = studio("words", worded, "--only", "said:crack", "--json").json["words"]
    assert cracked["said"] == ["crack", "open"]

    named = studio("words", worded, cracked["path"], "--name", "cracking", "--json").json
    assert named["word"]["name"] == "cracking"
    shown = studio("words", worded, "Cracking", "--json").json
    assert shown["word"] == named["word"]
    assert {place["start_s"] for place in shown["word"]["places"]} >= {0.0}
    assert shown["videos"]["1"].endswith("film.mp4")

    told = studio("words", worded, "cracking").words
    assert f"{cracked['path']} cracking" in told
    assert "crack (1," in told
    assert "film.mp4 1 0:00.0" in told
    assert "cracking" in studio("words", worded).words
    assert studio("words", worded, "cracking", "--name", "", "--json").json["word"]["name"] == ""
    assert studio("undo", worded).status == 0
    assert studio("words", worded, "cracking").status == 0


def test_what_cannot_be_done_is_said(studio: Studio, worded: Path, project: Path) -> None:
    assert "no visual word “egg”" in studio("words", worded, "egg").words
    assert "Give its path too" in studio("words", worded, "--name", "egg").words
    assert "None of them fits." in studio("words", worded, "--only", "name:egg").words
    assert studio("words", worded, "--only", "is:blue").status == 1


def test_a_project_without_words_says_what_to_do(studio: Studio, project: Path) -> None:
    ran = studio("words", project)
    assert ran.status == 1
    assert "codebook train" in ran.words


def test_the_list_is_exported(studio: Studio, worded: Path) -> None:
    (file,) = studio("export", worded, "words", "--json").json["files"]
    assert Path(file).read_text().startswith("leaf,path,name,uses,share,said,")
