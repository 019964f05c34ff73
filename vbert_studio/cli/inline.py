"""Runs a command line inside the calling thread, for tests and debugging.

A worker finds this by name, as it would find the program to start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vbert_studio.cli.app import build_app
from vbert_studio.cli.outcome import ExitStatus, run_verb
from vbert_studio.commands.output import ProgressMode
from vbert_studio.commands.registry import Command
from vbert_studio.progress import Sink


def run_inline(
    arguments: Sequence[str], sink: Sink, cancelled: Callable[[], bool]
) -> tuple[int, dict[str, Any]]:
    """The exit status, and what ``--json`` would have printed."""
    printed: dict[str, Any] = {}

    def run(command: Command, given: dict[str, Any], _json: bool, _mode: ProgressMode) -> int:  # noqa: FBT001
        outcome = run_verb(command, given, sink, cancelled)
        printed.update(outcome.as_json())
        return outcome.status

    try:
        build_app(run, arguments)(list(arguments), prog_name="vbert-studio")
    except SystemExit as end:
        return int(end.code or ExitStatus.OK), printed
    return ExitStatus.OK, printed
