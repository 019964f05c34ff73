"""``show``: a project's videos as sentences of visual words, beside what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.model.taught import limits_of
from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.project.records import CodebookRow, Problem, Video


@dataclass(frozen=True, slots=True)
class ShownClip:
    """A clip with its visual token, and the token's path; None as long as it has none."""

    index: int
    start_s: float
    end_s: float
    partial: bool
    token: int | None
    path: str | None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of the transcript that is shown."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class ShownAnnotation:
    """A step or a description of a stretch."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class ShownVideo:
    """A video; `missing` when its file is not where it was."""

    id: int
    path: Path
    duration_s: float
    width: int
    height: int
    has_sound: bool
    missing: bool
    transcript: str | None
    clips: tuple[ShownClip, ...]
    sentences: tuple[ShownSentence, ...]
    steps: tuple[ShownAnnotation, ...]
    descriptions: tuple[ShownAnnotation, ...]


@dataclass(frozen=True, slots=True)
class ShownCodebook:
    """The codebook that the tokens are from."""

    name: str
    extractor: str
    levels: int
    branching: int


@dataclass(frozen=True, slots=True)
class ShownCheckpoint:
    """The model that answers, and in sentences what it cannot know."""

    name: str
    codebook: str
    base: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown(Result):
    """A project. `features` counts, by extractor and video id, the clips that have a feature."""

    project: Path
    codebook: ShownCodebook | None
    checkpoint: ShownCheckpoint | None
    features: dict[str, dict[int, int]]
    videos: tuple[ShownVideo, ...]
    problems: tuple[Problem, ...]


@command("show", title="Show a project", group=PROJECT)
def show(project: Path) -> Shown:
    """Show the videos of a project: their visual words, what is said and what is done, with times.

    Args:
        project: the folder of the project.
    """
    with Project.open(project, "read") as opened:
        codebook = opened.codebooks.current()
        paths = opened.codebooks.paths(codebook.id) if codebook else {}
        return Shown(
            project=opened.folder,
            codebook=_codebook(codebook),
            checkpoint=_checkpoint(opened),
            features={e: opened.features.counts(e) for e in opened.features.extractors()},
            videos=tuple(_video(opened, video, paths) for video in opened.videos.all()),
            problems=tuple(opened.videos.problems()),
        )


def _codebook(row: CodebookRow | None) -> ShownCodebook | None:
    if row is None:
        return None
    return ShownCodebook(row.name, row.extractor, row.levels, row.branching)


def _checkpoint(project: Project) -> ShownCheckpoint | None:
    from vbert_studio.jobs.models import answering

    place = answering(project)
    if place is None:
        return None
    own, codebook = project.checkpoints.current(), project.codebooks.current()
    words = own.codebook if own is not None else "" if codebook is None else codebook.name
    return ShownCheckpoint(place.name, words, place.base, limits_of(place.folder))


def _video(project: Project, video: Video, paths: Mapping[int, str]) -> ShownVideo:
    transcript = project.transcripts.current(video.id)
    return ShownVideo(
        id=video.id,
        path=video.path,
        duration_s=video.duration_s,
        width=video.width,
        height=video.height,
        has_sound=video.has_sound,
        missing=video.missing,
        transcript=transcript.source if transcript else None,
        clips=_clips(project, video, paths),
        sentences=tuple(
            ShownSentence(s.start_s, s.end_s, s.text)
            for s in project.transcripts.sentences(video.id)
        ),
        steps=_annotations(project, video, AnnotationKind.STEP),
        descriptions=_annotations(project, video, AnnotationKind.DESCRIPTION),
    )


def _annotations(
    project: Project, video: Video, kind: AnnotationKind
) -> tuple[ShownAnnotation, ...]:
    rows = project.annotations.all(video_id=video.id, kind=kind)
    return tuple(ShownAnnotation(row.start_s, row.end_s, row.text) for row in rows)


def _clips(project: Project, video: Video, paths: Mapping[int, str]) -> tuple[ShownClip, ...]:
    clips = project.videos.clips(video.id)
    tokens: list[int | None] = [*project.tokens.load(video.id).tolist()]
    tokens += [None] * (len(clips) - len(tokens))
    return tuple(
        ShownClip(
            clip.index,
            clip.start_s,
            clip.end_s,
            clip.partial,
            token,
            None if token is None else paths.get(token),
        )
        for clip, token in zip(clips, tokens, strict=False)
    )
