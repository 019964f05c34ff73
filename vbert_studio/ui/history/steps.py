"""The edits of a project as the list shows them, and the way from one state to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbert_studio.errors import ProjectError
from vbert_studio.ui.translation import told

if TYPE_CHECKING:
    from vbert_studio.project import Changed, Project

BEGINNING = 0


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A state of the project: the one right after an edit, or the one before all edits.

    Attributes:
        edit_id: the edit; `BEGINNING` for the state before the first.
        name: what was done, in the person's language.
        at: when, as a Unix time; 0 for the beginning.
        videos: the names of the videos concerned.
        undone: whether the edit is taken back right now.
        is_now: whether this is the present state.
    """

    edit_id: int
    name: str
    at: float
    videos: tuple[str, ...]
    undone: bool
    is_now: bool


def read_steps(project: Project) -> list[HistoryStep]:
    """Every state that can be gone to, oldest first; none when nothing was ever edited."""
    entries = project.history()
    done = [entry.id for entry in entries if not entry.undone]
    now = done[-1] if done else BEGINNING
    names = project.videos.names() if entries else {}
    steps = [
        HistoryStep(
            entry.id,
            told(entry.name),
            entry.at,
            tuple(names[id_] for id_ in sorted(entry.videos) if id_ in names),
            entry.undone,
            entry.id == now,
        )
        for entry in entries
    ]
    first = HistoryStep(BEGINNING, "", 0.0, (), undone=False, is_now=now == BEGINNING)
    return [first, *steps] if steps else []


@dataclass(frozen=True, slots=True)
class Journey:
    """The edits that were taken back or made again on the way, and what stopped it, if anything."""

    changed: tuple[Changed, ...]
    undone: bool
    stopped_by: ProjectError | None = None


def travel(project: Project, edit_id: int) -> Journey:
    """Take edits back, or make them again, until this one is the last that is in force."""
    undone = {entry.id: entry.undone for entry in project.history()}
    back = edit_id == BEGINNING or not undone.get(edit_id, True)
    count = sum(
        not gone and id_ > edit_id if back else gone and id_ <= edit_id
        for id_, gone in undone.items()
    )
    made: list[Changed] = []
    for _ in range(count):
        try:
            changed = project.undo() if back else project.redo()
        except ProjectError as error:
            return Journey(tuple(made), back, error)
        if changed is not None:
            made.append(changed)
    return Journey(tuple(made), back)
