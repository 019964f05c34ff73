"""What every window test gets: the look of the program and a watch over what it leaves behind."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from vbert_studio.ui.theme import Theme, install


@pytest.fixture
def app_theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light at the start of every test."""
    theme = install(qapp, "light")
    theme.prefer("light")
    yield theme
    theme.prefer("light")


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open, a thread running or a timer ticking."""
    windows = set(qapp.topLevelWidgets())
    before = {id(o) for o in _running()}
    yield
    left = [repr(o) for o in _running() if id(o) not in before]
    left += [repr(w) for w in qapp.topLevelWidgets() if w not in windows and w.isVisible()]
    assert not left, f"left behind: {left}"


def _running() -> list[QThread | QTimer]:
    living = [o for o in gc.get_objects() if isinstance(o, QThread | QTimer) and isValid(o)]
    return [o for o in living if (o.isRunning() if isinstance(o, QThread) else o.isActive())]
