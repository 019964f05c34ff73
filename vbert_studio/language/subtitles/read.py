"""One door for every kind of file, told apart by what is in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.faults import refused
from vbert_studio.language.own_files import KIND
from vbert_studio.language.subtitles.arrows import Kind, has_sentences, read_arrows
from vbert_studio.language.subtitles.cues import Cue, sentences_as_written, sentences_of
from vbert_studio.language.subtitles.encoding import decode, may_be_text
from vbert_studio.language.subtitles.faults import FaultError, no_subtitles
from vbert_studio.language.subtitles.json3 import read_json3
from vbert_studio.language.subtitles.substation import read_substation
from vbert_studio.language.subtitles.tables import is_table, read_table
from vbert_studio.language.subtitles.whisper import read_whisper
from vbert_studio.language.subtitles.youcook2 import choose, transcripts_of
from vbert_studio.language.transcript import Transcript, TranscriptError

# Enough to see that a film was given by mistake, before all of it is read.
_HEAD = 65_536

_ASS = re.compile(r"^\s*(\[Script Info\]|Dialogue\s*:)", re.MULTILINE | re.IGNORECASE)
_VTT_LANGUAGE = re.compile(r"^Language:[ \t]*(\S.*)", re.MULTILINE)
_SUFFIX_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in a file; `as_written` if each cue is a sentence, as where this program wrote it."""

    language: str | None
    cues: list[Cue]
    as_written: bool = False


def read_subtitles(
    path: Path | str, *, video: str | None = None, regroup: bool = True
) -> Transcript:
    """Read SRT, WebVTT, ASS, Whisper JSON, YouTube json3, YouCook2 JSON, or what `as_text` wrote.

    Times of words are taken where the format has them; otherwise a cue's time is shared out by
    letters, and the words are marked as interpolated. Cues may overlap and be out of order.

    Args:
        path: the file; its name's ending says nothing.
        video: the name of the video's file, for annotations of many videos in one file.
        regroup: join and split cues into sentences as their punctuation says, or, where a machine
            heard words and wrote no punctuation, by their pauses. If false each cue is a sentence,
            as it always is in a file that this program wrote.

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
        raise refused(path, error, TranscriptError) from error
    if not head.strip():
        raise TranscriptError(
            "empty_file", f"{path} is empty.", path=path, remedy="Export the subtitles again."
        )
    if text is None:
        raise no_subtitles(path, "it is not text")
    return text


def _read(text: str, path: Path, video: str | None, *, regroup: bool) -> Transcript:
    # An arrow comes before the first text of a cue, which may say "Dialogue:".
    is_ass = bool(_ASS.search(text.partition("-->")[0]))
    if not is_ass and text.lstrip()[:1] in ("{", "["):
        document = _json(text)
        if isinstance(document, dict) and "database" in document:
            return choose(transcripts_of(document, f"file:{path.name}"), video, path)
        found = _found_in_json(document, path)
    elif is_ass:
        found = _Found(None, read_substation(text))
    else:
        found = _found_in_lines(text, path)
    return Transcript(
        found.language or _language_of_name(path),
        tuple(
            sentences_as_written(found.cues)
            if found.as_written
            else sentences_of(found.cues, regroup=regroup)
        ),
        f"file:{path.name}",
    )


def _found_in_lines(text: str, path: Path) -> _Found:
    if is_table(text):
        return _Found(None, read_table(text), as_written=True)
    kind: Kind = "vtt" if text.lstrip().startswith("WEBVTT") else "srt"
    if kind == "srt" and "-->" not in text:
        raise no_subtitles(path, "no line of it has times that a format would recognise")
    as_written = has_sentences(text, kind)
    language = _language_of_head(text, as_written=as_written) if kind == "vtt" else None
    return _Found(language, read_arrows(text, kind), as_written)


def _language_of_head(text: str, *, as_written: bool) -> str | None:
    found = _VTT_LANGUAGE.search(text.partition("-->")[0])
    if found is None:
        return None
    return found[1].strip() if as_written else found[1].split("-")[0].strip().lower()


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FaultError(f"it is no whole JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise FaultError("its JSON is nested too deeply") from error


def _found_in_json(document: object, path: Path) -> _Found:
    if not isinstance(document, dict):
        document = {"segments": document}
    if "segments" in document or "transcription" in document:
        language = document.get("language")
        return _Found(
            language if isinstance(language, str) else None,
            read_whisper(document),
            as_written=document.get("kind") == KIND,
        )
    if "events" in document:
        return _Found(None, read_json3(document))
    known = "'segments', 'transcription', 'events' or 'database'"
    raise no_subtitles(path, f"its JSON has none of {known}")


def _language_of_name(path: Path) -> str | None:
    """``talk.en.srt`` and ``talk.en-US.vtt`` say it in their names."""
    suffixes = path.suffixes
    if len(suffixes) < 2:
        return None
    code = suffixes[-2][1:].split("-")[0]
    return code if _SUFFIX_LANGUAGE.fullmatch(code) else None
