"""Files and folders dropped on the window, told apart: a project, videos, or subtitles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

_DATABASE = "project.db"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped: at most one of them is set.

    Attributes:
        project: to be opened.
        videos: files and folders to be added.
        subtitles: for the video that is open.
    """

    project: Path | None = None
    videos: tuple[Path, ...] = ()
    subtitles: Path | None = None


def read_drop(data: QMimeData) -> Dropped:
    """The local files of a drop. A folder that is a project is opened, others hold videos.

    Subtitles that come with videos are found beside them.
    """
    from vbert_studio.jobs.finding import SUBTITLE_SUFFIXES
    from vbert_studio.project import is_project

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    folders = [path.parent if path.name == _DATABASE else path for path in paths]
    projects = [folder for folder in folders if is_project(folder)]
    if projects:
        return Dropped(project=projects[0])
    subtitles = [path for path in paths if path.suffix.lower() in SUBTITLE_SUFFIXES]
    videos = tuple(path for path in paths if path not in subtitles)
    return Dropped(videos=videos) if videos or not subtitles else Dropped(subtitles=subtitles[0])


def is_welcome(data: QMimeData, *, read_only: bool) -> bool:
    """Whether something local is being dragged that can be taken; into no project but another."""
    if not any(url.isLocalFile() for url in data.urls()):
        return False
    return not read_only or read_drop(data).project is not None
