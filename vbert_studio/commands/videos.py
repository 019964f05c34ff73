"""``add`` and ``relink``: which videos a project has, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class NamedVideo:
    """A video of the project."""

    id: int
    path: Path


@dataclass(frozen=True, slots=True)
class VideosAdded(Result):
    """What `add` did. `transcripts` counts the subtitle files that were taken along."""

    added: tuple[NamedVideo, ...]
    known: tuple[NamedVideo, ...]
    found_again: tuple[NamedVideo, ...]
    transcripts: int


@dataclass(frozen=True, slots=True)
class VideosRelinked(Result):
    """What `relink` found, and what is still missing."""

    found: tuple[NamedVideo, ...]
    missing: tuple[NamedVideo, ...]

    @property
    def exit_status(self) -> int:
        """1 while a video is missing."""
        return 1 if self.missing else 0


@command("add", title="Add videos", group=PROJECT)
def add(
    project: Path, paths: list[Path], *, subtitles: bool = True, monitor: Monitor
) -> VideosAdded:
    """Add videos: files, or folders with all that is in them. The files stay where they are.

    A file that is no video is named and left out, and the others are added. A video that the
    project knows under another name is not added twice.

    Args:
        project: the folder of the project.
        paths: video files, or folders to search.
        subtitles: also take the subtitles and exported transcripts that lie beside the videos.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.import_videos import import_videos

    with open_to_work(project) as opened:
        report = import_videos(opened, paths, subtitles=subtitles, monitor=monitor)
        done = VideosAdded(
            _named(opened, report.added),
            _named(opened, report.known),
            _named(opened, report.found_again),
            report.transcripts,
        )
    found = [v.path for v in (*done.added, *done.known, *done.found_again)]
    failed = [failure.path for failure in report.failures if failure.path is not None]
    for folder in folders_without(paths, [*found, *failed]):
        monitor.failed(_no_videos(folder))
    return done


@command("relink", title="Find moved videos", group=PROJECT)
def relink(project: Path, paths: list[Path], *, monitor: Monitor) -> VideosRelinked:
    """Find videos again whose files were moved or renamed, by what is in them.

    Args:
        project: the folder of the project.
        paths: where to look: folders, or the files themselves.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.relink import relink as find_again

    with open_to_work(project) as opened:
        report = find_again(opened, paths, monitor=monitor)
        return VideosRelinked(_named(opened, report.found), _named(opened, report.missing))


def folders_without(paths: Sequence[Path], files: Sequence[Path]) -> list[Path]:
    """The folders among `paths` that none of `files` lies in."""
    folders = [path.absolute() for path in paths if path.is_dir()]
    return [f for f in folders if not any(file.is_relative_to(f) for file in files)]


def _no_videos(folder: Path) -> StudioError:
    return StudioError(
        "no_videos",
        f"There is no video in the folder {folder}.",
        path=folder,
        remedy="Name a folder with videos in it, or the video files themselves.",
    )


def _named(project: Project, ids: tuple[int, ...]) -> tuple[NamedVideo, ...]:
    return tuple(NamedVideo(id_, project.videos.get(id_).path) for id_ in ids)
