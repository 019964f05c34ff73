"""What the comparison shows, for files and for the shell: both sides, and the count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSizeF

from vbert_studio.ui.compare.contest import Row
from vbert_studio.ui.compare.counted import Counted
from vbert_studio.ui.compare.rival import Asked
from vbert_studio.ui.compare.view import HEADS, cells_of
from vbert_studio.ui.masking.command_line import cloze_line, compare_line
from vbert_studio.ui.model_tiers.surprise import CONTEXT
from vbert_studio.ui.parts.figures import Figure, Paint


def figure_of(
    drawing: tuple[QSizeF, Paint],
    rows: Sequence[Row],
    sides: Sequence[Asked],
    counted: Counted | None,
    folder: Path,
    path_of: Callable[[int], str],
) -> Figure:
    """The table, the count, and a line for each question that was asked.

    Args:
        drawing: of the table.
        rows: of the table.
        sides: what each side was asked; a side that hides nothing was not asked.
        counted: the count below the table, if there is one.
        folder: of the project.
        path_of: the path of a leaf.
    """
    lines = [cloze_line(*side, path_of) for side in sides]
    if counted is not None and counted.there is not None:
        names = counted.here, counted.there
        lines.append(compare_line(folder, counted.video_id, names, CONTEXT))
    size, paint = drawing
    return Figure(
        name="comparison",
        size=size,
        paint=paint,
        columns=HEADS,
        rows=[cells_of(row) for row in rows],
        command="\n".join(lines),
        more=() if counted is None else (counted.table,),
    )
