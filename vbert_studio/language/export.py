"""A transcript as files that other programs read."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any, Literal

from vbert_studio.language.own_files import (
    COLUMNS,
    INTERPOLATED,
    KIND,
    NOTE,
    brief,
    milliseconds,
    one_line,
)
from vbert_studio.language.subtitles.arrows import read_arrows
from vbert_studio.language.subtitles.cues import sentences_of
from vbert_studio.language.transcript import Sentence, Transcript, Word

TranscriptFormat = Literal["srt", "vtt", "csv", "tsv", "json"]


# A player may take anything between these for a tag.
_LESS = re.compile(r"<(?=.*>)")


def as_text(transcript: Transcript, kind: TranscriptFormat) -> str:
    """The transcript as the text of a file, a cue or a row for each sentence.

    `read_subtitles` reads all of them back, each sentence as it was: ``json``, which is shaped like
    Whisper's, with everything; ``vtt`` with the times of words, in milliseconds; ``srt`` with those
    of sentences, in milliseconds; the tables ``csv`` and ``tsv`` with those of sentences.
    """
    return _WRITERS[kind](transcript)


def _srt(transcript: Transcript) -> str:
    """Marked only where the cues alone would be put together into other sentences.

    Most programs pass over what stands behind a cue's times, but no rule says that they have to.
    """
    plain = _srt_cues(transcript)
    again = sentences_of(read_arrows(plain, "srt"), regroup=True)
    same = brief(Transcript(None, tuple(again), "")) == brief(transcript)
    return plain if same else _srt_cues(transcript, f" {NOTE}")


def _srt_cues(transcript: Transcript, mark: str = "") -> str:
    cues = (
        f"{number}\n{_clock(sentence.start_s, ',')} --> {_clock(sentence.end_s, ',')}"
        f"{mark if number == 1 else ''}\n{_srt_text(one_line(sentence.text))}\n"
        for number, sentence in enumerate(transcript.sentences, start=1)
    )
    return "\n".join(cues)


def _srt_text(text: str) -> str:
    """A text in which nothing looks like a tag, an entity or an arrow.

    Not all programs know entities, so that there are only as many as have to be.
    """
    kept = text.replace("&", "&amp;") if html.unescape(text) != text else text
    return _LESS.sub("&lt;", _without_ass(kept.replace("-->", "--&gt;")))


def _without_ass(text: str) -> str:
    """A text in which nothing looks like a tag of ASS, which players take in every format."""
    return text.replace("{\\", "&#123;\\")


def _vtt(transcript: Transcript) -> str:
    head = f"WEBVTT\nLanguage: {transcript.language}\n" if transcript.language else "WEBVTT\n"
    cues = (
        f"\n{_clock(sentence.start_s, '.')} --> {_clock(sentence.end_s, '.')}\n"
        f"{_vtt_text(sentence)}\n"
        for sentence in transcript.sentences
    )
    return f"{head}\nNOTE {NOTE}\n" + "".join(cues)


def _vtt_text(sentence: Sentence) -> str:
    """The text; with times between its words if they were measured and are those of the text."""
    text = one_line(sentence.text)
    measured = any(not word.interpolated for word in sentence.words)
    if not measured or " ".join(word.text for word in sentence.words) != text:
        return _vtt_escaped(text)
    following = (*(word.start_s for word in sentence.words[1:]), sentence.end_s)
    return " ".join(map(_timed, sentence.words, following))


def _vtt_escaped(text: str) -> str:
    return _without_ass(html.escape(text, quote=False))


def _timed(word: Word, next_s: float) -> str:
    """A word behind its start, and before its end where nothing else begins then."""
    text = _vtt_escaped(word.text)
    shown = f"{INTERPOLATED}{text}</c>" if word.interpolated else text
    ends_before = milliseconds(word.end_s) != milliseconds(next_s)
    end = f"<{_clock(word.end_s, '.')}>" if ends_before else ""
    return f"<{_clock(word.start_s, '.')}>{shown}{end}"


def _csv(transcript: Transcript) -> str:
    return _table(transcript, ",")


def _tsv(transcript: Transcript) -> str:
    return _table(transcript, "\t")


def _table(transcript: Transcript, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([s.start_s, s.end_s, one_line(s.text)] for s in transcript.sentences)
    return out.getvalue()


def _json(transcript: Transcript) -> str:
    document = {
        "kind": KIND,
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
    whole, thousandths = divmod(milliseconds(seconds), 1000)
    minutes, whole = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{whole:02}{mark}{thousandths:03}"


_WRITERS: dict[TranscriptFormat, Callable[[Transcript], str]] = {
    "srt": _srt,
    "vtt": _vtt,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
}
