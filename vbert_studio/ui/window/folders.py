"""Where projects and videos are looked for and put when nobody says otherwise."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from vbert_studio import places


def start_folder() -> Path:
    """Where a file dialog begins."""
    return Path.home()


def new_project(video: Path) -> Path:
    """A folder that does not exist yet, named after the first video or folder of videos."""
    base = places.projects_dir()
    names = (video.stem if n == 1 else f"{video.stem} {n}" for n in count(1))
    return next(base / name for name in names if not (base / name).exists())
