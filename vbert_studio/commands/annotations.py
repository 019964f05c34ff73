"""``annotations list``, ``annotations add``, ``annotations import``: steps and descriptions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import check_video, open_to_edit
from vbert_studio.commands.ranges import RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.errors import StudioError
from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind, AnnotationRow
from vbert_studio.project.operations import AddAnnotations, NewAnnotation
from vbert_studio.project.records import Video

_ROUNDED_S = 0.1  # a person who is told the length of a video reads it to a tenth of a second


@dataclass(frozen=True, slots=True)
class AnnotationsListed(Result):
    """Annotations, by video and time."""

    annotations: tuple[AnnotationRow, ...]


@dataclass(frozen=True, slots=True)
class AnnotationAdded(Result):
    """What was done, as the history names it, and how many annotations the video has now."""

    edit: str
    video: int
    annotations: int


@dataclass(frozen=True, slots=True)
class AnnotationsTaken(Result):
    """How many annotations a file had, and how many of them are new here."""

    read: int
    new: int


@command("annotations list", title="List annotations", group=PROJECT)
def list_annotations(
    project: Path, *, video: RowId | None = None, kind: AnnotationKind | None = None
) -> AnnotationsListed:
    """List the steps and the descriptions that people gave stretches of the videos.

    Args:
        project: the folder of the project.
        video: only of this video, by its number.
        kind: only steps, or only descriptions.
    """
    with Project.open(project, "read") as opened:
        check_video(opened, video)
        return AnnotationsListed(tuple(opened.annotations.all(video_id=video, kind=kind)))


@command("annotations add", title="Add an annotation", group=PROJECT)
def add_annotation(
    project: Path,
    video: RowId,
    text: str,
    *,
    start: Seconds,
    end: Seconds,
    kind: AnnotationKind = AnnotationKind.STEP,
) -> AnnotationAdded:
    """Say what is done or seen in a stretch of a video, as an edit that can be undone.

    Args:
        project: the folder of the project.
        video: its number, as `show` tells it.
        text: the name of the step, or the description.
        start: in seconds.
        end: in seconds.
        kind: whether it is the name of a step or a description.
    """
    with open_to_edit(project) as opened:
        end = _within(opened, opened.videos.get(video), start, end)
        operation = AddAnnotations((NewAnnotation(video, kind, start, end, text),))
        opened.edit(operation)
        return AnnotationAdded(operation.name, video, len(opened.annotations.of_video(video)))


@command("annotations import", title="Import annotations", group=PROJECT)
def import_annotations(
    project: Path, file: Path, *, video: RowId | None = None, kind: AnnotationKind | None = None
) -> AnnotationsTaken:
    """Take the annotations of a file, as one edit that can be undone.

    A table that `export annotations` wrote says of each annotation which video and which kind it
    is. In YouCook2's JSON, the videos are found by the names of their files. Subtitles, one
    annotation for each text, are about the video that they are named like, or about `--video`.

    Args:
        project: the folder of the project.
        file: what `export annotations` wrote, YouCook2's annotations, SRT, WebVTT and the like.
        video: only what is about this video, by its number, as `show` tells it.
        kind: only this kind; where the file does not say, what its texts are, else steps.
    """
    from vbert_studio.jobs import annotations as jobs

    with open_to_edit(project) as opened:
        done = jobs.import_annotations(opened, file, video_id=video, kind=kind)
    return AnnotationsTaken(done.read, done.new)


def _within(project: Project, video: Video, start: float, end: float) -> float:
    """Where a stretch ends, at the end of the video at the latest.

    Raises:
        StudioError: kind ``no_such_time``.
    """
    # A container may not know how long it is, or know it wrongly.
    length = max([video.duration_s, *(clip.end_s for clip in project.videos.clips(video.id))])
    if start < length and end <= length + _ROUNDED_S:
        return min(end, length)
    raise StudioError(
        "no_such_time",
        f"{video.path.name} does not go on from {start:g} to {end:g} s: it is {length:.1f} s long.",
        path=video.path,
        remedy="Choose a stretch that ends with the video at the latest.",
    )
