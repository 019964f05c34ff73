"""The verb: every examination in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.doctor.codecs import examine_codecs
from vbert_studio.commands.doctor.findings import Finding, State
from vbert_studio.commands.doctor.machine import examine_device, examine_disks
from vbert_studio.commands.doctor.models import examine_models
from vbert_studio.commands.doctor.python import examine_python
from vbert_studio.commands.doctor.qt import examine_qt
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROGRAM
from vbert_studio.errors import StudioError
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class Examined(Result):
    """Everything that was found, and the worst of it."""

    state: State
    findings: tuple[Finding, ...]

    @property
    def exit_status(self) -> int:
        """1 if anything is broken."""
        return 1 if self.state == "broken" else 0


@command("doctor", title="Examine this machine", group=PROGRAM)
def doctor(project: Path | None = None) -> Examined:
    """Look whether everything is here that the program needs, and say what to do if not.

    Args:
        project: a project whose disk to look at too.
    """
    if project is not None:
        # Nobody is told that all is well with a project that is not there.
        with Project.open(project, "read"):
            pass
    findings = [
        *_examined("Python", examine_python),
        *_examined("Qt", examine_qt),
        *_examined("Codecs", examine_codecs),
        *_examined("Machine", examine_device),
        *_examined("Models", examine_models),
        *_examined("Disk", lambda: examine_disks(project)),
    ]
    return Examined(_worst(findings), tuple(findings))


def _examined(subject: str, examine: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """One subject; what keeps us from looking is a finding too, and the others are still made."""
    try:
        return list(examine())
    except StudioError as error:
        return [Finding(subject, error.kind, "broken", error.message, error.remedy)]
    except (OSError, ImportError) as error:
        return [Finding(subject, type(error).__name__, "broken", str(error), "Install it again.")]


def _worst(findings: Iterable[Finding]) -> State:
    states = {finding.state for finding in findings}
    if "broken" in states:
        return "broken"
    return "attention" if "attention" in states else "good"
