"""ASS and SSA, parsed by pysubs2."""

from __future__ import annotations

import re

from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.inline import words_of_karaoke

_EVENT = re.compile(r"\s*(Dialogue|Comment)\s*:")
_TIMES = re.compile(
    r"[^,]*,\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*,\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*,"
)


def read_substation(text: str) -> list[Cue]:
    """The spoken events of an ASS or SSA text; comments and drawings are left out.

    Raises:
        FaultError: an event without two times.
    """
    from pysubs2 import SSAFile

    lines = _event_lines(text)
    kind = "ass" if "[V4+ Styles]" in text or "ScriptType: v4.00+" in text else "ssa"
    events = SSAFile.from_string(text, format_=kind).events
    return [
        Cue(
            event.start / 1000,
            event.end / 1000,
            tuple(part for line in event.plaintext.split("\n") if (part := " ".join(line.split()))),
            words_of_karaoke(event.text, event.start / 1000),
            line,
        )
        for event, line in zip(events, lines, strict=True)
        if not event.is_comment and not event.is_drawing
    ]


def _event_lines(text: str) -> list[int]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        event = _EVENT.match(line)
        if event is None:
            continue
        if not _TIMES.match(line[event.end() :]):
            raise FaultError(f"'{line.strip()[:60]}' has no start and end", number)
        found.append(number)
    return found
