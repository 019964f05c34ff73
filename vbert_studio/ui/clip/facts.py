"""What is known about one clip of the project. Read in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import ProjectError
from vbert_studio.ui.timeline.facts import FactsReader, TokenFacts

if TYPE_CHECKING:
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True, eq=False)
class ClipFacts:
    """A clip. `token` is None where there is no visual token yet.

    Attributes:
        video_id: whose clip it is.
        index: which one.
        video: the file.
        start_s: where it begins, in seconds.
        end_s: where it ends.
        partial: whether it was padded.
        extractor: the network that looked at it, or would.
        token: its visual word.
    """

    video_id: int
    index: int
    video: Path
    start_s: float
    end_s: float
    partial: bool
    extractor: str
    token: TokenFacts | None


def read_clip(project: Project, video_id: int, index: int) -> ClipFacts:
    """The facts of a clip.

    Raises:
        ProjectError: kind ``gone`` when the video has no such clip any more.
    """
    from vbert_studio.jobs.choosing import choose_extractor

    video = project.videos.get(video_id)
    clips = project.videos.clips(video_id)
    if index >= len(clips):
        raise ProjectError(
            "gone",
            f"{video.path.name} has no clip {index + 1}.",
            path=video.path,
            remedy="Choose another one on the timeline.",
        )
    clip = clips[index]
    return ClipFacts(
        video_id=video_id,
        index=index,
        video=video.path,
        start_s=clip.start_s,
        end_s=clip.end_s,
        partial=clip.partial,
        extractor=choose_extractor(project),
        token=_token(project, video_id, index),
    )


def _token(project: Project, video_id: int, index: int) -> TokenFacts | None:
    codebook = project.codebooks.current()
    tokens = project.tokens.load(video_id)
    if codebook is None or index >= len(tokens):
        return None
    leaf = int(tokens[index])
    path = project.codebooks.paths(codebook.id)[leaf]
    return FactsReader(project).read(leaf, path)
