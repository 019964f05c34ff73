"""``open``: the window itself."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT


@dataclass(frozen=True, slots=True)
class WindowClosed(Result):
    """The window was open and is closed again. `status` is the exit status it asked for."""

    status: int

    @property
    def exit_status(self) -> int:
        """What the window said when it closed."""
        return self.status


@command("open", title="Open the window", group=PROJECT)
def open_window(project: Path | None = None) -> WindowClosed:
    """Open the window, on a project or on the first-run screen.

    Args:
        project: the folder of the project.
    """
    # By name: the window stands above this room, and a verb must not load Qt to be listed.
    app = importlib.import_module("vbert_studio.ui.app")
    return WindowClosed(int(app.main(project) or 0))
