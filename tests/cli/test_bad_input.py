"""Whatever is wrong, the message names file, reason and remedy, and the batch goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.films import Film, tone, write_sound_only
from vbert_studio.project import Project

if TYPE_CHECKING:
    from conftest import Ran, Studio

# The interpreter may lie where only its owner can read: a first run, on another project, loads
# everything before the change.
AS_NOBODY = """
import contextlib, os, sys
from vbert_studio.cli.main import main
with open(os.devnull, "w") as sys.stdout, open(os.devnull, "w") as sys.stderr:
    for more in (["show"], ["add", "nowhere.mp4"], ["add", "nowhere.mp4", "--json"]):
        with contextlib.suppress(SystemExit):
            main([more[0], sys.argv[1], *more[1:]])
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
main(sys.argv[2:])
"""


def not_a_video(path: Path) -> None:
    path.write_text("a shopping list\n" * 100)


def zero_bytes(path: Path) -> None:
    path.touch()


def truncated(path: Path) -> None:
    whole = Film(frames=60).write(path)
    whole.write_bytes(whole.read_bytes()[:-2000])


def no_video_stream(path: Path) -> None:
    write_sound_only(path.with_suffix(".m4a"), tone(1.0)).rename(path)


def encrypted(path: Path) -> None:
    key = "76a6c65c5ea762046bd749a2e632ccbb"
    options = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": key, "encryption_kid": key}
    Film(frames=10, container="mp4", container_options=options).write(path)


def not_found(path: Path) -> None:
    """There is no such file."""


def dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.mp4"))


BAD: list[tuple[Callable[[Path], None], str]] = [
    (not_a_video, "not_a_video"),
    (zero_bytes, "empty_file"),
    (truncated, "truncated"),
    (no_video_stream, "no_video_stream"),
    (encrypted, "encrypted"),
    (not_found, "not_found"),
    (dangling_link, "not_found"),
]


def check(ran: Ran, kind: str, path: Path) -> None:
    """The error of a script's output is complete."""
    assert ran.status == 1
    error = ran.json["error"]
    assert error.keys() >= {"kind", "message", "path", "remedy"}
    assert error["kind"] == kind
    assert error["path"] == str(path)
    assert path.name in error["message"]
    assert error["remedy"]


@pytest.mark.parametrize(("make", "kind"), BAD)
def test_a_bad_file_is_named_and_the_others_are_added(
    studio: Studio, project: Path, film: Path, make: Callable[[Path], None], kind: str
) -> None:
    bad = film.with_name("bad.mp4")
    make(bad)
    ran = studio("add", project, bad, film, "--json")
    check(ran, kind, bad)
    assert [Path(video["path"]) for video in ran.json["added"]] == [film]
    again = studio("add", project, bad)
    assert again.status == 1
    assert "bad.mp4" in again.err
    assert ran.json["error"]["remedy"].split(",")[0] in " ".join(again.err.split())


