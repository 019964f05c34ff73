"""People read times by their own clock, scripts in UTC."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbert_studio.local_time import local_time
from vbert_studio.project import Project

if TYPE_CHECKING:
    from conftest import Studio

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone is the system's")


@pytest.fixture(autouse=True)
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is thirteen hours ahead of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "FAR-13")
        time.tzset()
        yield
    time.tzset()


def _is_now(told: str) -> bool:
    return abs(datetime.strptime(told, "%Y-%m-%d %H:%M") - datetime.now()) < timedelta(minutes=5)


def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    assert local_time("2026-03-01T14:03:59+00:00") == "2026-03-02 03:03"


def test_edits_and_models_are_told_by_the_clock_on_the_wall(
    studio: Studio, small_project: Path, tmp_path: Path, project: Path, film: Path
) -> None:
    studio("add", project, film)
    [told] = [line for line in studio("history", project).out.splitlines() if "Add" in line]
    assert _is_now(told[:16])
    [edit] = studio("history", project, "--json").json["edits"]
    assert edit["at"].endswith("+00:00")
    [model] = [
        line
        for line in studio("checkpoints", "list", small_project, "--json").json["checkpoints"]
        if line["made_at"]
    ]
    assert model["made_at"].endswith("+00:00")
    assert local_time(model["made_at"]) in studio("checkpoints", "list", small_project).out


def test_who_edits_is_told_since_when(project: Path) -> None:
    with Project.open(project) as window, Project.open(project) as other:
        assert window.mode == "edit"
        assert _is_now(str(other.editor()).partition("since ")[2])
