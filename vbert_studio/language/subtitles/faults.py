"""What is said about a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

from vbert_studio.language.transcript import TranscriptError

_FORMATS = "SRT, WebVTT, ASS, Whisper JSON, YouTube json3, YouCook2 JSON or a table of sentences"


class FaultError(Exception):
    """What a reader finds wrong in a text, before the file's name is known.

    Attributes:
        reason: what is wrong, without a full stop.
        line: where, counted from 1, if the format has lines.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line

    def about(self, path: Path) -> TranscriptError:
        """The same, for the person whose file it is."""
        where = f"{path}, line {self.line}" if self.line else str(path)
        return TranscriptError(
            "bad_subtitles",
            f"{where}: {self.reason}.",
            path=path,
            remedy="Correct that place in a text editor, or export the subtitles again.",
        )


def no_subtitles(path: Path, reason: str) -> TranscriptError:
    """The file is of some other kind."""
    return TranscriptError(
        "no_subtitles",
        f"{path} holds no subtitles: {reason}.",
        path=path,
        remedy=f"Give a file in {_FORMATS}.",
    )
