"""Refuse the one pair of Qt and Python that cannot work.

PySide6 6.12 loses a reference to None at every void call on Python 3.10 and 3.11 and aborts the
process after some thousands of them, long after the window has opened.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from vbert_studio.errors import StudioError


def check_pair(qt: tuple[int, int], python: tuple[int, int]) -> None:
    """Raise `StudioError` (``qt_version``) when this PySide6 crashes on this Python."""
    if qt == (6, 12) and python < (3, 12):
        raise StudioError(
            "qt_version",
            f"PySide6 6.12 crashes on Python {python[0]}.{python[1]}.",
            remedy="Run 'python -m pip install \"PySide6<6.12\"', or use Python 3.12 or newer.",
        )


def check_installed() -> None:
    """`check_pair` on what is installed here. Loads PySide6's version, none of its modules."""
    import PySide6

    major, minor = PySide6.__version_info__[:2]
    check_pair((int(major), int(minor)), sys.version_info[:2])


def check_screen(environment: Mapping[str, str], platform: str) -> None:
    """Raise `StudioError` (``no_screen``) where Qt would abort the process for want of a screen."""
    if not platform.startswith("linux"):
        return
    if not any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise StudioError(
            "no_screen",
            "There is no screen to show the window on.",
            remedy="Start it in a desktop session, or use the command line: it has every verb.",
        )
