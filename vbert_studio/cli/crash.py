"""A bug leaves a report that a person can send, and a sentence that says where it is."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from vbert_studio import __version__, places
from vbert_studio.errors import StudioError


def write_report(error: BaseException) -> StudioError:
    """Keep what is known about a bug, and say so in the shape of every other error."""
    text = report_text(error)
    message = f"This is a bug in VBERT Studio: {type(error).__name__}: {error}"
    try:
        path = _new_report()
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as reason:
        sys.stderr.write(text)
        return StudioError("bug", message, remedy=f"The report could not be kept ({reason}).")
    remedy = f"Nothing finished is lost. The report is {path}; please send it to us."
    return StudioError("bug", message, path=path, remedy=remedy)


def report_text(error: BaseException) -> str:
    """Version, system, command line and traceback."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"VBERT Studio {__version__}\n"
        f"Python {platform.python_version()} on {platform.platform()}\n"
        f"Command: {sys.argv}\n\n{trace}"
    )


def _new_report() -> Path:
    folder = places.crash_dir()
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    return folder / f"{now}-{os.getpid()}.txt"
