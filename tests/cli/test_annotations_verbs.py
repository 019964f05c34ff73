"""``annotations`` on the command line: steps and descriptions, added, listed and taken in."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Studio

YOUCOOK2 = {
    "database": {
        "film": {
            "annotations": [
                {"id": 0, "segment": [0, 2], "sentence": "crack the egg"},
                {"id": 1, "segment": [2, 4], "sentence": "whisk the egg"},
            ]
        },
        "other": {"annotations": [{"id": 0, "segment": [5, 9], "sentence": "bake"}]},
    }
}


@pytest.fixture
def annotated(studio: Studio, project: Path, film: Path) -> Path:
    """A project with a film, a step and a description of it."""
    studio("add", project, film)
    ran = studio("annotations", "add", project, 1, "crack  egg", "--start", 1, "--end", 2.5)
    assert ran.status == 0
    assert "Add the step “crack egg”. Video 1 has 1 annotation now." in ran.words
    seen = ("annotations", "add", project, 1, "A hand.", "--kind", "description")
    assert studio(*seen, "--start", 0, "--end", 4, "--json").json["annotations"] == 2
    return project


def test_annotations_are_listed_by_video_and_kind(studio: Studio, annotated: Path) -> None:
    found = studio("annotations", "list", annotated, "--json").json["annotations"]
    assert [(a["kind"], a["text"], a["origin"]) for a in found] == [
        ("description", "A hand.", "person"),
        ("step", "crack egg", "person"),
    ]
    steps = studio("annotations", "list", annotated, "--video", 1, "--kind", "step", "--json")
    assert [(a["start_s"], a["end_s"]) for a in steps.json["annotations"]] == [(1.0, 2.5)]
    told = studio("annotations", "list", annotated).out
    assert "crack egg" in told
    assert "0:02.5" in told
    studio("undo", annotated)
    nothing = studio("annotations", "list", annotated, "--kind", "description")
    assert "no such annotations" in nothing.out


def test_show_has_them_beside_the_sentences(studio: Studio, annotated: Path) -> None:
    [video] = studio("show", annotated, "--json").json["videos"]
    assert video["sentences"] == []
    assert video["steps"] == [{"start_s": 1.0, "end_s": 2.5, "text": "crack egg"}]
    assert [one["text"] for one in video["descriptions"]] == ["A hand."]
    told = studio("show", annotated).words
    assert told.index("Steps") < told.index("crack egg") < told.index("Descriptions")


def test_adding_is_undone_like_any_edit(studio: Studio, annotated: Path) -> None:
    assert "Describe a stretch: “A hand.”" in studio("undo", annotated).words
    found = studio("annotations", "list", annotated, "--json").json["annotations"]
    assert [a["text"] for a in found] == ["crack egg"]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ((1, "x", "--start", 2, "--end", 2), "bad_times"),
        ((1, " ", "--start", 1, "--end", 2), "empty_text"),
        ((7, "x", "--start", 1, "--end", 2), "no_such_video"),
    ],
)
def test_what_makes_no_sense_is_refused(
    studio: Studio, annotated: Path, given: tuple[object, ...], kind: str
) -> None:
    ran = studio("annotations", "add", annotated, *given, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == kind
    assert len(studio("annotations", "list", annotated, "--json").json["annotations"]) == 2


def test_the_steps_of_youcook2_are_taken_once(
    studio: Studio, annotated: Path, tmp_path: Path
) -> None:
    file = tmp_path / "youcook2.json"
    file.write_text(json.dumps(YOUCOOK2), encoding="utf-8")
    taken = studio("annotations", "import", annotated, 1, file)
    assert "2 annotations read, 2 of them new here." in taken.words
    again = studio("annotations", "import", annotated, 1, file, "--json").json
    assert again == {"read": 2, "new": 0}
    steps = studio("annotations", "list", annotated, "--kind", "step", "--json").json["annotations"]
    assert [s["text"] for s in steps] == ["crack the egg", "crack egg", "whisk the egg"]
    assert [s["origin"] for s in steps] == ["import", "person", "import"]
    assert "Import 2 annotations" in studio("undo", annotated).words


def test_subtitles_become_descriptions(studio: Studio, annotated: Path, tmp_path: Path) -> None:
    file = tmp_path / "seen.srt"
    file.write_text("1\n00:00:00,500 --> 00:00:02,000\nAn egg, and a bowl.\n", encoding="utf-8")
    taken = studio("annotations", "import", annotated, 1, file, "--kind", "description", "--json")
    assert taken.json == {"read": 1, "new": 1}
    file.write_text("nothing of the kind", encoding="utf-8")
    bad = studio("annotations", "import", annotated, 1, file, "--json")
    assert (bad.status, bad.json["error"]["kind"]) == (1, "no_subtitles")


def test_they_are_exported(studio: Studio, annotated: Path, film: Path) -> None:
    (file,) = studio("export", annotated, "annotations", "--json").json["files"]
    assert Path(file) == annotated / "exports" / "annotations.csv"
    with Path(file).open(encoding="utf-8", newline="") as text:
        seen, step = csv.DictReader(text)
    assert (seen["kind"], seen["text"]) == ("description", "A hand.")
    assert Path(step["video"]).name == film.name
    assert [step[name] for name in ("start_s", "end_s", "text", "origin")] == [
        "1.0",
        "2.5",
        "crack egg",
        "person",
    ]
    asked = ("export", annotated, "annotations", annotated / "a.json", "--format", "json")
    assert studio(*asked, "--video", 1).status == 0
    rows = json.loads((annotated / "a.json").read_text())["annotations"]
    assert [row["text"] for row in rows] == ["A hand.", "crack egg"]
    assert studio("export", annotated, "annotations", "--format", "srt").status != 0
