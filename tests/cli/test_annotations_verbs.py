"""``annotations`` on the command line: steps and descriptions, added, listed and taken in."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.films import Film

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
    taken = studio("annotations", "import", annotated, file, "--video", 1)
    assert "2 annotations read, 2 of them new here." in taken.words
    again = studio("annotations", "import", annotated, file, "--video", 1, "--json").json
    assert again == {"read": 2, "new": 0}
    steps = studio("annotations", "list", annotated, "--kind", "step", "--json").json["annotations"]
    assert [s["text"] for s in steps] == ["crack the egg", "crack egg", "whisk the egg"]
    assert [s["origin"] for s in steps] == ["import", "person", "import"]
    assert "Import 2 annotations" in studio("undo", annotated).words


def test_subtitles_become_descriptions(studio: Studio, annotated: Path, tmp_path: Path) -> None:
    file = tmp_path / "seen.srt"
    file.write_text("1\n00:00:00,500 --> 00:00:02,000\nAn egg, and a bowl.\n", encoding="utf-8")
    taken = studio(
        "annotations", "import", annotated, file, "--video", 1, "--kind", "description", "--json"
    )
    assert taken.json == {"read": 1, "new": 1}
    file.write_text("nothing of the kind", encoding="utf-8")
    bad = studio("annotations", "import", annotated, file, "--video", 1, "--json")
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


@pytest.fixture
def elsewhere(studio: Studio, tmp_path: Path, film: Path) -> Path:
    """Another project with the same film and one more, both renamed."""
    other = tmp_path / "Other project"
    studio("new", other)
    second = Film(frames=60, first_number=500).write(tmp_path / "second.mp4")
    studio("add", other, second, film.rename(film.with_name("renamed.mp4")))
    return other


def listed(studio: Studio, project: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = studio("annotations", "list", project, "--json").json[
        "annotations"
    ]
    return found


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_exported_comes_back_whole(
    studio: Studio, annotated: Path, elsewhere: Path, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"made.{kind}"
    assert studio("export", annotated, "annotations", file, "--format", kind).status == 0
    before, history = listed(studio, annotated), studio("history", annotated, "--json").json
    again = studio("annotations", "import", annotated, file)
    assert "2 annotations read, 0 of them new here." in again.words
    assert listed(studio, annotated) == before
    assert studio("history", annotated, "--json").json == history
    taken = studio("annotations", "import", elsewhere, file, "--json").json
    assert taken == {"read": 2, "new": 2}
    kept = ("kind", "start_s", "end_s", "text", "origin", "created_at", "changed_at")
    there = listed(studio, elsewhere)
    assert [[a[k] for k in kept] for a in there] == [[a[k] for k in kept] for a in before]
    assert {a["video_id"] for a in there} == {2}


def test_only_one_video_or_one_kind_is_taken_from_a_table(
    studio: Studio, annotated: Path, elsewhere: Path, tmp_path: Path
) -> None:
    file = tmp_path / "made.csv"
    studio("export", annotated, "annotations", file)
    steps = ("annotations", "import", elsewhere, file, "--kind", "step", "--json")
    assert studio(*steps).json == {"read": 1, "new": 1}
    ran = studio("annotations", "import", elsewhere, file, "--video", 1, "--json")
    assert (ran.status, ran.json["error"]["kind"]) == (1, "no_such_video")
    assert "no annotations of second.mp4" in ran.json["error"]["message"]
    ran = studio("annotations", "import", elsewhere, file, "--video", 2, "--json")
    assert ran.json == {"read": 2, "new": 1}


def test_a_table_of_another_program_needs_neither_kinds_nor_origins(
    studio: Studio, annotated: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("video,start_s,end_s,text\nfilm.mp4,0.5,1,whisk\n", encoding="utf-8")
    seen = ("annotations", "import", annotated, file, "--kind", "description", "--json")
    assert studio(*seen).json == {"read": 1, "new": 1}
    assert studio("annotations", "import", annotated, file, "--json").json["new"] == 1
    mine = [(a["kind"], a["origin"]) for a in listed(studio, annotated) if a["text"] == "whisk"]
    assert mine == [("description", "import"), ("step", "import")]


HEAD = "video,kind,start_s,end_s,text,origin,changed_at\n"


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        ("kind,start_s,end_s,text\nstep,0,1,x\n", "not_annotations", "no column video"),
        (HEAD + "film.mp4,step,0,1,a,,\n\nfilm.mp4,step,0,x,b,,\n", "not_annotations", "line 4"),
        (HEAD + 'film.mp4,step,0,1,"a\nb",,\nfilm.mp4,step,0,1,,,\n', "empty_text", "line 4"),
        (HEAD + "film.mp4,stop,0,1,a,,\n", "not_annotations", "'stop' in kind is none of: step"),
        (HEAD + "film.mp4,step,2,1,a,,\n", "bad_times", "line 2: Nothing can last"),
        (HEAD + "film.mp4,step,0,1,a, b,c,,\n", "not_annotations", "9 cells where 7 belong"),
        (HEAD + "film.mp4,step,0,1,a,me,\n", "not_annotations", "'me' in origin"),
        (HEAD + "film.mp4,step,0,1,a,,yesterday\n", "not_annotations", "'yesterday' in changed_at"),
        (HEAD + "other.mp4,step,0,1,a,,\n", "no_such_video", "line 2: other.mp4 is not in the"),
        (HEAD + 'film.mp4,step,0,1,"a', "not_annotations", "line 2"),
        ('{"annotations": [{"video": "film.mp4"}]}', "not_annotations", "entry 1 of 'annotations'"),
        ('{"annotations": [3]}', "not_annotations", "it is no object"),
        ('{"annotations": [', "bad_subtitles", "no whole JSON"),
        ("1\n00:00:01,000 --> 00:00:01,000\nx\n", "bad_times", "“x” at 1.000 s"),
    ],
)
def test_a_file_that_is_not_right_changes_nothing(
    studio: Studio, annotated: Path, tmp_path: Path, content: str, kind: str, said: str
) -> None:
    file = tmp_path / "film.csv"
    file.write_text(content, encoding="utf-8")
    before = studio("history", annotated, "--json").json
    ran = studio("annotations", "import", annotated, file, "--json")
    assert ran.status == 1
    assert (ran.json["error"]["kind"], ran.json["error"]["path"]) == (kind, str(file))
    assert str(file) in ran.json["error"]["message"]
    assert said in ran.json["error"]["message"]
    assert studio("history", annotated, "--json").json == before


def test_a_file_that_cannot_be_opened_is_named(
    studio: Studio, annotated: Path, tmp_path: Path
) -> None:
    for verb in ("annotations", "pairs"):
        for path, kind in ((tmp_path / "gone.csv", "not_found"), (tmp_path, "is_a_directory")):
            ran = studio(verb, "import", annotated, path, "--json")
            assert (ran.status, ran.json["error"]["kind"]) == (1, kind)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_table_is_read_once(
    studio: Studio,
    annotated: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    file = tmp_path / f"steps.{ending}"
    assert studio("export", annotated, "annotations", file).status == 0
    read, times = Path.read_bytes, list[Path]()

    def counted(path: Path) -> bytes:
        times.append(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    assert studio("annotations", "import", annotated, file, "--json").json["new"] == 0
    assert times.count(file) == 1


def test_without_a_video_files_are_about_those_they_are_named_like(
    studio: Studio, annotated: Path, tmp_path: Path
) -> None:
    file = tmp_path / "youcook2.json"
    file.write_text(json.dumps(YOUCOOK2), encoding="utf-8")
    assert studio("annotations", "import", annotated, file, "--json").json["new"] == 2
    (tmp_path / "none.json").write_text('{"database": {}}', encoding="utf-8")
    words = "1\n00:00:00,500 --> 00:00:02,000\nAn egg.\n"
    for name in ("film.en.srt", "no film.srt"):
        (tmp_path / name).write_text(words, encoding="utf-8")
    assert studio("annotations", "import", annotated, tmp_path / "film.en.srt").status == 0
    for name in ("none.json", "no film.srt"):
        ran = studio("annotations", "import", annotated, tmp_path / name, "--json")
        assert (ran.status, ran.json["error"]["kind"]) == (1, "which_video")
    with_video = ("annotations", "import", annotated, tmp_path / "no film.srt", "--video", 1)
    assert studio(*with_video, "--json").json == {"read": 1, "new": 0}
