"""Tables are written whole, and never over what is no table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vbert_studio.errors import ProjectError
from vbert_studio.jobs.writing import write_table

ROWS = [{"word": "pour", "used": 3}]


def test_a_table_replaces_an_earlier_one(tmp_path: Path) -> None:
    for name in ("words.json", "WORDS.JSON", "no ending"):
        for _ in range(2):
            to = write_table(tmp_path / name, "json", "words", ("word", "used"), ROWS)
        assert json.loads(to.read_text()) == {"words": ROWS}


@pytest.mark.parametrize("name", ["film.mp4", "project.db", "notes.md"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, name: str) -> None:
    there = tmp_path / name
    there.write_bytes(b"years of work")
    with pytest.raises(ProjectError) as error:
        write_table(there, "csv", "words", ("word", "used"), ROWS)
    assert error.value.kind == "not_a_table"
    assert there.read_bytes() == b"years of work"
