"""Finding videos again whose files were moved or renamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.errors import MediaError
from vbert_studio.jobs.finding import candidates
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import RelinkVideo
from vbert_studio.project.records import Video


@dataclass(frozen=True, slots=True)
class RelinkReport:
    """Ids of the videos that were found, and of those that are still missing."""

    found: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def failed(self) -> bool:
        """Whether a video is still missing."""
        return bool(self.missing)


def relink(
    project: Project, paths: Sequence[Path], *, monitor: Monitor | None = None
) -> RelinkReport:
    """Search files and folders for the content of the missing videos, whatever its name is now.

    Only files of the right size are read, and of those two mebibytes.

    Raises:
        ProjectError: the project cannot be written.
        CancelledError: the person asked to stop.
    """
    watch = monitor or Monitor()
    missing = {video.fingerprint: video for video in project.videos.missing()}
    found: list[int] = []
    with watch.stage("search", None, "files") as stage:
        for path, _ in candidates([path.absolute() for path in paths]):
            stage.advance()
            if not missing:
                break
            video = _recognised(path, missing)
            if video is not None:
                project.edit(RelinkVideo(video.id, path, video.fingerprint))
                del missing[video.fingerprint]
                found.append(video.id)
                watch.landed("videos", video.id)
    return RelinkReport(tuple(found), tuple(sorted(video.id for video in missing.values())))


def _recognised(path: Path, missing: dict[str, Video]) -> Video | None:
    try:
        size = path.stat().st_size
        if not any(video.size == size for video in missing.values()):
            return None
        return missing.get(fingerprint(path))
    except (MediaError, OSError):
        return None
