"""YouTube's json3 captions, written by people or by its recogniser."""

from __future__ import annotations

from collections.abc import Iterator

from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.fields import (
    Record,
    records,
    seconds,
    seconds_if_any,
    text_of,
)
from vbert_studio.language.subtitles.stretches import words_of_stretches


def read_json3(document: Record) -> list[Cue]:
    """The events with a text. The recogniser's have a start for each word, people's do not.

    Raises:
        FaultError: names the event and what is wrong with it.
    """
    events = list(_events_with_text(document))
    starts = [seconds(where, event, "tStartMs") / 1000 for where, event in events]
    following = [*starts[1:], float("inf")]
    return [
        _cue(where, event, start_s, next_s)
        for (where, event), start_s, next_s in zip(events, starts, following, strict=True)
    ]


def _events_with_text(document: Record) -> Iterator[tuple[str, Record]]:
    """Events that merely define windows and styles, or break a line, say nothing."""
    for where, event in records(document, "events"):
        if event.get("segs") and any(
            text_of(place, piece, "utf8").strip() for place, piece in records(event, "segs", where)
        ):
            yield where, event


def _cue(where: str, event: Record, start_s: float, next_s: float) -> Cue:
    end_s = start_s + (seconds_if_any(where, event, "dDurationMs") or 0.0) / 1000
    pieces = list(records(event, "segs", where))
    texts = [text_of(place, piece, "utf8") for place, piece in pieces]
    lines = tuple(line for text in "".join(texts).split("\n") if (line := " ".join(text.split())))
    if not any("tOffsetMs" in piece for _, piece in pieces):
        return Cue(start_s, end_s, lines)
    begins = [
        start_s + (seconds_if_any(place, piece, "tOffsetMs") or 0.0) / 1000
        for place, piece in pieces
    ]
    # The line stays on the screen while the next one is spoken.
    last_s = max(begins[-1], min(end_s, next_s))
    stretches = list(zip(begins, [*begins[1:], last_s], texts, strict=True))
    return Cue(start_s, end_s, lines, tuple(words_of_stretches(stretches, starts_only=True)))
