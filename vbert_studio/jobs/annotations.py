"""Annotations out of files: our own tables, the steps of YouCook2, or any texts with times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from vbert_studio.errors import ProjectError
from vbert_studio.jobs.finding import belongs_to
from vbert_studio.jobs.named_videos import NamedVideos
from vbert_studio.jobs.rows import Row, Table
from vbert_studio.language.subtitles import (
    is_youcook2,
    named,
    read_subtitles,
    read_youcook2,
)
from vbert_studio.language.transcript import Transcript, TranscriptError
from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind, AnnotationOrigin
from vbert_studio.project.operations import AddAnnotations, NewAnnotation
from vbert_studio.project.operations.stretches import short

_NEEDED = ("video", "start_s", "end_s", "text")
_NAME_IT = "Say which video is meant, or give the file the name of the video."


@dataclass(frozen=True, slots=True)
class AnnotationsImported:
    """What a file brought: how many annotations, how many of them new, and of which kinds."""

    read: int
    new: int
    kinds: frozenset[AnnotationKind]


def import_annotations(
    project: Project,
    path: Path,
    *,
    video_id: int | None = None,
    kind: AnnotationKind | None = None,
) -> AnnotationsImported:
    """Take the annotations of a file, as one edit; those that are there already stay as they are.

    The file is a table as `export_annotations` writes it, in which each row names its video and its
    kind; YouCook2's JSON, in which videos are found by their files' names; or subtitles, each text
    as it stands there, of the video whose name they have. Of a table, the origins and the times of
    edits are taken along.

    Args:
        project: open for editing.
        path: the file.
        video_id: take only the annotations of this video; in subtitles, all are.
        kind: take only those of this kind; where the file does not say, all are. None: else steps.

    Raises:
        ProjectError: kind ``no_such_video``, ``not_annotations``, ``bad_times``, ``empty_text``, of
            a table with the line; ``not_found`` and the like.
        TranscriptError: subtitles cannot be read, or do not say which video is meant.
    """
    table = Table.read(path, "annotations")
    is_table = table.has("start_s", "video") or table.has("start_s", "kind")
    found = tuple(
        _of_rows(project, table, video_id, kind)
        if is_table
        else _of_texts(project, path, video_id, kind)
    )
    before = len(project.annotations.all())
    if found:
        project.edit(AddAnnotations(found, "import"))
    new = len(project.annotations.all()) - before
    return AnnotationsImported(len(found), new, frozenset(one.kind for one in found))


def _of_rows(
    project: Project, table: Table, video_id: int | None, kind: AnnotationKind | None
) -> Iterator[NewAnnotation]:
    videos = NamedVideos(project)
    rows = table.rows(_NEEDED)
    if video_id is not None:
        rows = _of_video(project, rows, video_id, videos, table.path)
    for row in rows:
        own = row.choice("kind", [kind.value for kind in AnnotationKind])
        if own is None or kind is None or own == kind.value:
            yield _annotation(row, videos.find(row), AnnotationKind(own or kind or "step"))


def _of_video(
    project: Project, rows: list[Row], video_id: int, videos: NamedVideos, path: Path
) -> list[Row]:
    video = project.videos.get(video_id)
    found = [row for row in rows if videos.known(row) == video_id]
    if rows and not found:
        raise ProjectError(
            "no_such_video",
            f"{path} has no annotations of {video.path.name}.",
            path=path,
            remedy="Choose another video, or take those of all videos.",
        )
    return found


def _annotation(row: Row, video_id: int, kind: AnnotationKind) -> NewAnnotation:
    start_s, end_s = row.stretch()
    text = row.text("text") or ""
    if not text.strip():
        raise row.fault("it has no text", "empty_text")
    return NewAnnotation(
        video_id,
        kind,
        start_s,
        end_s,
        text,
        origin=cast("AnnotationOrigin | None", row.choice("origin", get_args(AnnotationOrigin))),
        created_at=row.moment("created_at"),
        changed_at=row.moment("changed_at"),
    )


def _of_texts(
    project: Project, path: Path, video_id: int | None, kind: AnnotationKind | None
) -> Iterator[NewAnnotation]:
    for of_video, transcript in _transcripts(project, path, video_id).items():
        for said in transcript.sentences:
            if said.end_s <= said.start_s:
                raise ProjectError(
                    "bad_times",
                    f"{path}: “{short(said.text)}” at {said.start_s:.3f} s lasts no time.",
                    path=path,
                    remedy="Correct that place in a text editor, or take it out of the file.",
                )
            yield NewAnnotation(
                of_video, kind or AnnotationKind.STEP, said.start_s, said.end_s, said.text
            )


def _transcripts(project: Project, path: Path, video_id: int | None) -> dict[int, Transcript]:
    """The texts with times of each video that a file is about."""
    if video_id is not None:
        name = project.videos.get(video_id).path.name
        return {video_id: read_subtitles(path, video=name, regroup=False)}
    videos = project.videos.all()
    if is_youcook2(path):
        all_ = read_youcook2(path)
        found = {video.id: of for video in videos if (of := named(all_, video.path.name))}
        if not found:
            raise TranscriptError(
                "which_video",
                f"{path} speaks of none of the project's videos.",
                path=path,
                remedy=_NAME_IT,
            )
        return found
    transcript = read_subtitles(path, regroup=False)
    meant = [video.id for video in videos if belongs_to(path, video.path)]
    if len(meant) != 1:
        raise TranscriptError(
            "which_video",
            f"{path} does not say which video it is about.",
            path=path,
            remedy=_NAME_IT,
        )
    return {meant[0]: transcript}
