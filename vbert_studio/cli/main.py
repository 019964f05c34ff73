"""Where ``vbert-studio`` and ``python -m vbert_studio`` begin."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vbert_studio.jobs.worker_end import CANCELLED
from vbert_studio.jobs.worker_process import LIFELINE, be_nice


def main(arguments: Sequence[str] | None = None) -> None:
    """Open the window without arguments, else run the verb that they name, and exit.

    Args:
        arguments: what was typed after the program's name; None takes it from the process.
    """
    # A frozen program starts itself for every child process of the standard library's making.
    multiprocessing.freeze_support()
    if os.environ.get(LIFELINE):
        be_nice()
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are no text; it is shown, escaped, instead of ending us.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _run((sys.argv[1:] if arguments is None else [*arguments]) or ["open"])
    except KeyboardInterrupt:
        # Before any work had begun: the libraries were still being loaded.
        sys.exit(CANCELLED)


def _run(typed: Sequence[str]) -> None:
    if _is_window(typed):
        sys.exit(_open_window(typed[1:]))
    from vbert_studio.cli.app import build_app
    from vbert_studio.cli.terminal import run_in_terminal, telling_usage_as_json

    app = build_app(run_in_terminal, typed)
    if "--json" not in typed:
        app(typed, prog_name="vbert-studio")
    with telling_usage_as_json():
        sys.exit(app(typed, prog_name="vbert-studio", standalone_mode=False) or 0)


def _is_window(typed: Sequence[str]) -> bool:
    """Whether the window is wanted, and nothing about it has to be parsed."""
    rest = typed[1:]
    return typed[0] == "open" and len(rest) <= 1 and not any(w.startswith("-") for w in rest)


def _open_window(project: Sequence[str]) -> int:
    """Open the window without the libraries that only a command line needs."""
    from vbert_studio.cli.outcome import run_verb
    from vbert_studio.commands.registry import registry
    from vbert_studio.commands.shell import load_verbs

    load_verbs("open")
    [command] = [c for c in registry.shell() if c.name == "open"]
    given = {"project": Path(project[0]) if project else None}
    outcome = run_verb(command, given, lambda _event: None, lambda: False)
    if outcome.error is not None:
        from vbert_studio.cli.tell import tell_error

        tell_error(outcome.error)
    return outcome.status


if __name__ == "__main__":
    main()
