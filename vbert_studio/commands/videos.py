"""``add`` and ``relink``: which videos a project has, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
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
        subtitles: also take the subtitle files that lie beside the videos.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.import_videos import import_videos

    with open_to_work(project) as opened:
        report = import_videos(opened, paths, subtitles=subtitles, monitor=monitor)
        return VideosAdded(
            _named(opened, report.added),
            _named(opened, report.known),
            _named(opened, report.found_again),
            report.transcripts,
        )


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


def _named(project: Project, ids: tuple[int, ...]) -> tuple[NamedVideo, ...]:
    return tuple(NamedVideo(id_, project.videos.get(id_).path) for id_ in ids)
