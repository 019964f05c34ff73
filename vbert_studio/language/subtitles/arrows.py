"""SRT and WebVTT: cues under a line with an arrow. Parsed by pysubs2, after a strict look.

pysubs2 takes what looks like a time and passes over the rest, so that a cue whose time is mistyped
would end up as the text of the one before it.
"""

from __future__ import annotations

import html
import re
from typing import Literal

from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.inline import words_of_timed_text

_SRT = re.compile(
    r"\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*-->\s*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\b"
)
_VTT = re.compile(r"\s*(\d{1,4}:)?\d{2}:\d{2}\.\d{3}\s*-->\s*(\d{1,4}:)?\d{2}:\d{2}\.\d{3}(\s|$)")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_BLOCK = re.compile(r"^(NOTE|STYLE|REGION)\b")


def read_arrows(text: str, kind: Literal["srt", "vtt"]) -> list[Cue]:
    """The cues of an SRT or WebVTT text.

    Raises:
        FaultError: a line with an arrow that holds no two times.
    """
    from pysubs2 import SSAFile

    clean = _without_blocks(text) if kind == "vtt" else text
    lines = _arrow_lines(clean, _VTT if kind == "vtt" else _SRT)
    # Tags stay: the times of WebVTT's words are among them.
    events = SSAFile.from_string(clean, format_=kind, keep_html_tags=True).events
    return [
        _cue(event.start / 1000, event.end / 1000, event.text.replace(r"\N", "\n"), line)
        for event, line in zip(events, lines, strict=True)
    ]


def _arrow_lines(text: str, pattern: re.Pattern[str]) -> list[int]:
    """The numbers of the lines with an arrow, every one of which must be well written."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" not in line:
            continue
        if not pattern.match(line):
            raise FaultError(f"'{line.strip()}' is no pair of times", number)
        found.append(number)
    return found


def _without_blocks(text: str) -> str:
    """WebVTT without comments, styles and cue names, the lines keeping their numbers."""
    lines = text.split("\n")
    blank_before, skipping = True, False
    for at, line in enumerate(lines):
        if not line.strip():
            blank_before, skipping = True, False
            continue
        names_a_cue = blank_before and at + 1 < len(lines) and "-->" in lines[at + 1]
        skipping = skipping or (blank_before and bool(_BLOCK.match(line)))
        if skipping or (names_a_cue and "-->" not in line):
            lines[at] = ""
        blank_before = False
    return "\n".join(lines)


def _cue(start_s: float, end_s: float, marked_up: str, line: int) -> Cue:
    words = words_of_timed_text(marked_up, start_s, end_s)
    lines = (plain(part) for part in marked_up.split("\n"))
    return Cue(start_s, end_s, tuple(part for part in lines if part), words, line)


def plain(marked_up: str) -> str:
    """Text without tags and entities, its spaces made single."""
    return " ".join(html.unescape(_TAG.sub("", marked_up)).split())
