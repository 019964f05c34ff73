"""Full disks, read-only folders, and disks that fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.project.made import Chunk, new_video
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos, SetSentenceText

# Another user may not even read the modules of this Python, so they are imported before.
# What Python imports later is out of reach where it was installed for one user alone.
BECOME_NOBODY = """
import os, sys, urllib.parse
from pathlib import Path
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import SetSentenceText
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
folder = Path(sys.argv[1])
"""
READ = """
with Project.open(folder) as project:
    print(project.mode, len(project.videos.all()), len(project.transcripts.sentences(1)))
    try:
        project.edit(SetSentenceText(1, "Nobody may write this."))
    except ProjectError as error:
        print(error.kind)
"""
OPEN = """
try:
    Project.open(folder)
except ProjectError as error:
    print(error.kind)
"""


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A file system of two megabytes."""
    place = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True
    )
    if mounted.returncode:
        place.rmdir()
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)
    place.rmdir()


def fill(project: Project) -> ProjectError:
    def append_without_end() -> None:
        for n in range(1000):
            project.features.append(1, "lite", Chunk(n * 16, np.ones((16, 4096), np.float16)))

    with pytest.raises(ProjectError) as error:
        append_without_end()
    return error.value


def test_a_full_disk_is_said_and_nothing_is_lost(tiny_disk: Path) -> None:
    with Project.create(tiny_disk / "p") as project:
        project.edit(AddVideos((new_video(tiny_disk / "a.mp4"),)))
        error = fill(project)
        assert error.kind == "disk_full"
        assert error.path == project.database
        assert "Free some space" in error.remedy
        kept = project.features.count(1, "lite")
        assert kept > 0
    with Project.open(tiny_disk / "p", "read") as project:
        assert len(project.features.load(1, "lite")) == kept
        assert project._store.value("PRAGMA integrity_check") == "ok"


def test_no_project_is_left_where_there_is_no_room_for_one(tiny_disk: Path) -> None:
    filler = tiny_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(3_000_000))
    with pytest.raises(ProjectError) as error:
        Project.create(tiny_disk / "p")
    assert error.value.kind == "disk_full"
    assert not (tiny_disk / "p" / "project.db").exists()
    filler.unlink()
    Project.create(tiny_disk / "p").close()


def test_a_database_that_may_not_grow_is_a_full_disk(kitchen: Project) -> None:
    pages = kitchen._store.value("PRAGMA page_count")
    kitchen._store.value(f"PRAGMA max_page_count = {pages + 10}")
    assert fill(kitchen).kind == "disk_full"
    kitchen._store.value("PRAGMA max_page_count = 1000000")
    kitchen.edit(SetSentenceText(1, "And it goes on."))


def test_a_disk_that_fails_is_named_and_nothing_is_lost(kitchen: Project) -> None:
    resource = pytest.importorskip("resource")
    limit = kitchen.size() + 50_000
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, former[1]))  # a write beyond it fails
    try:
        error = fill(kitchen)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert error.kind == "io_error"
    assert str(kitchen.database) in error.message
    assert kitchen._store.value("PRAGMA integrity_check") == "ok"
    kitchen.edit(SetSentenceText(1, "And it goes on."))


def as_nobody(what: str, folder: Path) -> list[str]:
    """What `what` prints, done to `folder` by a user who owns nothing here."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can try what another user may do")
    run = subprocess.run(
        [sys.executable, "-c", BECOME_NOBODY + textwrap.dedent(what), str(folder)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


@pytest.fixture
def public(kitchen: Project) -> Iterator[Path]:
    """The kitchen, closed, where other users may read but not write."""
    kitchen.close()
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    shutil.copytree(kitchen.folder, place / "p")
    yield place / "p"
    shutil.rmtree(place)


def test_a_read_only_folder_opens_for_reading(public: Path) -> None:
    assert as_nobody(READ, public) == ["read", "2", "3", "read_only"]


def test_a_read_only_folder_opens_while_its_owner_works_on_it(public: Path) -> None:
    with Project.open(public) as project:
        project.edit(SetSentenceText(1, "Still being edited."))
        assert as_nobody(READ, public) == ["read", "2", "3", "read_only"]


def copied_while_open(public: Path, tmp_path: Path, *, shared_memory: bool) -> Path:
    """A copy of a project that somebody edits, as a backup or a killed process leaves it."""
    with Project.open(public) as project:
        project.edit(SetSentenceText(1, "Only in the log so far."))
        copy = shutil.copytree(public, public.with_name("copy"))
    if not shared_memory:
        (copy / "project.db-shm").unlink()
    return copy


def test_a_read_only_copy_of_an_open_project_shows_the_last_edit(
    public: Path, tmp_path: Path
) -> None:
    copy = copied_while_open(public, tmp_path, shared_memory=True)
    what = """
with Project.open(folder) as project:
    print(project.mode, project.transcripts.sentences(1)[0].text)
"""
    assert as_nobody(what, copy) == ["read", "Only", "in", "the", "log", "so", "far."]


def test_a_read_only_copy_that_would_show_old_edits_is_refused(
    public: Path, tmp_path: Path
) -> None:
    copy = copied_while_open(public, tmp_path, shared_memory=False)
    assert as_nobody(OPEN, copy) == ["not_at_rest"]
    with Project.open(copy) as project:
        assert project.transcripts.sentences(1)[0].text == "Only in the log so far."


def test_a_folder_that_may_not_be_written_gets_no_project(public: Path) -> None:
    assert as_nobody(OPEN.replace("open(folder)", "create(folder / 'new')"), public) == [
        "no_permission"
    ]


def test_a_project_that_may_not_even_be_read_is_named(public: Path) -> None:
    (public / "project.db").chmod(0o600)
    assert as_nobody(OPEN, public) == ["no_permission"]


def test_an_old_database_that_cannot_be_written_says_so(public: Path) -> None:
    with Project.open(public) as project, project._store.write() as db:
        db.execute("DELETE FROM migrations")
    assert as_nobody(OPEN, public) == ["older_database"]
