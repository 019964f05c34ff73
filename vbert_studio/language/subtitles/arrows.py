"""SRT and WebVTT: cues under a line with an arrow.

Read here and not by pysubs2, which takes every line with two times in it for the head of a cue, so
that captions with times between their words fall apart, and passes over a head that is mistyped,
so that its text goes to the cue before.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal

from vbert_studio.language.own_files import NOTE
from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError
from vbert_studio.language.subtitles.inline import words_as_written, words_of_timed_text

Kind = Literal["srt", "vtt"]

_SRT_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2}[.,]\d{1,3})"
_VTT_TIME = r"(?:(\d{1,4}):)?(\d{2}):(\d{2}\.\d{3})"
_HEADS = {
    kind: re.compile(rf"\s*{time}\s*-->\s*{time}(?:\s|$)")
    for kind, time in (("srt", _SRT_TIME), ("vtt", _VTT_TIME))
}
# WebVTT's times between words are taken out with the tags. In SRT a tag is what programs make one
# of: "<5 clips and >3" is none. ASS tags are found in SRT files too.
_SRT_TAGS = (
    "a b big br c center del div em font i ins lang p rp rt ruby s small span strike strong sub sup"
    " u v"
)
_SRT_NAME = "|".join(_SRT_TAGS.split())
_TAGS = {
    "srt": re.compile(
        rf"</?(?:{_SRT_NAME})(?:[\s./][^<>]*)?>|<[\d:.]+>|\{{\\[^{{}}]*\}}", re.IGNORECASE
    ),
    "vtt": re.compile(r"<[^<>]*>|\{\\[^{}]*\}"),
}
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)\b")


def has_sentences(text: str, kind: Kind) -> bool:
    """Whether this program wrote the text, so that each cue is a sentence."""
    head, _, rest = text.partition("-->")
    if kind == "vtt":
        return f"NOTE {NOTE}" in head.split("\n")
    return rest.partition("\n")[0].rstrip().endswith(NOTE)


def read_arrows(text: str, kind: Kind) -> list[Cue]:
    """The cues of an SRT or WebVTT text.

    Raises:
        FaultError: a line with an arrow that has no two times beside it.
    """
    lines = _without_blocks(text.split("\n")) if kind == "vtt" else text.split("\n")
    words_of = words_as_written if has_sentences(text, kind) else words_of_timed_text
    heads = list(_heads(lines, kind))
    cues = []
    for head, after in zip_longest(heads, heads[1:]):
        body = lines[head[0] + 1 : after[0] if after else None]
        if after and body and body[-1].strip().isdigit():
            del body[-1]  # the next cue's number
        if kind == "vtt" and "" in body:
            del body[body.index("") :]
        start_s, end_s = head[1:]
        shown = tuple(line for marked_up in body if (line := _plain(marked_up, kind)))
        words = words_of("\n".join(body), start_s, end_s)
        cues.append(Cue(start_s, end_s, shown, words, head[0] + 1))
    return cues


def _heads(lines: list[str], kind: Kind) -> Iterator[tuple[int, float, float]]:
    """Each cue's head: the index of its line, start and end."""
    for at, line in enumerate(lines):
        if "-->" not in line:
            continue
        found = _HEADS[kind].match(line)
        if found is None:
            raise FaultError(f"'{line.strip()}' is no pair of times", at + 1)
        times = found.groups()
        yield at, _seconds(*times[:3]), _seconds(*times[3:])


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def _without_blocks(lines: list[str]) -> list[str]:
    """WebVTT's comments and styles made empty, so that the others keep their numbers."""
    kept, skipping, after_blank = [], False, True
    for line in lines:
        blank = not line.strip()
        skipping = not blank and (skipping or (after_blank and bool(_BLOCK.match(line))))
        kept.append("" if skipping else line)
        after_blank = blank
    return kept


def _plain(marked_up: str, kind: Kind) -> str:
    """Text without tags and entities, its spaces made single."""
    return " ".join(html.unescape(_TAGS[kind].sub("", marked_up)).split())
