"""docs/commands.md says what the commands say."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from vbert_studio.commands.page import PAGE
from vbert_studio.commands.parameters import describe_arguments, parameters_of
from vbert_studio.commands.registry import registry
from vbert_studio.errors import BugError
from vbert_studio.progress import Monitor


def test_the_page_is_current() -> None:
    # In a process of its own: the tests' own commands must not be on the page.
    code = (
        "import sys; from vbert_studio.commands.page import page_text;"
        "sys.stdout.buffer.write(page_text().encode())"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    assert made.stdout.decode() == PAGE.read_text(encoding="utf-8"), (
        "run: python -m vbert_studio.commands.page"
    )


def _verb(project: str, *, min_points: int = 3, monitor: Monitor | None = None) -> None:
    """Do it.

    Args:
        project: the folder
            of the project.
        min_points: how few: three.
        monitor: see elsewhere.
    """


def test_places_are_arguments_and_names_are_options() -> None:
    project, points, _ = parameters_of(_verb)
    assert (project.is_option, project.is_required, project.help) == (
        False,
        True,
        "the folder of the project.",
    )
    assert (points.flag, points.default, points.help) == ("--min-points", 3, "how few: three.")


def test_the_monitor_is_nobodys_to_type() -> None:
    def verb(monitor: Monitor) -> None:
        """Do it."""

    assert parameters_of(verb) == []


def test_a_parameter_that_nobody_described_is_a_bug() -> None:
    def verb(project: str) -> None:
        """Do it."""

    with pytest.raises(BugError, match="does not describe project"):
        parameters_of(verb)


def test_a_docstring_without_arguments_describes_none() -> None:
    assert describe_arguments("Do it.") == {}


def test_the_page_tells_what_may_be_given_and_how_it_is_told() -> None:
    page = PAGE.read_text(encoding="utf-8")
    head, _, verbs = page.partition("### ")
    assert "| `--json` | print the result as one JSON object. |  |" in head
    assert "| auto, bar, json, none |" in head
    forecast = verbs.partition("vbert-studio forecast")[2].partition("### ")[0]
    rows = {line.split("`")[1]: line for line in forecast.splitlines() if line.startswith("| `")}
    assert rows["--step"].endswith("| 1 to 5 |")
    assert rows["--method"].endswith("| beam, mask-predict, sampled |")
    assert rows["--single-words"].endswith(".  |") or rows["--single-words"].endswith(". |  |")


def test_every_verb_describes_what_it_takes() -> None:
    for command in registry.shell():
        assert all(parameter.help for parameter in parameters_of(command.function))
