"""The columns of the table: titles, orders, and what is said over a cell."""

from __future__ import annotations

from enum import IntEnum

from vbert_studio.project.pairs import Judgement, OrderBy, PairRow
from vbert_studio.ui.pairs.signs import sign_of
from vbert_studio.ui.translation import tr


class Column(IntEnum):
    """What stands where."""

    JUDGEMENT = 0
    VIDEO = 1
    START = 2
    END = 3
    TEXT = 4
    NOTE = 5


TITLES = {
    Column.JUDGEMENT: "",
    Column.VIDEO: tr("Video"),
    Column.START: tr("From"),
    Column.END: tr("To"),
    Column.TEXT: tr("Text"),
    Column.NOTE: tr("Note"),
}
ORDERS: dict[Column, OrderBy] = {
    Column.JUDGEMENT: "judgement",
    Column.VIDEO: "video",
    Column.START: "place",
    Column.END: "length",
    Column.TEXT: "text",
    Column.NOTE: "note",
}
TIMES = frozenset({Column.START, Column.END})
EDITABLE = frozenset({Column.START, Column.END, Column.TEXT, Column.NOTE})


def tip(pair: PairRow, column: Column, judgement: Judgement) -> str | None:
    """What is said over a cell; the whole text, or what an empty one means."""
    match column:
        case Column.JUDGEMENT:
            return sign_of(judgement).title
        case Column.TEXT if pair.is_corrected:
            said = tr("The transcript now says: {text}", text=pair.said_now)
            return f"{pair.text}\n{said}"
        case Column.TEXT:
            return pair.text or tr("There is no text yet: F2 types one.")
        case Column.NOTE:
            return pair.note or None
        case _:
            return None
