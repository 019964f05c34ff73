"""``codebook list`` and ``codebook use``: a new codebook takes nothing away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Studio
from tests.films import Film
from tests.jobs.cheap import extract_cheaply
from vbert_studio.jobs.codebooks import carried_names
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project


@pytest.fixture
def worded(project: Path, tmp_path: Path) -> Path:
    """A project with two films and a codebook."""
    films = [
        Film(frames=300, height=32, width=48, rate=rate).write(tmp_path / f"{rate}.mp4")
        for rate in (20, 25)
    ]
    with Project.open(project) as opened:
        import_videos(opened, films)
        extract_cheaply(opened)
        train_codebook(opened, levels=2, branching=3, min_points=1)
        tokenize(opened)
    return project


def test_an_old_codebook_is_taken_up_again_with_all_it_had(studio: Studio, worded: Path) -> None:
    before = studio("words", worded, "--json").json["words"]
    assert studio("words", worded, before[0]["path"], "--name", "cracking").status == 0
    new = studio("codebook", "train", worded, "--levels", 1, "--branching", 2)
    assert "codebook-1 is kept" in new.words
    assert f"vbert-studio codebook use '{worded}' codebook-1" in new.words
    assert studio("words", worded, "--json").json["words"][0]["uses"] == 0

    listed = studio("codebook", "list", worded, "--json").json["codebooks"]
    assert [(row["name"], row["is_current"]) for row in listed] == [
        ("codebook-1", False),
        ("codebook-2", True),
    ]
    assert [(row["tokenized"], row["waiting"]) for row in listed] == [(2, 0), (0, 2)]
    told = studio("codebook", "list", worded).words
    assert "codebook-2 current" in told
    assert "0, 2 to do" in told

    again = studio("codebook", "use", worded, "codebook-1")
    assert "codebook-1 is current" in again.words
    assert "pretrain" in again.words, "nobody reads these words"
    after = studio("words", worded, "--json").json["words"]
    assert after == [{**before[0], "name": "cracking"}, *before[1:]]
    missing = studio("codebook", "use", worded, "codebook-2")
    assert "2 videos without tokens" in missing.words
    assert "tokenize" in missing.words


def test_a_codebook_that_is_not_there_or_damaged_is_not_taken_up(
    studio: Studio, worded: Path
) -> None:
    unknown = studio("codebook", "use", worded, "codebook-9", "--json").json["error"]
    assert unknown["kind"] == "no_such_codebook"
    studio("codebook", "train", worded, "--levels", 1, "--branching", 2)
    with Project.open(worded, "read") as opened:
        folder = opened.codebooks.get("codebook-1").folder
    for file in folder.iterdir():
        file.unlink()
    error = studio("codebook", "use", worded, "codebook-1", "--json").json["error"]
    assert error["kind"] == "codebook_missing"
    with Project.open(worded, "read") as opened:
        current = opened.codebooks.current()
    assert current is not None
    assert current.name == "codebook-2"


def test_names_go_over_to_words_with_much_the_same_clips(studio: Studio, worded: Path) -> None:
    before = studio("words", worded, "--json").json["words"]
    for number, word in enumerate(before[:2]):
        studio("words", worded, word["path"], "--name", f"name {number}")
    same = ["--levels", 2, "--branching", 3, "--min-points", 1]
    trained = studio("codebook", "train", worded, *same, "--json").json
    assert (trained["before"], trained["names_before"], trained["names"]) == ("codebook-1", 2, 2)
    studio("tokenize", worded)
    after = studio("words", worded, "--json").json["words"]
    assert {word["name"]: word["uses"] for word in after if word["name"]} == {
        f"name {number}": word["uses"] for number, word in enumerate(before[:2])
    }
    coarse = studio("codebook", "train", worded, "--levels", 1, "--branching", 2)
    assert "of 2 names of codebook-2 went over" in coarse.words


def test_a_name_stays_behind_where_its_clips_are_divided_or_joined() -> None:
    before = np.array([1] * 5 + [2] * 4 + [3] * 3 + [-1] * 2)
    after = np.array([7] * 3 + [8] * 2 + [9] * 4 + [9] * 3 + [8] * 2)
    names = {1: "most of it", 2: "the larger half", 3: "the smaller half", 4: "nowhere"}
    assert carried_names(names, before, after) == {7: "most of it", 9: "the larger half"}
    divided = np.array([7] * 3 + [8] * 3)
    assert carried_names({1: "halved"}, np.ones(6, np.int64), divided) == {}
