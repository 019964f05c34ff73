"""``pairs`` on the command line: what is written can be read again, here and elsewhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.films import Film

if TYPE_CHECKING:
    from conftest import Studio

HEAD = "video,start_s,end_s,text,judgement,note\n"


@pytest.fixture
def paired(studio: Studio, project: Path, film: Path, tmp_path: Path) -> Path:
    """A project with a film and three pairs, two of them judged."""
    studio("add", project, film)
    file = tmp_path / "mine.csv"
    lines = ("0,1.5,Crack the egg,aligned,", '1.5,3,"Whisk, well",not aligned,dark', "2,3,Pour,,")
    file.write_text(HEAD + "".join(f"film.mp4,{line}\n" for line in lines), encoding="utf-8")
    ran = studio("pairs", "import", project, file)
    assert ran.status == 0
    assert "3 pairs read, 3 of them new here." in ran.out
    return project


def test_pairs_are_listed_filtered_and_counted(studio: Studio, paired: Path) -> None:
    found = studio("pairs", "list", paired, "--json").json
    assert [p["text"] for p in found["pairs"]] == ["Crack the egg", "Whisk, well", "Pour"]
    assert [p["judgement"] for p in found["pairs"]] == ["aligned", "not aligned", "none"]
    assert found["counts"] == {"none": 1, "aligned": 1, "not_aligned": 1, "unsure": 0}
    some = studio("pairs", "list", paired, "--judgement", "none", "--json").json
    assert [p["text"] for p in some["pairs"]] == ["Pour"]
    some = studio("pairs", "list", paired, "--text", "whi", "--json").json
    assert [p["note"] for p in some["pairs"]] == ["dark"]
    last = studio("pairs", "list", paired, "--sort", "text", "--descending", "--limit", "1")
    assert "Whisk, well" in last.out
    assert "Crack" not in last.out
    assert "2 of 3 judged: 1 aligned, 1 not aligned, 0 unsure." in last.words
    assert "no such pairs" in studio("pairs", "list", paired, "--text", "nothing").out


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_what_is_exported_comes_back_whole(
    studio: Studio, paired: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"pairs.{ending}"
    assert studio("pairs", "export", paired, file).out.strip() == str(file)
    before = studio("pairs", "list", paired, "--json").json["pairs"]
    assert studio("pairs", "import", paired, file, "--json").json == {"read": 3, "new": 0}
    assert studio("pairs", "list", paired, "--json").json["pairs"] == before
    studio("undo", paired)
    assert "no such pairs" in studio("pairs", "list", paired).out
    assert studio("pairs", "import", paired, file, "--json").json == {"read": 3, "new": 3}
    again = studio("pairs", "list", paired, "--json").json["pairs"]
    kept = set(again[0]) - {"id"}
    assert [[p[k] for k in kept] for p in again] == [[p[k] for k in kept] for p in before]


def test_a_moved_film_is_found_by_what_is_in_it(
    studio: Studio, paired: Path, film: Path, tmp_path: Path
) -> None:
    file = tmp_path / "pairs.csv"
    studio("pairs", "export", paired, file, "--judgement", "aligned")
    [row] = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert row["video"] == str(film)
    other = tmp_path / "Other project"
    studio("new", other)
    studio("add", other, film.rename(film.with_name("renamed.mp4")))
    assert studio("pairs", "import", other, file, "--json").json["new"] == 1


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        ("start_s,end_s\n1,2\n", "not_pairs", "no column video, text"),
        (HEAD + "film.mp4,0,x,Stir,,\n", "not_pairs", "line 2: 'x' in end_s"),
        (HEAD + "film.mp4,0,1,Stir,maybe,\n", "not_pairs", "maybe"),
        (
            HEAD + "film.mp4,2,1,Stir,,\n",
            "bad_times",
            "line 2: Nothing can last from 2.000 s to 1.000 s",
        ),
        (HEAD + "other.mp4,0,1,Stir,,\n", "no_such_video", "other.mp4"),
        (HEAD + 'film.mp4,0,1,"Stir\n', "not_pairs", "line 2: it is no whole row"),
        (HEAD + "film.mp4,0,1,Stir, now,,\n", "not_pairs", "7 cells where 6 belong"),
        (json.dumps([{"video": "film.mp4", "start_s": 0}]), "not_pairs", "entry 1 of 'pairs'"),
        (json.dumps({"pairs": "all"}), "not_pairs", "no such list"),
        ("{", "not_pairs", "cannot be read as pairs"),
        (HEAD + "film.mp4,0,1\n", "not_pairs", "wrong.csv, line 2: it has no text"),
    ],
)
def test_a_file_that_is_not_right_changes_nothing(
    studio: Studio, paired: Path, tmp_path: Path, content: str, kind: str, said: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(content, encoding="utf-8")
    before = studio("history", paired, "--json").json
    ran = studio("pairs", "import", paired, file, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == kind
    assert said in ran.json["error"]["message"]
    assert studio("history", paired, "--json").json == before


def test_two_films_of_one_name_are_not_confused(
    studio: Studio, paired: Path, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    other = Film(frames=40, first_number=900).write(tmp_path / "more" / "film.mp4")
    studio("add", paired, other)
    file = tmp_path / "mine.csv"
    assert (
        studio("pairs", "import", paired, file, "--json").json["error"]["kind"] == "no_such_video"
    )
    file.write_text(HEAD + f"{other},0,1,Stir,,\n", encoding="utf-8")
    assert studio("pairs", "import", paired, file, "--json").json["new"] == 1
