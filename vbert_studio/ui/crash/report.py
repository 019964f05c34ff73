"""The report of a bug: what was raised, where, on what machine. Nothing of a person's project."""

from __future__ import annotations

import platform
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import vbert_studio
from vbert_studio import places

MACHINE_LINES = 4
_KEPT = 50


def machine() -> str:
    """What every report begins with, in `MACHINE_LINES` lines: program, time, system, libraries."""
    import PySide6

    return (
        f"VBERT Studio {vbert_studio.__version__}\n"
        f"{time.strftime('%Y-%m-%d %H:%M:%S')}, {platform.platform()}\n"
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}\n"
        f"Started as: {' '.join(sys.argv)}\n"
    )


def text_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report as a person sends it."""
    return f"{machine()}\n{''.join(traceback.format_exception(kind, error, trace))}"


def say(text: str) -> None:
    """Tell whoever started the program, if there is a terminal and it is still open."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def write(text: str) -> Path | None:
    """Keep the report below `places.crash_dir()`; None when even that is impossible."""
    folder = places.crash_dir()
    path = folder / f"crash-{time.time_ns() / 10**9:.6f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")  # names of files
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path
