"""Steps and descriptions as a table that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vbert_studio.jobs.batch import chosen
from vbert_studio.jobs.writing import TableFormat, write_table
from vbert_studio.project import Project

_COLUMNS = (
    "video_id",
    "video",
    "fingerprint",
    "kind",
    "start_s",
    "end_s",
    "text",
    "origin",
    "created_at",
    "changed_at",
)


def export_annotations(
    project: Project,
    to: Path,
    *,
    format: TableFormat = "csv",  # noqa: A002 - the word that a person types
    videos: Iterable[int] | None = None,
) -> list[Path]:
    """Write the annotations of videos into one file, a row for each, by video and time.

    Args:
        project: to read.
        to: the file, which is replaced only once the new one is whole.
        format: ``csv`` or ``json``.
        videos: ids; None takes all.

    Returns:
        The file.

    Raises:
        ProjectError: kind ``no_such_video``, ``disk_full``, ``no_permission``,
            ``is_a_directory``.
    """
    rows = list(_rows(project, videos))
    return [write_table(to, format, "annotations", _COLUMNS, rows)]


def _rows(project: Project, videos: Iterable[int] | None) -> Iterator[dict[str, Any]]:
    for video in chosen(project, videos):
        for row in project.annotations.of_video(video.id):
            own = {name: getattr(row, name, None) for name in _COLUMNS}
            of_video = {"video": str(video.path), "fingerprint": video.fingerprint}
            yield {**own, **of_video, "kind": row.kind.value}
