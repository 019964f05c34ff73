"""The demo: a small project on the videos that are shipped."""

from __future__ import annotations

from pathlib import Path

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.progress import Monitor
from vbert_studio.project import Project, is_project


def demo_folder() -> Path:
    """Where the demo project is made when nobody says where."""
    return places.projects_dir() / "Demo"


def demo_videos() -> list[Path]:
    """The videos that are shipped.

    Raises:
        StudioError: kind ``no_demo`` when they are not there.
    """
    folder = places.resources_dir() / "demo"
    found = sorted(folder.glob("*.mp4"))
    if not found:
        raise StudioError(
            "no_demo",
            f"The demo videos are not in {folder}.",
            path=folder,
            remedy="Install the program again, or open videos of your own.",
        )
    return found


def make_demo(folder: Path, *, monitor: Monitor | None = None) -> None:
    """Make the demo project with its videos in it, unless it is there.

    Only the videos are taken along: what they look like and what is said in them is for the program
    to find out.
    """
    if not is_project(folder):
        Project.create(folder).close()
    with Project.open(folder, "work") as project:
        import_videos(project, demo_videos(), subtitles=False, monitor=monitor)
