"""What edits of timed texts have in common: checks of times, texts in names, marks of change."""

from __future__ import annotations

import math
import textwrap
from datetime import UTC, datetime

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Edit
from vbert_studio.project.store import Cells


def now() -> str:
    """ISO time in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def short(text: str) -> str:
    """A text as the name of an edit shows it."""
    return textwrap.shorten(text, 40, placeholder="…") or "…"


def plain(text: str) -> str:
    """A text without line breaks and doubled spaces."""
    return " ".join(text.split())


def check_times(start_s: float, end_s: float) -> None:
    """Refuse times that no stretch can have.

    Raises:
        ProjectError: kind ``bad_times``.
    """
    if not (math.isfinite(start_s) and math.isfinite(end_s) and 0 <= start_s < end_s):
        raise ProjectError(
            "bad_times",
            f"Nothing can last from {start_s:.3f} s to {end_s:.3f} s.",
            remedy="Give a start of at least 0 and an end after it.",
        )


def made(created_at: str | None, changed_at: str | None) -> Cells:
    """When a row was made and changed last, as far as a file tells it; else that is now."""
    known = created_at or changed_at or now()
    return {"created_at": known, "changed_at": changed_at or known}


def change(
    edit: Edit, table: str, id_: int, cells: Cells, *, changed_at: str | None = None
) -> None:
    """Change cells of a row about a stretch, and when it was changed if anything was.

    Args:
        edit: the transaction.
        table: of the row.
        id_: of the row.
        cells: what it is to have.
        changed_at: when a person changed it, if that was elsewhere and not now.
    """
    row = touched(edit, table, id_)
    if any(row[name] != value for name, value in cells.items()):
        edit.update(table, id_, {**cells, "changed_at": changed_at or now()})


def move(edit: Edit, table: str, id_: int, start_s: float | None, end_s: float | None) -> None:
    """Move a row, or one of its edges: the other one, None, stays wherever it is by now.

    Raises:
        ProjectError: kind ``bad_times``.
    """
    row = edit.cells(table, id_)
    start = row["start_s"] if start_s is None else start_s
    end = row["end_s"] if end_s is None else end_s
    assert isinstance(start, float | int)
    assert isinstance(end, float | int)
    check_times(start, end)
    change(edit, table, id_, {"start_s": start, "end_s": end})


def delete(edit: Edit, table: str, id_: int) -> None:
    """Delete a row about a stretch."""
    touched(edit, table, id_)
    edit.delete(table, id_)


def touched(edit: Edit, table: str, id_: int) -> Cells:
    """A row about a stretch; its video counts as touched."""
    row = edit.cells(table, id_)
    video_id = row["video_id"]
    assert isinstance(video_id, int)
    edit.touch(video_id)
    return row
