"""The strip as a figure: its picture, its numbers, and the line that gives them in a shell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QImage, QPainter

from vbert_studio.jobs.requests import Passage
from vbert_studio.ui.masking.command_line import attention_line, cloze_line
from vbert_studio.ui.masking.whatif import WhatIf
from vbert_studio.ui.parts.figures import Figure, Value
from vbert_studio.ui.strip.attention import Lens
from vbert_studio.ui.strip.cells import Cell
from vbert_studio.ui.strip.painting import StripContent, StripPainter

_COLUMNS = (
    "position",
    "side",
    "segment",
    "id",
    "piece",
    "clip",
    "leaf",
    "path",
    "hidden",
    "put",
    "guess",
    "guess_p",
    "truth_p",
    "looked_at",
)


def figure_of(
    content: StripContent,
    passage: Passage,
    state: WhatIf,
    lens: Lens | None,
    picture: Callable[[int], QImage | None],
) -> Figure:
    """All of the strip, also what is scrolled away.

    Args:
        content: what is shown.
        passage: what is read.
        state: what of it is hidden and filled in.
        lens: what of the attention is shown, if any is.
        picture: of a leaf, as far as it is there.
    """

    def paint(painter: QPainter) -> None:
        StripPainter(painter, content, picture).paint()

    return Figure(
        name=f"strip of video {passage.video_id}",
        size=content.size,
        paint=paint,
        columns=_COLUMNS,
        rows=[_row(content, number, cell) for number, cell in enumerate(content.cells)],
        command="\n".join(_lines(content, passage, state, lens)),
    )


def _lines(
    content: StripContent, passage: Passage, state: WhatIf, lens: Lens | None
) -> Iterator[str]:
    """What gives the guesses, and what gives where the row looks."""
    path_of = content.board.lexicon.path
    if state.hidden or lens is None:
        yield cloze_line(passage, state, path_of)
    if lens is not None:
        yield attention_line(passage, state, path_of, layer=lens.layer, head=lens.head)


def _row(content: StripContent, number: int, cell: Cell) -> list[Value]:
    token = cell.token
    slot = None if cell.place is None else content.board.slots.get(cell.place)
    looked_at = None if content.looks is None else round(float(content.looks[number]), 6)
    return [
        token.position,
        token.side,
        "B" if token.segment else "A",
        token.id,
        token.piece,
        token.clip,
        token.leaf,
        cell.path,
        token.hidden,
        token.put,
        cell.guess_title,
        None if cell.guess is None else cell.guess.p,
        None if slot is None or not token.hidden else slot.truth_p,
        looked_at,
    ]
