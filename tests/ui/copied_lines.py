"""Lines for a shell that the window copies, run as a person would run them."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from vbert_studio.cli.main import main


def copied() -> list[str]:
    """The words of the line on the clipboard."""
    return shlex.split(QGuiApplication.clipboard().text())


def ran(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What a line prints for scripts."""
    assert words[0] == "vbert-studio"
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([*words[1:], "--json"])
    assert ended.value.code == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found
