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
        MediaError: the file cannot be read.
    """
    from vbert_studio.media.probe import probe

    video = project.videos.get(video_id)
    info = probe(video.path)
    return Film(video, times_of(project, video), info)


def times_of(project: Project, video: Video) -> FrameTimes:
    """The frame times of a video, from the project or, the first time, from its file.

    Raises:
        MediaError: the file cannot be read.
    """
    from vbert_studio.media.clips import clip_spans
    from vbert_studio.media.times import FrameTimes, read_frame_times

    known = project.videos.times(video.id)
    if known is not None:
        return FrameTimes.from_bytes(known)
    times = read_frame_times(video.path)
    if project.mode != "read":
        project.videos.set_times(video.id, times.to_bytes(), clip_spans(times))
    return times
