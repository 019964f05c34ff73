"""The two families of things that go wrong.

A `StudioError` is the world's doing: a file that is no video, a full disk, a model that is not
there. It names what is concerned, why, and what to do, and is shown to the person as it stands.
A `BugError` is ours: it is never caught on the way, and ends up in a crash report.
"""

from __future__ import annotations

from pathlib import Path


class StudioError(Exception):
    """Something outside the program is not as it must be.

    Attributes:
        kind: a stable machine-readable word such as ``not_a_video`` or ``disk_full``.
        message: what is wrong, in one sentence that names the thing concerned.
        path: the file or folder concerned, if there is one.
        remedy: what the person can do about it, in one sentence.
    """

    def __init__(
        self, kind: str, message: str, *, path: Path | str | None = None, remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.path = None if path is None else Path(path)
        self.remedy = remedy

    def __str__(self) -> str:
        """The message, with the remedy behind it."""
        return f"{self.message} {self.remedy}".strip()

    def as_json(self) -> dict[str, str | None]:
        """The shape that every command prints under ``error`` with ``--json``."""
        path = None if self.path is None else str(self.path)
        return {
            "kind": self.kind,
            "message": self.message,
            "path": path,
            "remedy": self.remedy,
        }


class MediaError(StudioError):
    """A file cannot be read as a video."""


class WeightsError(StudioError):
    """A model's files are missing, damaged or cannot be fetched."""


class ProjectError(StudioError):
    """A project folder cannot be opened, read or written."""


class CancelledError(Exception):
    """A person asked for the work to stop; what was finished stays."""


class BugError(Exception):
    """Something that the code itself guarantees does not hold."""
