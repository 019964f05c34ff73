"""Creating, opening, and what a project refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.project.made import new_video
from vbert_studio.errors import BugError, ProjectError
from vbert_studio.project import Project, is_project
from vbert_studio.project.operations import AddVideos
from vbert_studio.project.schema import APPLICATION_ID


def test_created_project_opens_again_with_what_was_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "Über “mich” 料理"
    with Project.create(folder) as project:
        assert project.mode == "edit"
        project.edit(AddVideos((new_video(tmp_path / "a.mp4"),)))
    assert is_project(folder)
    with Project.open(folder) as project:
        assert [video.path for video in project.videos.all()] == [tmp_path / "a.mp4"]


def test_nothing_is_left_beside_the_database_when_it_is_closed(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        project.settings.set("extractor", "x")
    assert sorted(p.name for p in (tmp_path / "p").iterdir()) == [".locks", "project.db"]


def test_create_refuses_a_folder_that_is_a_project(project: Project) -> None:
    with pytest.raises(ProjectError) as error:
        Project.create(project.folder)
    assert error.value.kind == "project_exists"


def test_create_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError) as error:
        Project.create(tmp_path / "file")
    assert error.value.kind == "not_a_folder"


def test_open_names_a_folder_without_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        Project.open(tmp_path)
    assert error.value.kind == "no_project"
    assert str(tmp_path) in error.value.message


def test_open_refuses_another_programs_database(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "project.db")
    connection.execute("CREATE TABLE recipes (id)")
    connection.commit()
    connection.close()
    with pytest.raises(ProjectError) as error:
        Project.open(tmp_path)
    assert error.value.kind == "not_a_project"


def test_open_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "project.db").write_text("dear diary" * 1000)
    with pytest.raises(ProjectError) as error:
        Project.open(tmp_path)
    assert error.value.kind == "not_a_project"


def test_a_newer_database_is_refused_and_not_changed(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project, project._store.write() as db:
        db.execute(
            "INSERT INTO migrations (migration_set, name, applied_at) "
            "VALUES ('vbert-studio', 'time_travel', '2030-01-01')"
        )
    before = (tmp_path / "p" / "project.db").read_bytes()
    with pytest.raises(ProjectError) as error:
        Project.open(tmp_path / "p")
    assert error.value.kind == "newer_database"
    assert "time_travel" in error.value.message
    assert (tmp_path / "p" / "project.db").read_bytes() == before


def test_migrations_are_named_and_the_file_says_whose_it_is(project: Project) -> None:
    names = [name for (name,) in project._store.rows("SELECT name FROM migrations ORDER BY rowid")]
    assert names[:2] == ["first_light", "training"]
    assert project._store.value("PRAGMA application_id") == APPLICATION_ID
    assert project._store.value("PRAGMA journal_mode") == "wal"
    assert project._store.value("PRAGMA foreign_keys") == 1


def test_every_table_is_strict(project: Project) -> None:
    loose = project._store.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict "
        "AND schema = 'main' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts%'"
    )
    assert [name for (name,) in loose] == ["migrations"]


def test_a_damaged_database_is_named(kitchen: Project) -> None:
    folder = kitchen.folder
    kitchen.close()
    database = folder / "project.db"
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(ProjectError) as error:
        Project.open(folder)
    assert error.value.kind == "damaged_database"
    assert error.value.path == database


def test_using_a_closed_project_is_a_bug(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "p")
    project.close()
    with pytest.raises(BugError):
        project.videos.all()


def test_settings_keep_what_json_can_hold(project: Project) -> None:
    assert project.settings.get("levels", 4) == 4
    project.settings.set("levels", [1, "två", None])
    assert project.settings.get("levels", 4) == [1, "två", None]
