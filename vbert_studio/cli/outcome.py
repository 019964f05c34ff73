"""Runs one verb and says how it ended, whoever asked: a terminal, or a worker inside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from vbert_studio.cli.crash import write_report
from vbert_studio.commands.parameters import monitor_name
from vbert_studio.commands.registry import Command
from vbert_studio.commands.results import Result
from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.faults import studio_error_of
from vbert_studio.jobs.worker_end import CANCELLED
from vbert_studio.progress import ErrorEvent, Event, Monitor, Sink


class ExitStatus(IntEnum):
    """What the numbers mean."""

    OK = 0
    ERROR = 1
    USAGE = 2
    BUG = 70
    CANCELLED = CANCELLED


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a verb ended.

    Attributes:
        status: the exit status.
        result: what it found or did; None when it did not come to an end.
        error: what stopped it.
        failures: items of a batch that failed while the others went on.
    """

    status: int
    result: Result | None = None
    error: StudioError | None = None
    failures: list[ErrorEvent] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What ``--json`` prints: the result, and the errors beside it."""
        found = self.result.as_json() if self.result else {}
        errors = [_error_json(failure) for failure in self.failures]
        if self.error:
            errors.append(self.error.as_json())
            return {"error": errors[-1]} | ({"errors": errors} if len(errors) > 1 else {})
        # A batch that went on past a bad file still says so in the one place every script looks at.
        return found | ({"error": errors[0], "errors": errors} if errors else {})


def run_verb(
    command: Command, given: Mapping[str, Any], sink: Sink, cancelled: Callable[[], bool]
) -> Outcome:
    """Call a verb with what was given and turn every way to end into an `Outcome`."""
    failures: list[ErrorEvent] = []

    def watch(event: Event) -> None:
        if isinstance(event, ErrorEvent):
            failures.append(event)
        sink(event)

    try:
        result = _call(command, given, Monitor(watch, cancelled))
    except (StudioError, OSError, MemoryError) as error:
        return Outcome(ExitStatus.ERROR, error=studio_error_of(error), failures=failures)
    except (CancelledError, KeyboardInterrupt):
        return Outcome(ExitStatus.CANCELLED, error=_stopped(command), failures=failures)
    except Exception as error:  # noqa: BLE001 - the one place where a bug ends up
        return Outcome(ExitStatus.BUG, error=write_report(error), failures=failures)
    status = ExitStatus.ERROR if failures else result.exit_status
    return Outcome(status, result, failures=failures)


def _call(command: Command, given: Mapping[str, Any], monitor: Monitor) -> Result:
    name = monitor_name(command.function)
    more = {name: monitor} if name else {}
    result: Result = command.function(**given, **more)
    return result


def _stopped(command: Command) -> StudioError:
    return StudioError(
        "cancelled",
        f"Stopped, as you asked: {command.name}.",
        remedy="What was finished is kept; the same command goes on from there.",
    )


def _error_json(event: ErrorEvent) -> dict[str, str | None]:
    return {
        "kind": event.kind,
        "message": event.message,
        "path": event.path,
        "remedy": event.remedy,
    }