def test_a_folder_without_videos_is_named(
    studio: Studio, project: Path, film: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_text("no film")
    ran = studio("add", project, empty, film, "--json")
    check(ran, "no_videos", empty)
    assert len(ran.json["added"]) == 1
    assert studio("add", project, film.parent).status == 0, "what is known already is there too"


def test_a_video_that_vanished_does_not_stop_the_others(
    studio: Studio, project: Path, film: Path, efficientnet_weights: Path
) -> None:
    other = Film(frames=60, first_number=7).write(film.with_name("other.mp4"))
    studio("add", project, film, other)
    film.unlink()
    ran = studio("extract", project, "--json")
    check(ran, "not_found", film)
    assert ran.json["done"] == [2]
    [problem] = studio("show", project, "--json").json["problems"]
    assert (problem["video_id"], problem["job"]) == (1, "extract")


@pytest.mark.parametrize(
    "name", ['it\'s a "film".mp4', "映画 фильм ταινία.mp4", "-rf.mp4", "a%20b#c?.mp4", "é.mp4"]
)
def test_names_of_any_kind(studio: Studio, project: Path, film: Path, name: str) -> None:
    path = film.rename(film.with_name(name))
    assert studio("add", project, "--", path).status == 0
    [video] = studio("show", project, "--json").json["videos"]
    assert Path(video["path"]) == path
    assert studio("show", project).status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_is_no_text(studio: Studio, project: Path, film: Path) -> None:
    path = film.rename(film.with_name(os.fsdecode(b"\xff\xfe.mp4")))
    ran = studio("add", project, path, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == "unusable_name"
    assert "dcff" in ran.json["error"]["message"]
    assert "Rename" in ran.json["error"]["remedy"]
    assert studio("add", project, path).status == 1
    assert studio("add", project, path.rename(path.with_name("renamed.mp4"))).status == 0


def test_no_project_there(studio: Studio, tmp_path: Path) -> None:
    ran = studio("show", tmp_path / "nothing", "--json")
    check(ran, "no_project", tmp_path / "nothing")
    assert "vbert-studio new" in ran.json["error"]["remedy"]


def test_a_folder_that_is_a_file(studio: Studio, film: Path) -> None:
    assert studio("new", film, "--json").json["error"]["kind"] == "not_a_folder"
    assert studio("show", film, "--json").status == 1


def test_a_database_of_a_newer_version(studio: Studio, project: Path) -> None:
    with sqlite3.connect(project / "project.db") as db:
        db.execute(
            "INSERT INTO migrations (migration_set, name, applied_at) "
            "VALUES ('vbert-studio', 'time_travel', '2030-01-01')"
        )
    db.close()
    ran = studio("show", project, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == "newer_database"
    assert ran.json["error"]["remedy"]


def test_an_edit_while_somebody_else_edits(studio: Studio, project: Path, film: Path) -> None:
    studio("add", project, film)
    with Project.open(project):
        ran = studio("undo", project, "--json")
        check(ran, "project_in_use", project)
        assert str(os.getpid()) in ran.json["error"]["message"]
        assert studio("show", project, "--json").status == 0
    assert studio("undo", project).status == 0


def test_two_of_the_same_job_at_once(studio: Studio, project: Path, film: Path) -> None:
    with Project.open(project, "work") as other, other.working("import"):
        ran = studio("add", project, film, "--json")
        check(ran, "project_in_use", project)
    assert studio("add", project, film).status == 0


def test_a_job_beside_an_open_window(studio: Studio, project: Path, film: Path) -> None:
    with Project.open(project) as window:
        assert studio("add", project, film).status == 0
        assert window.changed_elsewhere()
        assert len(window.videos.all()) == 1


@pytest.fixture
def public(project: Path, film: Path) -> Iterator[Path]:
    """The project and a film, where other users may read but not write."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can try what another user may do")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    for name in ("p", "warm"):
        shutil.copytree(project, place / name)
    shutil.copy(film, place / "film.mp4")
    yield place
    shutil.rmtree(place)


def as_nobody(place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line of a user who owns nothing here."""
    command = [sys.executable, "-c", AS_NOBODY, place / "warm", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_read_only_project_can_be_shown_but_not_changed(public: Path) -> None:
    shown = as_nobody(public, "show", public / "p")
    assert shown.returncode == 0, shown.stderr
    added = as_nobody(public, "add", public / "p", public / "film.mp4")
    assert added.returncode == 1
    assert "cannot be written to" in " ".join(added.stderr.split())
    assert "Copy the folder" in " ".join(added.stderr.split())


def test_a_file_without_permission(public: Path, project: Path) -> None:
    (public / "p").chmod(0o777)
    for path in (public / "p").rglob("*"):
        path.chmod(0o777)
    (public / "film.mp4").chmod(0o600)
    added = as_nobody(public, "add", public / "p", public / "film.mp4", "--json")
    assert added.returncode == 1
    assert '"no_permission"' in added.stdout, added.stderr
    assert "film.mp4" in added.stdout


def test_no_room_on_the_disk(studio: Studio, film: Path) -> None:
    place = Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        place.rmdir()
        pytest.skip("no file system can be mounted here")
    try:
        ran = studio("new", place / "p", "--json")
        assert ran.status == 1
        assert ran.json["error"]["kind"] == "disk_full"
        assert ran.json["error"]["remedy"]
        assert not (place / "p" / "project.db").exists()
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("pairs", "list", "P", "--limit", "many"), "--limit"),
        (("nonsense",), "nonsense"),
        (("show",), "PROJECT"),
        (("forecast", "P", 1, "--length", 0), "0 is too small"),
    ],
)
def test_a_wrong_command_line_is_told_to_scripts_too(
    studio: Studio, typed: tuple[object, ...], said: str
) -> None:
    ran = studio(*typed, "--json")
    assert ran.status == 2
    assert ran.json["error"]["kind"] == "usage"
    assert said.casefold() in ran.json["error"]["message"].casefold()
