"""Every way for a command to end, with its exit status and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.films import Film
from vbert_studio.cli.outcome import Outcome, run_verb
from vbert_studio.commands.registry import Registry
from vbert_studio.commands.results import Done
from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.faults import studio_error_of
from vbert_studio.jobs import worker_process
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from conftest import Studio

HEAVY = ("torch", "torchvision", "cv2", "sklearn", "openvino", "PySide6", "faster_whisper", "av")


def start(*arguments: object, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "vbert_studio", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, **more)  # type: ignore[call-overload]


@pytest.mark.parametrize("arguments", [["show", "--json"], ["show"], ["undo"], ["history"]])
def test_quick_verbs_load_nothing_heavy(project: Path, arguments: list[str]) -> None:
    code = (
        "import contextlib, sys\n"
        "from vbert_studio.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
        f"sys.exit(','.join(m for m in {HEAVY!r} if m in sys.modules) or 0)"
    )
    verb, *more = arguments
    command = [sys.executable, "-c", code, verb, str(project), *more]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_window_opens_without_the_libraries_of_the_command_line(tmp_path: Path) -> None:
    code = (
        "import contextlib, sys, types\n"
        "window = types.ModuleType('vbert_studio.ui.app')\n"
        "window.main = lambda project: print(project)\n"
        "sys.modules['vbert_studio.ui.app'] = window\n"
        "from vbert_studio.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
        "late = [m for m in ('typer', 'rich', 'numpy', 'sqlite_utils') if m in sys.modules]\n"
        "sys.exit(','.join(late) or 0)"
    )
    for typed, opened in (([], "None"), (["open"], "None"), (["open", "A B"], "A B")):
        command = [sys.executable, "-c", code, *typed]
        ran = subprocess.run(command, capture_output=True, text=True)
        assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, opened, "")


def test_a_wrong_command_line_is_no_error_of_the_world(studio: Studio, project: Path) -> None:
    for arguments in (
        ["show"],
        ["fly"],
        ["show", project, "--no-such"],
        ["extract", project, "-x"],
    ):
        ran = studio(*arguments)
        assert ran.status == 2
        assert "Usage" in ran.err
        assert ran.out == ""


def test_ctrl_c_while_it_still_loads(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(word: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vbert_studio.cli.app.load_verbs", interrupted)
    ran = studio("models", "list")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_ctrl_c_leaves_a_state_that_goes_on(project: Path, tmp_path: Path) -> None:
    for number in range(40):
        Film(frames=20, first_number=number).write(tmp_path / f"{number:02}.mp4")
    running = start("add", project, tmp_path, "--progress", "json", "--json")
    with running:
        assert running.stderr is not None
        for line in running.stderr:
            if json.loads(line)["event"] == "landed":
                break
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate()
    assert running.returncode == 130
    error = json.loads(out)["error"]
    assert error["kind"] == "cancelled"
    assert "goes on from there" in error["remedy"]
    again = start("add", project, tmp_path, "--json")
    out, _ = again.communicate()
    found = json.loads(out)
    assert again.returncode == 0
    assert found["known"]
    assert len(found["added"]) + len(found["known"]) == 40


def test_a_reader_may_leave_early(project: Path) -> None:
    with start("models", "list") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_progress_as_lines(studio: Studio, project: Path, film: Path) -> None:
    ran = studio("add", project, film, "--progress", "json", "--json")
    events = [json.loads(line) for line in ran.err.splitlines()]
    assert {"progress", "landed"} <= {event["event"] for event in events}
    assert ran.json["added"]


def test_progress_of_a_bad_file_is_an_error_event(
    studio: Studio, project: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.touch()
    ran = studio("add", project, bad, "--progress", "json", "--json")
    [event] = [e for line in ran.err.splitlines() if (e := json.loads(line))["event"] == "error"]
    assert event["kind"] == "empty_file"


def test_without_progress_stderr_is_silent(studio: Studio, project: Path, film: Path) -> None:
    assert studio("add", project, film, "--progress", "none", "--json").err == ""


def test_bars_name_the_item_and_count(studio: Studio, project: Path, film: Path) -> None:
    name = "a film with a very long name, number 7.mp4"
    ran = studio("add", project, film.rename(film.with_name(name)), "--progress", "bar")
    assert "1/1 files" in ran.err
    assert "number 7.mp4" in ran.err
    assert max(len(line) for line in ran.err.splitlines()) <= 80


def test_full_bars_become_lines(studio: Studio, project: Path, tmp_path: Path) -> None:
    for number in range(30):
        Film(frames=20, first_number=number).write(tmp_path / f"{number:02}.mp4")
    lines = studio("add", project, tmp_path, "--progress", "bar").err.splitlines()
    for number in range(29):
        assert any(line.startswith(f"{number:02}.mp4") and "20/20" in line for line in lines)


@pytest.fixture
def verbs() -> Iterator[Registry]:
    return Registry()


def run(verbs: Registry, function: object) -> Outcome:
    """The outcome of a verb that is this function."""
    function.__doc__ = "Do it."  # type: ignore[attr-defined]
    verbs.command("verb", title="Verb", group="Test")(function)  # type: ignore[type-var]
    [command] = verbs
    return run_verb(command, {}, lambda event: None, lambda: False)


def test_a_bug_leaves_a_report(verbs: Registry, home: Path) -> None:
    def verb() -> Done:
        raise KeyError("the flux")

    outcome = run(verbs, verb)
    assert outcome.status == 70
    error = outcome.as_json()["error"]
    assert error["kind"] == "bug"
    report = Path(error["path"])
    assert report.parent == home / "crashes"
    assert str(report) in error["remedy"]
    text = report.read_text()
    assert "KeyError: 'the flux'" in text
    assert "test_ends.py" in text
    assert "Command:" in text


def test_a_bug_is_told_even_where_no_report_can_be_kept(
    verbs: Registry, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "crashes").touch()

    def verb() -> Done:
        raise KeyError("the flux")

    outcome = run(verbs, verb)
    assert outcome.status == 70
    assert "could not be kept" in outcome.as_json()["error"]["remedy"]
    assert "KeyError" in capsys.readouterr().err


def test_stopping_is_neither_an_error_nor_a_bug(verbs: Registry) -> None:
    def verb(monitor: Monitor) -> Done:
        raise CancelledError

    assert run(verbs, verb).status == 130


def test_a_batch_with_failures_has_its_result_and_its_errors(verbs: Registry) -> None:
    def verb(monitor: Monitor) -> Done:
        for name in ("a", "b"):
            monitor.failed(StudioError("bad", f"{name} is bad.", path=name, remedy="Mend it."))
        return Done("One went well.")

    outcome = run(verbs, verb)
    assert outcome.status == 1
    found = outcome.as_json()
    assert found["message"] == "One went well."
    assert found["error"] == found["errors"][0]
    assert [error["path"] for error in found["errors"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(28, "No space left on device", "/a/film.mp4"), "disk_full"),
        (PermissionError(13, "Permission denied", "/a/film.mp4"), "no_permission"),
        (FileNotFoundError(2, "No such file", "/a/film.mp4"), "not_found"),
        (OSError(30, "Read-only file system", "/a/film.mp4"), "read_only"),
        (OSError(5, "Input/output error", "/a/film.mp4"), "system"),
    ],
)
def test_what_the_system_refuses_is_an_error_of_the_world(error: OSError, kind: str) -> None:
    said = studio_error_of(error)
    assert said.kind == kind
    assert said.path == Path("/a/film.mp4")
    assert "/a/film.mp4" in said.message
    assert said.remedy


def test_used_up_memory_is_an_error_of_the_world(verbs: Registry) -> None:
    def verb() -> Done:
        raise MemoryError

    outcome = run(verbs, verb)
    assert (outcome.status, outcome.as_json()["error"]["kind"]) == (1, "out_of_memory")


def test_a_worker_stops_when_its_lifeline_is_cut(project: Path, tmp_path: Path) -> None:
    for number in range(40):
        Film(frames=20, first_number=number).write(tmp_path / f"{number:02}.mp4")
    running = start(
        *("add", project, tmp_path, "--progress", "json", "--json"),
        stdin=subprocess.PIPE,
        env={**os.environ, "VBERT_STUDIO_LIFELINE": "1"},
    )
    with running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stderr.readline()
        running.stdin.close()
        running.stderr.read()
    assert running.returncode == 130


# It computes without Python, as numpy does: the thread of the lifeline hears of it first.
_COMPUTES = """
import sys, zlib
from vbert_studio.cli.stop import stop_wish
with stop_wish() as wanted:
    print("ready", file=sys.stderr, flush=True)
    zeros = bytes(1 << 27)
    while not wanted():
        zlib.crc32(zeros)
print("came to an end")
"""


def test_a_worker_that_is_asked_to_stop_finishes_what_it_is_at() -> None:
    """Its lifeline is cut and it is interrupted: one wish, and not a second Ctrl+C."""
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _COMPUTES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=worker_process.child_environment(),
            process_group=0,
        )
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stderr.readline()
            worker_process.ask_to_stop(process)
            assert process.stdout.read().strip() == "came to an end"
