"""JSON of Whisper and its kin: openai-whisper, faster-whisper, WhisperX, whisper.cpp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.fields import (
    Record,
    records,
    seconds,
    seconds_if_any,
    text_of,
)
from vbert_studio.language.transcript import Word, share_out


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A word as it stands in the file; WhisperX gives no times to what it cannot align."""

    start_s: float | None
    end_s: float | None
    text: str
    probability: float | None
    interpolated: bool

    @property
    def timed(self) -> bool:
        return self.start_s is not None and self.end_s is not None


def read_whisper(document: Record) -> list[Cue]:
    """The segments of a Whisper document.

    Raises:
        FaultError: names the segment and what is wrong with it.
    """
    if "transcription" in document:
        return [_cue_of_cpp(*each) for each in records(document, "transcription")]
    return [_cue(*each) for each in records(document, "segments")]


def _cue(where: str, segment: Record) -> Cue:
    start_s, end_s = seconds(where, segment, "start"), seconds(where, segment, "end")
    spoken = (
        [_spoken(*each) for each in records(segment, "words", where)]
        if segment.get("words")
        else []
    )
    words = tuple(_words([word for word in spoken if word.text], start_s, end_s))
    text = " ".join(text_of(where, segment, "text").split())
    return Cue(start_s, end_s, (text,) if text else (), words)


def _spoken(where: str, record: Record) -> _Spoken:
    name = "word" if "word" in record else "text"
    text = "".join(text_of(where, record, name).split())
    chance = "probability" if "probability" in record else "score"
    start_s, end_s = (seconds_if_any(where, record, each) for each in ("start", "end"))
    if start_s is not None and end_s is not None and end_s < start_s:
        raise FaultError(f"{where} ends before it starts")
    guessed = record.get("interpolated") is True  # as our own export says it
    return _Spoken(start_s, end_s, text, seconds_if_any(where, record, chance), guessed)


def _words(spoken: list[_Spoken], start_s: float, end_s: float) -> Iterator[Word]:
    """Words without times share the gap that the others leave them."""
    done_s = start_s
    groups = [(timed, list(group)) for timed, group in groupby(spoken, key=lambda word: word.timed)]
    for at, (timed, group) in enumerate(groups):
        if timed:
            yield from (_measured(word) for word in group)
            done_s = group[-1].end_s or done_s
        else:
            until_s = end_s if at + 1 == len(groups) else groups[at + 1][1][0].start_s or end_s
            text = " ".join(word.text for word in group)
            yield from share_out(text, done_s, max(done_s, until_s))


def _measured(word: _Spoken) -> Word:
    start_s, end_s = word.start_s or 0.0, word.end_s or 0.0
    return Word(start_s, end_s, word.text, word.probability, word.interpolated)


def _cue_of_cpp(where: str, segment: Record) -> Cue:
    """whisper.cpp counts milliseconds under `offsets`."""
    offsets = segment.get("offsets")
    if not isinstance(offsets, dict):
        raise FaultError(f"{where} has no 'offsets'")
    start_s, end_s = (seconds(where, offsets, name) / 1000 for name in ("from", "to"))
    text = " ".join(text_of(where, segment, "text").split())
    return Cue(start_s, end_s, (text,) if text else ())
