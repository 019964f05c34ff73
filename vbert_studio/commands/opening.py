"""Opening a project for a verb, with an error that says who, or what number, is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.project import Project


@contextmanager
def open_to_edit(folder: Path) -> Iterator[Project]:
    """Open a project for an edit by a person.

    Raises:
        ProjectError: kind ``project_in_use`` when somebody else edits it now, ``read_only`` when
            nobody can.
    """
    with Project.open(folder) as project:
        if project.mode != "edit":
            raise _in_the_way(project)
        yield project


@contextmanager
def open_to_work(folder: Path) -> Iterator[Project]:
    """Open a project for a job, which may run beside a window.

    Raises:
        ProjectError: kind ``read_only``.
    """
    with Project.open(folder, "work") as project:
        if project.mode != "work":
            raise _not_writable(project)
        yield project


def check_video(project: Project, video: int | None) -> None:
    """Refuse the number of a video that is none of the project's; None is any video.

    Raises:
        ProjectError: kind ``no_such_video``.
    """
    if video is not None:
        project.videos.get(video)


def _in_the_way(project: Project) -> ProjectError:
    editor = project.editor()
    if editor is None:
        return _not_writable(project)
    return ProjectError(
        "project_in_use",
        f"{project.folder} is being edited by {editor}.",
        path=project.folder,
        remedy="Close it there, or make the edit there.",
    )


def _not_writable(project: Project) -> ProjectError:
    return ProjectError(
        "read_only",
        f"{project.folder} cannot be written to.",
        path=project.folder,
        remedy="Copy the folder to a place you may write to, and use the copy.",
    )
