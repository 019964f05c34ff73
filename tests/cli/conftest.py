"""The command line as a person or a script uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.films import Film, tone
from vbert_studio.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a command ended with."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def words(self) -> str:
        """Everything that was printed, without the line breaks of a narrow terminal."""
        return " ".join((self.out + self.err).split())


Studio = Callable[..., Ran]


@pytest.fixture
def studio(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Studio:
    """Runs ``vbert-studio`` with the given arguments."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(int(end.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def project(studio: Studio, tmp_path: Path) -> Path:
    """A new project."""
    folder = tmp_path / "My Project"
    assert studio("new", folder).status == 0
    return folder


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Four seconds with sound."""
    return Film(frames=120, sound=tone(4.0)).write(tmp_path / "film.mp4")
