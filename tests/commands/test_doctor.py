"""The doctor says what is good, what wants attention and what is broken, and what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vbert_studio.commands.doctor import codecs, doctor, machine, models, python, qt, verb
from vbert_studio.commands.doctor.findings import Finding
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import DeviceDescription
from vbert_studio.project import Project

GPU = DeviceDescription("cuda", "NVIDIA H100", 80 << 30, 1 << 30, "bfloat16")


def test_everything_is_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    Project.create(folder).close()
    examined = doctor(folder)
    subjects = [finding.subject for finding in examined.findings]
    assert list(dict.fromkeys(subjects)) == ["Python", "Qt", "Codecs", "Machine", "Models", "Disk"]
    assert all(finding.found for finding in examined.findings)
    wanting = [finding for finding in examined.findings if finding.state != "good"]
    assert wanting, "the models of an empty home are missing"
    assert all(finding.remedy for finding in wanting)
    assert {f.name for f in examined.findings if f.subject == "Disk"} == {
        "project",
        "models",
        "cache",
    }


def test_it_does_not_load_qt_itself() -> None:
    code = (
        "import sys; from vbert_studio.commands.doctor import doctor; doctor();"
        "sys.exit(any(m in sys.modules for m in ('PySide6', 'torch', 'cv2')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_its_exit_status_says_whether_something_is_broken() -> None:
    good, bad = Finding("a", "a", "good", "x"), Finding("a", "b", "broken", "x", "y")
    attention = Finding("a", "c", "attention", "x", "y")
    assert verb.Examined(verb._worst([good]), (good,)).exit_status == 0
    assert verb.Examined(verb._worst([good, attention]), (good, attention)).exit_status == 0
    assert verb.Examined(verb._worst([bad, attention]), (bad, attention)).exit_status == 1


def test_as_json_a_line_is_an_object() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "vbert_studio", "doctor", "--json"], capture_output=True, text=True
    )
    found = json.loads(told.stdout)
    assert found["state"] in ("good", "attention", "broken")
    assert told.returncode == (1 if found["state"] == "broken" else 0)
    assert found["findings"][0].keys() == {"subject", "name", "state", "found", "remedy"}


@pytest.mark.parametrize(
    ("version", "on", "state"),
    [
        ("6.12.0", (3, 11), "broken"),
        ("6.12.1", (3, 10), "broken"),
        ("6.12.0", (3, 12), "good"),
        ("6.11.3", (3, 11), "good"),
        (None, (3, 11), "broken"),
    ],
)
def test_the_bad_pair_of_qt_and_python_is_broken(
    version: str | None, on: tuple[int, int], state: str
) -> None:
    found = qt.qt_version(version, on)
    assert found.state == state
    assert bool(found.remedy) == (state == "broken")


def test_missing_system_libraries_are_named_with_their_packages() -> None:
    told = (
        "\tlinux-vdso.so.1 (0x00007ffd)\n"
        "\tlibEGL.so.1 => not found\n"
        "\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n"
        "\tlibxcb-cursor.so.0 => not found\n"
    )
    missing = qt.missing_libraries(told)
    assert missing == ["libEGL.so.1", "libxcb-cursor.so.0"]
    found = qt.missing_finding("drawing", missing, "broken")
    assert found.state == "broken"
    assert found.remedy.endswith("apt-get install libegl1 libxcb-cursor0")
    assert qt.missing_finding("drawing", [], "broken").state == "good"


def test_a_torch_for_the_cpu_beside_a_plain_torchvision_is_broken() -> None:
    [found] = python.torch_pair("2.6.0+cpu", "0.21.0")
    assert found.state == "broken"
    assert list(python.torch_pair("2.6.0", "0.21.0")) == []
    assert list(python.torch_pair("2.6.0+cpu", "0.21.0+cpu")) == []
    assert list(python.torch_pair(None, None)) == []


def test_a_missing_codec_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [finding.state for finding in codecs.examine_codecs()] == ["good"]
    monkeypatch.setattr(codecs, "CODECS", ("h264", "cinepak-of-the-future"))
    good, missing = codecs.examine_codecs()
    assert good.found == "h264"
    assert (missing.name, missing.state) == ("cinepak-of-the-future", "attention")


def test_a_gpu_that_torch_cannot_use_wants_attention() -> None:
    assert machine.device_finding(GPU, "2.6.0").state == "good"
    assert machine.device_finding(GPU, "2.6.0+cpu").state == "attention"
    small = DeviceDescription("cpu", "Small", 2 << 30, 1 << 30, "float32")
    assert machine.device_finding(small, "2.6.0").state == "attention"


@pytest.mark.parametrize(
    ("free", "writable", "state"),
    [
        (50_000_000_000, True, "good"),
        (1_000_000_000, True, "attention"),
        (1_000_000, True, "broken"),
        (50_000_000_000, False, "broken"),
    ],
)
def test_room_and_rights_on_a_disk(free: int, writable: bool, state: str) -> None:
    assert machine.disk_finding("project", Path("/p"), free, writable=writable).state == state


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_above(tmp_path: Path) -> None:
    assert machine.nearest_existing(tmp_path / "a" / "b") == tmp_path


def test_a_model_needed_by_default_wants_attention_when_missing() -> None:
    found = {finding.name: finding for finding in models.examine_models()}
    assert found["efficientnet-lite0-imagenet"].state == "attention"
    assert "models get efficientnet" in found["efficientnet-lite0-imagenet"].remedy
    assert found["whisper-large-v3"].state == "good"
    assert "models get whisper-large-v3" in found["whisper-large-v3"].remedy


def test_what_keeps_it_from_looking_is_a_finding_too() -> None:
    def fails() -> list[Finding]:
        raise StudioError("registry_damaged", "The list is damaged.", remedy="Restore it.")

    [found] = verb._examined("Models", fails)
    assert (found.state, found.found, found.remedy) == (
        "broken",
        "The list is damaged.",
        "Restore it.",
    )
