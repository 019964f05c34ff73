"""YouCook2's annotations: one file for many videos, a sentence for each step of a recipe."""

from __future__ import annotations

import json
from pathlib import Path

from vbert_studio.faults import refused
from vbert_studio.language.subtitles.cues import Cue, sentences_of
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.fields import Record, records, text_of
from vbert_studio.language.transcript import Transcript, TranscriptError


def read_youcook2(path: Path | str) -> dict[str, Transcript]:
    """The annotated sentences of every video, by the video's id.

    Raises:
        TranscriptError: kind ``bad_subtitles``, ``not_found`` and the like.
    """
    file = Path(path)
    try:
        return transcripts_of(json.loads(file.read_text(encoding="utf-8")), f"file:{file.name}")
    except OSError as error:
        raise refused(file, error, TranscriptError) from error
    except ValueError as error:
        raise FaultError(f"it is no JSON: {error}").about(file) from error
    except FaultError as fault:
        raise fault.about(file) from fault


def is_youcook2(path: Path) -> bool:
    """Whether a file is such a JSON; not if it cannot be read."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(document, dict) and "database" in document


def transcripts_of(document: object, source: str) -> dict[str, Transcript]:
    """The same for a document in memory.

    Raises:
        FaultError: names the video and what is wrong with it.
    """
    videos = document.get("database") if isinstance(document, dict) else None
    if not isinstance(videos, dict):
        raise FaultError("the document has no object 'database'")
    return {
        name: Transcript("en", tuple(sentences_of(_cues(name, video), regroup=False)), source)
        for name, video in videos.items()
    }


def choose(transcripts: dict[str, Transcript], video: str | None, path: Path) -> Transcript:
    """The transcript of one video, whose file name is the id or holds it as downloaders write it.

    Raises:
        TranscriptError: kind ``which_video``.
    """
    if len(transcripts) == 1:
        return next(iter(transcripts.values()))
    found = named(transcripts, video or "")
    if found is not None:
        return found
    raise TranscriptError(
        "which_video",
        f"{path} annotates {len(transcripts)} videos, and none is called '{video or ''}'.",
        path=path,
        remedy="Name the video's file by its YouTube id, or with the id in square brackets.",
    )


def named(transcripts: dict[str, Transcript], video: str) -> Transcript | None:
    """The transcript of the video whose file is called so, if there is one."""
    stem = Path(video).stem
    for name in sorted(transcripts, key=len, reverse=True):
        if name in (video, stem) or (name and f"[{name}]" in stem):
            return transcripts[name]
    return None


def _cues(name: str, video: object) -> list[Cue]:
    if not isinstance(video, dict):
        raise FaultError(f"video '{name}' is no object")
    return [
        _cue(f"{where} of video '{name}'", step)
        for where, step in records(video, "annotations", f"video '{name}'")
    ]


def _cue(where: str, step: Record) -> Cue:
    segment = step.get("segment")
    if not isinstance(segment, list) or [type(each) in (int, float) for each in segment] != [
        True,
        True,
    ]:
        raise FaultError(f"'segment' of {where} is no pair of numbers")
    text = " ".join(text_of(where, step, "sentence").split())
    return Cue(float(segment[0]), float(segment[1]), (text,) if text else ())
