"""The sudden end of an earlier run, told at the next start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.ui.crash import report
from vbert_studio.ui.crash.record import COMMAND, SAID, left_behind

_KEPT = 20  # commands and messages of Qt, the last ones
_FATAL = ("Fatal Python error: ", "Windows fatal exception: ")


@dataclass(frozen=True, slots=True)
class SuddenEnd:
    """A run that ended without closing.

    Attributes:
        cause: what crashed it, as the system calls it; empty for one that was ended from outside.
        text: the report as a person sends it.
        path: where the report is kept; None where it cannot be.
    """

    cause: str
    text: str
    path: Path | None


def sudden_end() -> SuddenEnd | None:
    """The latest of the runs that ended suddenly since somebody was told; every one is kept."""
    latest = None
    for record in left_behind():
        cause, text = cause_of(record), text_of(record)
        latest = SuddenEnd(cause, text, report.write(text))
    return latest


def cause_of(record: str) -> str:
    """What `faulthandler` calls the crash: ``Segmentation fault``, ``Aborted`` ..."""
    for line in record.splitlines():
        for start in _FATAL:
            if line.startswith(start):
                return line.removeprefix(start).strip()
    return ""


def text_of(record: str) -> str:
    """The report: the machine, how it ended, what was done last, and where every thread was."""
    lines = record.splitlines()
    done = [line.removeprefix(COMMAND) for line in lines if line.startswith(COMMAND)]
    said = [line.removeprefix(SAID) for line in lines if line.startswith(SAID)]
    rest = [line for line in lines if not line.startswith((COMMAND, SAID))]
    parts = [rest[: report.MACHINE_LINES], [_ending(cause_of(record))]]
    for title, some in (("Last commands:", done), ("Last messages of Qt:", said)):
        if some:
            parts.append([title, *(f"  {line}" for line in some[-_KEPT:])])
    parts.append(rest[report.MACHINE_LINES :])
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _ending(cause: str) -> str:
    if cause:
        return f"Ended by: {cause}"
    return "Ended from outside, without a word: killed, out of memory, or the machine went off"
