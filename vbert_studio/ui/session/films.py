"""What the panels need to know of a video's file: its frame times and its streams.

These run in a thread. Frame times are read from the file once and kept in the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vbert_studio.media.probe import MediaInfo
    from vbert_studio.media.times import FrameTimes
    from vbert_studio.project import Project
    from vbert_studio.project.records import Video


@dataclass(frozen=True, slots=True)
class Film:
    """A video that can be played."""

    video: Video
    times: FrameTimes
    info: MediaInfo


def read_film(project: Project, video_id: int) -> Film:
    """Everything the player needs.

    Raises:
        MediaError: the file cannot be read, or is another one than was added.
    """
    from vbert_studio.jobs.videos import frame_times
    from vbert_studio.media.fingerprint import check_content
    from vbert_studio.media.probe import probe

    video = project.videos.get(video_id)
    check_content(video.path, video.fingerprint)
    info = probe(video.path)
    return Film(video, frame_times(project, video), info)
