"""Lines for a shell, as errors, results and figures offer them to be copied."""

from __future__ import annotations

import shlex


def command_line(*words: object) -> str:
    """``vbert-studio`` with these words, each whole however many blanks it has: for a POSIX shell.

    ``command_line("add", Path("My films"), "VIDEO")`` is ``vbert-studio add 'My films' VIDEO``.
    """
    return shlex.join(["vbert-studio", *map(str, words)])
