"""The clips that show what a visual word looks like. Read in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbert_studio.ui.timeline.content import Film

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import ClipTime


@dataclass(frozen=True, slots=True, eq=False)
class ExemplarClip:
    """A clip that shows what a visual word looks like."""

    film: Film
    video_name: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A video that exemplars come from."""

    film: Film
    name: str
    clips: list[ClipTime]


class ExemplarReader:
    """Finds exemplars in one state of a project; each video is looked up once.

    Use it on one thread.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._sources: dict[int, _Source | None] = {}

    def read(self, leaf: int, count: int = 1) -> tuple[ExemplarClip, ...]:
        """At most so many exemplars of a visual word of the current codebook, nearest first.

        Those whose file is missing are passed over.

        Raises:
            ProjectError: the project cannot be read.
        """
        codebook = self._project.codebooks.current()
        if codebook is None:
            return ()
        found = self._project.codebooks.exemplars(codebook.id, leaf)
        clips = (self.clip(exemplar.video_id, exemplar.clip) for exemplar in found)
        there = [clip for clip in clips if clip is not None]
        return tuple(there[:count])

    def clip(self, video_id: int, number: int) -> ExemplarClip | None:
        """A clip of a video; None when there is none, or its file is missing."""
        if video_id not in self._sources:
            self._sources[video_id] = self._source(video_id)
        source = self._sources[video_id]
        if source is None or number >= len(source.clips):
            return None
        clip = source.clips[number]
        return ExemplarClip(source.film, source.name, clip.start_s, clip.end_s)

    def _source(self, video_id: int) -> _Source | None:
        from vbert_studio.media.times import FrameTimes
        from vbert_studio.ui.timeline.pictures import VideoPictures

        video = self._project.videos.get(video_id)
        data = self._project.videos.times(video_id)
        if data is None or video.missing:
            return None
        film = VideoPictures(video.path, video.fingerprint, FrameTimes.from_bytes(data))
        return _Source(film, video.path.stem, self._project.videos.clips(video_id))
