"""Writes docs/commands.md from the registry: ``python -m vbert_studio.commands.page``."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from vbert_studio.commands.output import OUTPUT
from vbert_studio.commands.parameters import Parameter, parameters_of
from vbert_studio.commands.registry import Command, registry

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
_HOUSES = ("vbert_studio.commands", "vbert_studio.ui")
_HEAD = """# Commands

Written by `python -m vbert_studio.commands.page` from the commands themselves; do not edit.
"""


def load_all_commands() -> None:
    """Import every module that may define a command.

    The window's are imported by name, because this room stands below it.
    """
    for house in _HOUSES:
        package = importlib.import_module(house)
        for module in pkgutil.walk_packages(package.__path__, f"{house}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def page_text() -> str:
    """The page, as it should stand in docs/commands.md."""
    load_all_commands()
    window = [c for c in registry.window() if c.function.__module__.startswith("vbert_studio.")]
    parts = [_HEAD, "## On the command line\n", "Every verb takes these, too:\n", _table(OUTPUT)]
    parts += map(_verb, registry.shell())
    parts += ["## In the window\n", *_window_tables(window)]
    return "\n".join(parts).rstrip() + "\n"


def _verb(command: Command) -> str:
    """One verb with its usage, its help and a table of what it takes."""
    given = parameters_of(command.function)
    usage = " ".join(
        ["vbert-studio", command.name]
        + [
            p.name.upper() if p.is_required else f"[{p.name.upper()}]"
            for p in given
            if not p.is_option
        ]
    )
    return "\n".join([f"### `{usage}`\n", command.help, "", *([_table(given)] if given else [])])


def _table(given: Iterable[Parameter]) -> str:
    """A row for each parameter: how it is typed, what it is, and what it may be."""
    rows = [
        f"| `{p.flag if p.is_option else p.name.upper()}` | {p.help} | {p.allowed} |" for p in given
    ]
    return "\n".join(["| takes | what it is | it may be |", "| --- | --- | --- |", *rows, ""])


def _window_tables(commands: Iterable[Command]) -> list[str]:
    """One table of commands per group."""
    ordered = sorted(commands, key=attrgetter("group", "name"))
    return [_group(name, group) for name, group in itertools.groupby(ordered, attrgetter("group"))]


def _group(name: str, commands: Iterable[Command]) -> str:
    rows = [
        f"| {c.title} | {', '.join(f'`{key}`' for key in c.keys)} | `{c.name}` | {c.summary} |"
        for c in commands
    ]
    return "\n".join(
        [
            f"### {name}\n",
            "| command | key | name | what it does |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
