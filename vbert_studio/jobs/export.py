"""Tokens, transcripts and features as files that other programs read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vbert_studio.jobs.batch import chosen
from vbert_studio.jobs.extract import extractor_in_use
from vbert_studio.jobs.train_codebook import no_codebook
from vbert_studio.jobs.videos import transcript_of
from vbert_studio.jobs.writing import TableFormat, write_file, write_table
from vbert_studio.language.export import TranscriptFormat, as_text
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video
from vbert_studio.weights.registry import Registry

__all__ = [
    "TranscriptFormat",
    "export_features",
    "export_tokens",
    "export_transcripts",
]

_COLUMNS = ("video_id", "video", "clip", "start_s", "end_s", "partial", "token", "path")


def export_tokens(
    project: Project,
    to: Path,
    *,
    format: TableFormat = "csv",  # noqa: A002 - the word that a person types
    videos: Iterable[int] | None = None,
) -> list[Path]:
    """Write the visual tokens of videos into one file, a row for each clip.

    Args:
        project: to read.
        to: the file, which is replaced only once the new one is whole.
        format: ``csv`` or ``json``.
        videos: ids; None takes all.

    Returns:
        The file.

    Raises:
        ProjectError: kind ``no_codebook``, ``no_such_video``, ``disk_full``, ``no_permission``.
    """
    codebook = project.codebooks.current()
    if codebook is None:
        raise no_codebook(project)
    paths = project.codebooks.paths(codebook.id)
    rows = [row for video in chosen(project, videos) for row in _tokens(project, video, paths)]
    about = {"codebook": codebook.name, "extractor": codebook.extractor}
    return [write_table(to, format, "tokens", _COLUMNS, rows, about)]


def _tokens(project: Project, video: Video, paths: dict[int, str]) -> Iterator[dict[str, Any]]:
    clips = project.videos.clips(video.id)
    for clip, token in zip(clips, project.tokens.load(video.id).tolist(), strict=False):
        yield {
            "video_id": video.id,
            "video": str(video.path),
            "clip": clip.index,
            "start_s": clip.start_s,
            "end_s": clip.end_s,
            "partial": clip.partial,
            "token": token,
            "path": paths[token],
        }


def export_transcripts(
    project: Project,
    to: Path,
    *,
    format: TranscriptFormat = "srt",  # noqa: A002 - the word that a person types
    videos: Iterable[int] | None = None,
) -> list[Path]:
    """Write the transcript that is shown of each video into a file of its own in the folder `to`.

    Args:
        project: to read.
        to: the folder, which is made if it is not there.
        format: ``srt``, ``vtt``, ``csv``, ``tsv``, or ``json`` with the times of the words.
        videos: ids; None takes all that have a transcript.

    Returns:
        The files, named like the videos.

    Raises:
        ProjectError: kind ``no_such_video``, ``disk_full``, ``no_permission``.
    """
    written = []
    for video, name in _names(chosen(project, videos)):
        if project.transcripts.current(video.id) is not None:
            text = as_text(transcript_of(project, video.id), format)
            written.append(write_file(to / f"{name}.{format}", text.encode()))
    return written


def export_features(
    project: Project,
    to: Path,
    *,
    extractor: str | None = None,
    videos: Iterable[int] | None = None,
    monitor: Monitor | None = None,
) -> list[Path]:
    """Write the features of each video into an ``.npz`` file of its own in the folder `to`.

    A file holds ``features`` float16 (N, D), ``start_s`` and ``end_s`` float64 (N,), and the
    ``extractor``'s name.

    Args:
        project: to read.
        to: the folder, which is made if it is not there.
        extractor: whose; None takes the one in use.
        videos: ids; None takes all that have features.
        monitor: told per video.

    Returns:
        The files, named like the videos.

    Raises:
        ProjectError: kind ``no_such_video``, ``disk_full``, ``no_permission``.
        WeightsError: there is no such extractor.
    """
    import numpy as np

    name = extractor or extractor_in_use(project)
    if name not in project.features.extractors():
        Registry.load().entry(name, "extractor")
    written = []
    selected = _names(chosen(project, videos))
    with (monitor or Monitor()).stage("features", len(selected), "videos") as stage:
        for video, stem in selected:
            features = project.features.load(video.id, name)  # (N, D)
            clips = project.videos.clips(video.id)[: len(features)]
            if clips:
                out = io.BytesIO()
                starts, ends = [c.start_s for c in clips], [c.end_s for c in clips]
                np.savez(out, features=features, start_s=starts, end_s=ends, extractor=name)
                written.append(write_file(to / f"{stem}.npz", out.getvalue()))
            stage.advance()
    return written


def _names(videos: list[Video]) -> list[tuple[Video, str]]:
    """A file name for each video: its own without suffix, with its number where two share it."""
    stems = [video.path.stem for video in videos]
    return [
        (video, stem if stems.count(stem) == 1 else f"{stem}-{video.id}")
        for video, stem in zip(videos, stems, strict=True)
    ]
