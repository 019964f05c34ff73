"""Where ``vbert-studio`` and ``python -m vbert_studio`` begin."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

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
    from vbert_studio.cli.app import build_app
    from vbert_studio.cli.terminal import run_in_terminal

    app = build_app(run_in_terminal)
    typed = sys.argv[1:] if arguments is None else [*arguments]
    app(typed or ["open"], prog_name="vbert-studio")


if __name__ == "__main__":
    main()
