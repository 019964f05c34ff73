"""Files and folders dropped on the window, told apart: videos to add, or a project to open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped: at most one of both is set."""

    project: Path | None
    videos: tuple[Path, ...]


def read_drop(data: QMimeData) -> Dropped:
    """The local files of a drop. A folder that is a project is opened, others hold videos."""
    from vbert_studio.project import is_project

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    projects = [path for path in paths if is_project(path)]
    return Dropped(projects[0], ()) if projects else Dropped(None, tuple(paths))


def has_files(data: QMimeData) -> bool:
    """Whether something local is being dragged."""
    return any(url.isLocalFile() for url in data.urls())
