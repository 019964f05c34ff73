"""ASS and SSA, whose events pysubs2 takes apart."""

from __future__ import annotations

import re
import warnings

from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.inline import words_of_karaoke

_TIME = r"\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*"
_EVENT = re.compile(r"\s*(Dialogue|Comment)\s*:(.*)")
_FIELDS = re.compile(rf"[^,]*,{_TIME},{_TIME},(?:[^,]*,){{6}}")


def read_substation(text: str) -> list[Cue]:
    """The spoken events of an ASS or SSA text; comments and drawings are left out.

    Raises:
        FaultError: an event without its two times, or without a text.
    """
    from pysubs2 import SSAFile

    events = _events(text)
    # Styles are of no interest, and a broken one would stop pysubs2.
    bare = "\n".join(["[Events]", *events.values()])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # margins and layers that are no numbers
        parsed = SSAFile.from_string(bare, format_="ass").events
    return [
        Cue(
            event.start / 1000,
            event.end / 1000,
            tuple(part for line in event.plaintext.split("\n") if (part := " ".join(line.split()))),
            words_of_karaoke(event.text, event.start / 1000),
            line,
        )
        for event, line in zip(parsed, events, strict=True)
        if not event.is_comment and not event.is_drawing
    ]


def _events(text: str) -> dict[int, str]:
    """The well-written events by the numbers of their lines."""
    found = {}
    for number, line in enumerate(text.split("\n"), start=1):
        event = _EVENT.match(line)
        if event is None:
            continue
        if not _FIELDS.match(event[2]):
            raise FaultError(f"'{line.strip()[:60]}' is no event with a start and an end", number)
        found[number] = f"{event[1]}:{event[2]}"
    return found
