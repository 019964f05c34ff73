"""Which files are videos, and which subtitles lie beside them."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from vbert_studio.media.files import media_error
from vbert_studio.project import is_project

# A file with one of these that is no video is a failure; without one it is just another file.
VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".ts", ".mts", ".m2ts", ".mpg", ".mpeg"}
    | {".wmv", ".flv", ".ogv", ".3gp", ".mxf"}
)
# These hold subtitles or are broken; JSON and tables are our own transcripts, or may be anything.
_SURE_SUBTITLES = (".srt", ".vtt", ".ass", ".ssa", ".json3")
SUBTITLE_SUFFIXES = (*_SURE_SUBTITLES, ".json", ".csv", ".tsv")
_OTHER_THINGS = ("image/", "text/", "font/", "audio/")


def is_named_as_video(path: Path) -> bool:
    """Whether a file's name promises a video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def is_named_as_subtitles(path: Path) -> bool:
    """Whether a file's name promises subtitles, and not merely may be that of some."""
    return path.suffix.lower() in _SURE_SUBTITLES


def candidates(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files that may be videos, each with whether it was meant to be one.

    A file that was named is meant; of a folder, searched with all below it, those whose name
    promises a video. Others in it are worth a look unless their name says that they are something
    else. Hidden files, links to folders and projects are passed over.

    Raises:
        MediaError: nothing; a path that is not there is a candidate, and fails when it is read.
    """
    for path in paths:
        if path.is_dir():
            yield from ((found, is_named_as_video(found)) for found in _below(path))
        else:
            yield path, True


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if is_project(here):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (here / name for name in sorted(names) if _worth_a_look(here / name))


def _worth_a_look(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    kind = mimetypes.guess_type(path.name)[0] or ""
    is_other = kind.startswith(_OTHER_THINGS) or path.suffix.lower() in SUBTITLE_SUFFIXES
    return is_named_as_video(path) or not is_other


def subtitles_beside(video: Path) -> list[Path]:
    """Files of the same stem that may be subtitles: ``a.srt`` and ``a.en.vtt`` for ``a.mp4``.

    JSON comes first and tables last: of a transcript in several formats, JSON has the most in it.
    """
    try:
        names = sorted(path for path in video.parent.iterdir() if path.is_file())
    except OSError as error:
        raise media_error("unreadable", video, str(error.strerror)) from error
    return sorted((path for path in names if belongs_to(path, video)), key=_rank)


def _rank(path: Path) -> int:
    if is_named_as_subtitles(path):
        return 1
    return 0 if path.suffix.lower() == ".json" else 2


def belongs_to(path: Path, video: Path) -> bool:
    """Whether a file is named like subtitles of a video, wherever the two lie."""
    stem = path.stem
    same = stem == video.stem or stem.rpartition(".")[0] == video.stem
    return same and path.suffix.lower() in SUBTITLE_SUFFIXES
