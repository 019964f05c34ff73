"""``pretrain`` as a process: killed, stopped, gone on with, and what it prints."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.jobs.taught_project import fill
from vbert_studio.project import Project

if TYPE_CHECKING:
    from conftest import Studio

STEPS = 36
HOW = ["--size", "tiny", "--steps", STEPS, "--batch", 8, "--learning-rate", 0.003]
HOW += ["--evaluate-every", 12, "--save-every", 5, "--threads", 1]


@pytest.fixture
def taught(tmp_path: Path, wordpiece_vocabulary: Path) -> Path:
    folder = tmp_path / "taught"
    with Project.create(folder) as project:
        fill(project, tmp_path, videos=8)
    return folder


def end_at(step: int, how: signal.Signals, *arguments: object) -> int:
    """Begin ``pretrain``, send it a signal when it has done so many steps; its exit status."""
    command = [sys.executable, "-m", "vbert_studio", "pretrain", "--progress", "json"]
    process = subprocess.Popen(
        [*command, *map(str, arguments)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stderr is not None
    with process, process.stderr as lines:
        for line in lines:
            if not line.startswith(b"{"):
                continue
            event = json.loads(line)
            if event["event"] == "progress" and event["unit"] == "steps" and event["done"] >= step:
                process.send_signal(how)
                break
        lines.read()
        return process.wait()


def curve(project: Path, name: str) -> tuple[str, list[tuple[int, str, float]]]:
    with Project.open(project, "read") as opened:
        [run] = [run for run in opened.runs.all() if run.name == name]
        return run.status, opened.runs.metrics(run.id)


@pytest.mark.timeout(900)  # four starts of the program, which a busy machine takes its time for
def test_a_killed_run_goes_on_with_the_losses_of_an_undisturbed_one(
    studio: Studio, taught: Path
) -> None:
    assert end_at(8, signal.SIGKILL, taught, "--name", "killed", *HOW) == -signal.SIGKILL
    assert end_at(18, signal.SIGINT, taught, "--resume") == 130
    status, so_far = curve(taught, "killed")
    assert status == "stopped"
    assert 18 <= max(step for step, _, _ in so_far) < STEPS
    again = studio("pretrain", taught, "--resume", "--json")
    assert again.status == 0
    assert again.json["name"] == "killed"
    assert again.json["steps"] == STEPS
    whole = studio("pretrain", taught, "--name", "whole", *HOW, "--json")
    assert whole.json["held_out"] == again.json["held_out"]
    assert curve(taught, "killed") == curve(taught, "whole")


def test_the_result_says_what_the_model_cannot_know(studio: Studio, taught: Path) -> None:
    ran = studio("pretrain", taught, "--size", "tiny", "--steps", 3, "--threads", 1)
    assert ran.status == 0
    assert "model-1 answers from now on" in ran.words
    assert "What it cannot know: - Taught" in ran.words
    assert "Asked about anything else it answers all the same." in ran.words
    assert "Step 3 of 3, held out" in ran.err
    checkpoint = studio("show", taught, "--json").json["checkpoint"]
    assert (checkpoint["name"], checkpoint["codebook"]) == ("model-1", "codebook-1")
    assert " ".join(f"- {line}" for line in checkpoint["limits"]) in ran.words
    assert "model-1 answers. What it cannot know: - Taught" in studio("show", taught).words


def test_a_setting_that_makes_no_run_is_refused(studio: Studio, taught: Path) -> None:
    ran = studio("pretrain", taught, "--size", "tiny", "--text-share", 0.9, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == "bad_setting"
    assert "text-share" in ran.json["error"]["message"]
    ran = studio("pretrain", taught, "--size", "tiny", "--start", "no-such", "--json")
    assert ran.json["error"]["kind"] == "unknown_model"
    ran = studio("pretrain", taught, "--size", "tiny", "--longest", 400, "--json")
    assert ran.json["error"]["kind"] == "bad_setting"
    ran = studio("pretrain", taught, "--size", "tiny", "--start", "wordpiece-uncased", "--json")
    assert ran.json["error"]["kind"] == "not_an_encoder"
