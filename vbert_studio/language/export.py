"""A transcript as files that other programs read."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from typing import Any, Literal

from vbert_studio.language.transcript import Sentence, Transcript, Word

TranscriptFormat = Literal["srt", "vtt", "csv", "tsv", "json"]


def as_text(transcript: Transcript, kind: TranscriptFormat) -> str:
    """The transcript as the text of a file, a cue or a row for each sentence.

    `read_subtitles` reads ``srt`` and ``vtt`` back with times to the millisecond, and ``json``,
    which is shaped like Whisper's, with everything; ``csv`` and ``tsv`` are for tables.
    """
    return _WRITERS[kind](transcript)


def _srt(transcript: Transcript) -> str:
    cues = (
        f"{number}\n{_clock(sentence.start_s, ',')} --> {_clock(sentence.end_s, ',')}\n"
        f"{_one_line(sentence.text).replace('-->', '→')}\n"
        for number, sentence in enumerate(transcript.sentences, start=1)
    )
    return "\n".join(cues)


def _vtt(transcript: Transcript) -> str:
    head = f"WEBVTT\nLanguage: {transcript.language}\n" if transcript.language else "WEBVTT\n"
    cues = (
        f"\n{_clock(sentence.start_s, '.')} --> {_clock(sentence.end_s, '.')}\n"
        f"{html.escape(_one_line(sentence.text), quote=False)}\n"
        for sentence in transcript.sentences
    )
    return head + "".join(cues)


def _csv(transcript: Transcript) -> str:
    return _table(transcript, ",")


def _tsv(transcript: Transcript) -> str:
    return _table(transcript, "\t")


def _table(transcript: Transcript, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["start_s", "end_s", "text"])
    writer.writerows([s.start_s, s.end_s, _one_line(s.text)] for s in transcript.sentences)
    return out.getvalue()


def _json(transcript: Transcript) -> str:
    document = {
        "language": transcript.language,
        "source": transcript.source,
        "text": " ".join(sentence.text for sentence in transcript.sentences),
        "segments": [_segment(*each) for each in enumerate(transcript.sentences)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _segment(number: int, sentence: Sentence) -> dict[str, Any]:
    return {
        "id": number,
        "start": sentence.start_s,
        "end": sentence.end_s,
        "text": sentence.text,
        "words": [_word(word) for word in sentence.words],
    }


def _word(word: Word) -> dict[str, Any]:
    """Whisper's own fields, and ours where it says something."""
    plain = {"word": word.text, "start": word.start_s, "end": word.end_s}
    heard = {} if word.probability is None else {"probability": word.probability}
    return {**plain, **heard, **({"interpolated": True} if word.interpolated else {})}


def _clock(seconds: float, mark: str) -> str:
    """``hh:mm:ss,mmm``."""
    whole, thousandths = divmod(max(0, round(seconds * 1000)), 1000)
    minutes, whole = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{whole:02}{mark}{thousandths:03}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WRITERS: dict[TranscriptFormat, Callable[[Transcript], str]] = {
    "srt": _srt,
    "vtt": _vtt,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
}
