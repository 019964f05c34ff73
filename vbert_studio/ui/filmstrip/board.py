"""What a filmstrip shows: plain records. A board is strips of cells, all of one length."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class WordShot:
    """The picture of a visual word: its nearest exemplar."""

    leaf: int


@dataclass(frozen=True, slots=True)
class ClipShot:
    """The picture of a clip of a video, as it is."""

    video_id: int
    clip: int


Shot = WordShot | ClipShot


class Sign(StrEnum):
    """How a foreseen visual word compares with what came. Shown by a sign and a colour."""

    NONE = ""
    RIGHT = "right"
    NEAR = "near"  # a sibling in the tree: it looks alike
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture of a strip.

    Attributes:
        shot: what it shows; None for a place where nothing is.
        path: the visual word's digits, which give its colour.
        title: what stands below: the name that a person gave the word, else its path.
        note: a figure beside it, such as a probability.
        sign: how it came out.
        said: all of it as a sentence, for the tool tip and whoever cannot see it.
    """

    shot: Shot | None
    path: str = ""
    title: str = ""
    note: str = ""
    sign: Sign = Sign.NONE
    said: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: its heading, a figure below that, and its cells."""

    title: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Strips below each other, with a heading over every column.

    Attributes:
        heads: one per column; empty for none.
        strips: each with as many cells as there are columns, or fewer.
        branching: of the codebook, for the colours.
    """

    heads: tuple[str, ...] = ()
    strips: tuple[Strip, ...] = ()
    branching: int = 12

    @property
    def columns(self) -> int:
        """The cells of the longest strip."""
        return max((len(strip.cells) for strip in self.strips), default=0)

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell, or None outside."""
        if not 0 <= row < len(self.strips):
            return None
        cells = self.strips[row].cells
        return cells[column] if 0 <= column < len(cells) else None

    def shots(self) -> list[Shot]:
        """Every picture there is to show, each once, row by row."""
        cells = (cell for strip in self.strips for cell in strip.cells)
        return list(dict.fromkeys(cell.shot for cell in cells if cell.shot is not None))


def per_cent(share: float) -> str:
    """A share from 0 to 1 in whole per cent; what is more than nothing never reads as 0."""
    whole = round(100 * share)
    return f"{whole} %" if whole or not share else "< 1 %"
