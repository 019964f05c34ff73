"""The report of a bug: what was raised, where, on what machine. Nothing of a person's project."""

from __future__ import annotations

import platform
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

import vbert_studio
from vbert_studio import places

_KEPT = 50


def text_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report as a person sends it."""
    import PySide6

    lines = [
        f"VBERT Studio {vbert_studio.__version__}",
        f"{time.strftime('%Y-%m-%d %H:%M:%S')}, {platform.platform()}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        f"Started as: {' '.join(sys.argv)}",
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(kind, error, trace)),
    ]
    return "\n".join(lines) + "\n"


def write(text: str) -> Path | None:
    """Keep the report below `places.crash_dir()`; None when even that is impossible."""
    folder = places.crash_dir()
    path = folder / f"crash-{time.time_ns() / 10**9:.6f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path
