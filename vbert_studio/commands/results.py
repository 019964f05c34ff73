"""What verbs hand back: frozen records whose fields are the JSON that ``--json`` prints."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """The base of everything a verb returns."""

    @property
    def exit_status(self) -> int:
        """0, unless the finding itself is bad news, as the doctor's may be."""
        return 0

    def as_json(self) -> dict[str, Any]:
        """The fields as plain JSON values; paths as text."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}


@dataclass(frozen=True, slots=True)
class Done(Result):
    """A verb did what it was asked and has one sentence to say about it."""

    message: str


@dataclass(frozen=True, slots=True)
class Answered(Result):
    """The base of what every verb that asks a model returns.

    Attributes:
        checkpoint: the model that answered.
        limits: what it cannot know, from what it was taught, in sentences; empty where nobody wrote
            that down.
    """

    checkpoint: str
    limits: tuple[str, ...]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of any record
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
