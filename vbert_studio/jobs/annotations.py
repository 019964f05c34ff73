"""Annotations out of files: the steps of YouCook2, or whatever has texts with times."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.project.operations import AddAnnotations, NewAnnotation


@dataclass(frozen=True, slots=True)
class AnnotationsImported:
    """What a file brought: how many annotations were `read`, and how many are `new` here."""

    read: int
    new: int


def import_annotations(
    project: Project, video_id: int, path: Path, kind: AnnotationKind = AnnotationKind.STEP
) -> AnnotationsImported:
    """Take the annotations of a video from a file, as one edit.

    In YouCook2's JSON the video is found by its file's name; a file of subtitles has each text as
    it stands there.

    Raises:
        ProjectError: kind ``no_such_video``, ``bad_times``.
        TranscriptError: the file cannot be read, or does not say which video is meant.
    """
    video = project.videos.get(video_id)
    transcript = read_subtitles(path, video=video.path.name, regroup=False)
    found = tuple(
        NewAnnotation(video_id, kind, said.start_s, said.end_s, said.text)
        for said in transcript.sentences
    )
    before = len(project.annotations.of_video(video_id))
    if found:
        project.edit(AddAnnotations(found, "import"))
    return AnnotationsImported(len(found), len(project.annotations.of_video(video_id)) - before)
