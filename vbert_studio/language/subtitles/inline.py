"""Times between words: WebVTT's ``<00:00:01.500>`` and the karaoke tags of ASS."""

from __future__ import annotations

import html
import re

from vbert_studio.language.own_files import INTERPOLATED
from vbert_studio.language.subtitles.stretches import Stretch, words_of_stretches
from vbert_studio.language.transcript import Word, share_out

_VTT_TIME = re.compile(r"<(?:(\d+):)?(\d{2}):(\d{2}\.\d{3})>")
_VTT_TAG = re.compile(r"<[^<>]*>")
_KARAOKE = re.compile(r"\\(?:kf|ko|k|K)(\d+(?:\.\d+)?)")
_OVERRIDE = re.compile(r"\{([^{}]*)\}")


def words_of_timed_text(marked_up: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """The words of a WebVTT cue that has times inside, else none.

    Lines without any time beside a line that has some are what a rolling caption still shows.
    """
    timed = [line for line in marked_up.split("\n") if _VTT_TIME.search(line)]
    if not timed:
        return ()
    text = "\n".join(timed)
    starts = [start_s, *(_seconds(found) for found in _VTT_TIME.finditer(text))]
    parts = [html.unescape(_VTT_TAG.sub("", part)) for part in _split(text)]
    stretches = list(zip(starts, [*starts[1:], end_s], parts, strict=True))
    return tuple(words_of_stretches(stretches, starts_only=True))


def words_as_written(marked_up: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """The words of a WebVTT cue that this program wrote, each behind its own time; else none."""
    starts = [start_s, *(_seconds(found) for found in _VTT_TIME.finditer(marked_up))]
    if len(starts) == 1:
        return ()
    stretches = zip(starts, [*starts[1:], end_s], _split(marked_up), strict=True)
    return tuple(word for stretch in stretches for word in _as_written(*stretch))


def _as_written(start_s: float, end_s: float, part: str) -> tuple[Word, ...]:
    """One word, or those that somebody made of it since."""
    words = share_out(html.unescape(_VTT_TAG.sub("", part)), start_s, end_s)
    if len(words) != 1:
        return words
    return (Word(start_s, end_s, words[0].text, interpolated=INTERPOLATED in part),)


def words_of_karaoke(marked_up: str, start_s: float) -> tuple[Word, ...]:
    r"""The words of an ASS event with ``{\k25}`` before its syllables, in hundredths; else none."""
    if not _KARAOKE.search(marked_up):
        return ()
    pieces = _OVERRIDE.split(marked_up)  # text, tags, text, tags, text ...
    stretches: list[Stretch] = [(start_s, start_s, pieces[0])]
    at_s = start_s
    for tags, text in zip(pieces[1::2], pieces[2::2], strict=True):
        end_s = at_s + sum(float(found) for found in _KARAOKE.findall(tags)) / 100
        stretches.append((at_s, end_s, re.sub(r"\\[Nnh]", " ", text)))
        at_s = end_s
    return tuple(words_of_stretches(stretches))


def _split(text: str) -> list[str]:
    return _VTT_TIME.sub("\0", text).split("\0")


def _seconds(found: re.Match[str]) -> float:
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
