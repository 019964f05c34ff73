"""One door for every kind of file, told apart by what is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from vbert_studio.language.subtitles.arrows import read_arrows
from vbert_studio.language.subtitles.cues import Cue, sentences_of
from vbert_studio.language.subtitles.encoding import decode, may_be_text
from vbert_studio.language.subtitles.faults import FaultError, no_subtitles, unreadable
from vbert_studio.language.subtitles.json3 import read_json3
from vbert_studio.language.subtitles.substation import read_substation
from vbert_studio.language.subtitles.whisper import read_whisper
from vbert_studio.language.subtitles.youcook2 import choose, transcripts_of
from vbert_studio.language.transcript import Transcript, TranscriptError

# Enough to see that a film was given by mistake, before all of it is read.
_HEAD = 65_536

_ASS = re.compile(r"^\s*(\[Script Info\]|Dialogue\s*:)", re.MULTILINE | re.IGNORECASE)
_VTT_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z]{2,3})", re.MULTILINE)
_SUFFIX_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_subtitles(
    path: Path | str, *, video: str | None = None, regroup: bool = True
) -> Transcript:
    """Read SRT, WebVTT, ASS, Whisper JSON, YouTube json3 or YouCook2 JSON.

    Times of words are taken where the format has them; otherwise a cue's time is shared out by
    letters, and the words are marked as interpolated. Cues may overlap and be out of order.

    Args:
        path: the file; its name's ending says nothing.
        video: the name of the video's file, for annotations of many videos in one file.
        regroup: join and split cues into sentences as their punctuation says, or, where a machine
            heard words and wrote no punctuation, by their pauses. If false each cue is a sentence.

    Raises:
        TranscriptError: kind ``not_found``, ``no_permission``, ``is_a_directory``, ``empty_file``,
            ``no_subtitles``, ``bad_subtitles`` (with the line, where there are lines) or
            ``which_video``.
    """
    file = Path(path)
    text = _text(file)
    try:
        return _read(text, file, video, regroup=regroup)
    except FaultError as fault:
        raise fault.about(file) from fault


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            text = decode(head + file.read()) if may_be_text(head) else None
    except OSError as error:
        raise unreadable(path, error) from error
    if not head.strip():
        raise TranscriptError(
            "empty_file", f"{path} is empty.", path=path, remedy="Export the subtitles again."
        )
    if text is None:
        raise no_subtitles(path, "it is not text")
    return text


def _read(text: str, path: Path, video: str | None, *, regroup: bool) -> Transcript:
    if not _ASS.search(text) and text.lstrip()[:1] in ("{", "["):
        document = _json(text)
        if isinstance(document, dict) and "database" in document:
            return choose(transcripts_of(document, f"file:{path.name}"), video, path)
        language, cues = _cues_of_json(document, path)
    else:
        language, cues = _cues_of_text(text, path)
    sentences = tuple(sentences_of(cues, regroup=regroup))
    return Transcript(language or _language_of_name(path), sentences, f"file:{path.name}")


def _cues_of_text(text: str, path: Path) -> tuple[str | None, list[Cue]]:
    if text.lstrip().startswith("WEBVTT"):
        language = _VTT_LANGUAGE.search(text.split("-->", maxsplit=1)[0])
        return language[1].lower() if language else None, read_arrows(text, "vtt")
    if _ASS.search(text):
        return None, read_substation(text)
    if "-->" in text:
        return None, read_arrows(text, "srt")
    raise no_subtitles(path, "no line of it has times that a format would recognise")


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FaultError(f"it is no whole JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise FaultError("its JSON is nested too deeply") from error


def _cues_of_json(document: object, path: Path) -> tuple[str | None, list[Cue]]:
    if not isinstance(document, dict):
        document = {"segments": document}
    if "segments" in document or "transcription" in document:
        language = document.get("language")
        return language if isinstance(language, str) else None, read_whisper(document)
    if "events" in document:
        return None, read_json3(document)
    known = "'segments', 'transcription', 'events' or 'database'"
    raise no_subtitles(path, f"its JSON has none of {known}")


def _language_of_name(path: Path) -> str | None:
    """``talk.en.srt`` and ``talk.en-US.vtt`` say it in their names."""
    suffixes = path.suffixes
    if len(suffixes) < 2:
        return None
    code = suffixes[-2][1:].split("-")[0]
    return code if _SUFFIX_LANGUAGE.fullmatch(code) else None
