"""The set-up script: what it decides, and that a second run installs nothing."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with its environment in an empty folder."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / "venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMP", venv / "installed.json")
    return module


def install_by_hand(bootstrap: ModuleType, extras: tuple[str, ...]) -> None:
    python = bootstrap.venv_python()
    python.parent.mkdir(parents=True)
    python.touch()
    stamp = json.dumps(bootstrap.wanted_stamp(extras))
    bootstrap.STAMP.write_text(stamp, encoding="utf-8")


def test_nothing_is_installed_at_first(bootstrap: ModuleType) -> None:
    assert not bootstrap.is_installed(())


def test_a_stamp_covers_fewer_extras_but_not_more(bootstrap: ModuleType) -> None:
    install_by_hand(bootstrap, ("test",))
    assert bootstrap.is_installed(())
    assert bootstrap.is_installed(("test",))
    assert not bootstrap.is_installed(("test", "cluster"))


def test_a_changed_pyproject_asks_for_another_installation(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_by_hand(bootstrap, ())
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    assert not bootstrap.is_installed(())


def test_a_damaged_stamp_is_no_stamp(bootstrap: ModuleType) -> None:
    install_by_hand(bootstrap, ())
    bootstrap.STAMP.write_text("{", encoding="utf-8")
    assert not bootstrap.is_installed(())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Debian's packages")
def test_a_missing_library_is_named_by_its_package(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "OFFSCREEN_LIBRARIES", {"no-such-library": "libnothing0"})
    assert bootstrap.missing_packages(on_screen=False) == ["libnothing0"]


def test_an_unknown_action_is_a_usage_error() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bootstrap.py", "fly"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "invalid choice" in done.stderr


def test_a_second_installation_does_nothing() -> None:
    if not (ROOT / ".venv" / "installed.json").exists():
        pytest.skip("these tests run outside the environment that the script makes")
    done = subprocess.run(
        [sys.executable, ROOT / "bootstrap.py", "install"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Installing the package" not in done.stdout
