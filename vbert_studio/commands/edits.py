"""``undo``, ``redo``, ``history`` and ``compact``: the edits of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vbert_studio.commands.opening import open_to_edit
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Done, Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.project import Changed, Project


@dataclass(frozen=True, slots=True)
class Edited(Result):
    """An edit that was undone or made again. `edit` is None when there was none left."""

    edit: str | None
    verb: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One edit. `at` is ISO time in UTC; an undone edit can be made again."""

    name: str
    at: str
    undone: bool


@dataclass(frozen=True, slots=True)
class History(Result):
    """Every edit that can be undone or made again, oldest first."""

    edits: tuple[HistoryLine, ...]


@command("undo", title="Undo", group=PROJECT)
def undo(project: Path) -> Edited:
    """Take the last edit back, even one from another day or from the window.

    Args:
        project: the folder of the project.
    """
    with open_to_edit(project) as opened:
        return _edited(opened.undo(), "Undone")


@command("redo", title="Redo", group=PROJECT)
def redo(project: Path) -> Edited:
    """Make the edit again that was undone last.

    Args:
        project: the folder of the project.
    """
    with open_to_edit(project) as opened:
        return _edited(opened.redo(), "Made again")


@command("history", title="History", group=PROJECT)
def history(project: Path) -> History:
    """List every edit that can be undone or made again, oldest first.

    Args:
        project: the folder of the project.
    """
    with Project.open(project, "read") as opened:
        return History(tuple(HistoryLine(e.name, _iso(e.at), e.undone) for e in opened.history()))


@command("compact", title="Compact", group=PROJECT)
def compact(project: Path) -> Done:
    """Give back the disk space of videos that were removed. This ends the undo history.

    Args:
        project: the folder of the project.
    """
    with open_to_edit(project) as opened:
        before = opened.size()
        opened.compact()
        saved = before - opened.size()
    return Done(f"{max(0, saved) / 1e6:.1f} MB were given back.")


def _edited(changed: Changed | None, verb: str) -> Edited:
    return Edited(None if changed is None else changed.name, verb)


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
