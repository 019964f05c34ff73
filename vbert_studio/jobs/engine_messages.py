"""What goes over the pipe between the window and its engine.

Every ask has a generation, a number that only grows. An answer is for its generation alone, so one
that arrives after its ask was cancelled or replaced finds nobody and is dropped.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from vbert_studio.jobs.engine_arrays import ArrayPickler
from vbert_studio.jobs.requests import Request
from vbert_studio.progress import Event


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer this, in turn."""

    generation: int
    request: Request[Any]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nobody wants the answer any more: drop the ask, or stop working on it."""

    generation: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish nothing, let go of everything, and end."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far the work on an ask is."""

    generation: int
    event: Event


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer."""

    generation: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The world does not allow an answer: the fields of a `StudioError`."""

    generation: int
    error: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Crashed:
    """A bug: the traceback. The engine itself lives on."""

    generation: int
    traceback: str


ToEngine = Ask | Cancel | Stop
FromEngine = Told | Answered | Failed | Crashed


def send(pipe: Connection, message: ToEngine | FromEngine) -> None:
    """Put a message on the pipe."""
    buffer = io.BytesIO()
    ArrayPickler(buffer, pickle.HIGHEST_PROTOCOL).dump(message)
    pipe.send_bytes(buffer.getbuffer())


def receive(pipe: Connection) -> Any:  # noqa: ANN401 - either direction
    """The next message. Raises EOFError or OSError when the other end is gone."""
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 - from our own child alone
