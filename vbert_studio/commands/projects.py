"""``new``: a project of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class ProjectMade(Result):
    """A new project."""

    project: Path


@command("new", title="New project", group=PROJECT)
def new(project: Path) -> ProjectMade:
    """Make a new project: a folder that will hold everything about your videos, but not the videos.

    Args:
        project: the folder to make.
    """
    with Project.create(project) as made:
        return ProjectMade(made.folder)
