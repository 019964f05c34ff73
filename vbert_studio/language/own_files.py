"""How the files that this program writes say that each of their cues is a sentence.

What others write is cut for reading and put together into sentences; what is a sentence already has
to stay one, whether a full stop ends it or not.
"""

from __future__ import annotations

from vbert_studio.language.transcript import Transcript

# A comment of WebVTT; in SRT, which has none, it stands behind the times of the first cue.
NOTE = "VBERT Studio: one cue per sentence"
# The `kind` of the JSON.
KIND = "VBERT Studio transcript"
# The first line of CSV and TSV.
COLUMNS = ("start_s", "end_s", "text")
# The WebVTT class of words whose times are shared out and not measured.
INTERPOLATED = "<c.interpolated>"


def milliseconds(seconds: float) -> int:
    """A time as SRT and WebVTT have it, in whole milliseconds from the video's start."""
    return max(0, round(seconds * 1000))


def one_line(text: str) -> str:
    """A text without line breaks and doubled blanks."""
    return " ".join(text.split())


def brief(transcript: Transcript) -> list[tuple[int, int, str]]:
    """Starts and ends in milliseconds, and texts, of the sentences that say something."""
    return [
        (milliseconds(s.start_s), milliseconds(s.end_s), one_line(s.text))
        for s in transcript.sentences
        if one_line(s.text)
    ]
