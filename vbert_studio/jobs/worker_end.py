"""How a worker ended, read from its exit status and from what it printed."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vbert_studio.errors import StudioError

CANCELLED = 130
_LAST_LINES = 5


@dataclass(frozen=True, slots=True)
class WorkerEnd:
    """The end of a worker.

    Attributes:
        status: its exit status; negative for the signal that ended it.
        result: what ``--json`` printed, beside any error; None when it did not come to an end.
        error: what stopped it, or the first item of a batch that failed while the others went on.
        cancelled: whether it stopped because it was asked to.
    """

    status: int
    result: dict[str, Any] | None = None
    error: StudioError | None = None
    cancelled: bool = False


def read_end(status: int, printed: str, log: Sequence[str], *, cancelled: bool) -> WorkerEnd:
    """The end of a process.

    Args:
        status: what `subprocess` calls its return code.
        printed: all of its standard output.
        log: what it said before.
        cancelled: whether somebody asked it to stop.
    """
    payload = _payload(printed)
    if status == CANCELLED or (payload is None and cancelled):
        return WorkerEnd(status, cancelled=True)
    if payload is None:
        return WorkerEnd(status, error=_died(status, log))
    return end_of(status, payload)


def end_of(status: int, payload: dict[str, Any]) -> WorkerEnd:
    """The end that a command told as JSON."""
    if status == CANCELLED:
        return WorkerEnd(status, cancelled=True)
    result = {name: value for name, value in payload.items() if name not in ("error", "errors")}
    error = payload.get("error")
    return WorkerEnd(status, result or None, StudioError(**error) if error else None)


def _payload(printed: str) -> dict[str, Any] | None:
    """The JSON object on the last line, whatever a library printed before it."""
    lines = printed.strip().splitlines()
    try:
        found = json.loads(lines[-1]) if lines else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _died(status: int, log: Sequence[str]) -> StudioError:
    last = "\n".join(log[-_LAST_LINES:])
    return StudioError(
        "worker_died",
        f"The job's process ended without a result: {how_it_ended(status)}."
        + (f" Its last words:\n{last}" if last else ""),
        remedy="What was finished is kept. Start the job again; it goes on from there.",
    )


def how_it_ended(status: int | None) -> str:
    """An exit status, or the name of the signal, in words."""
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        return f"it was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"it was ended by signal {-status}"
