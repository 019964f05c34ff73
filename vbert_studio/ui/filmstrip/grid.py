"""Where everything of a board lies, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF

from vbert_studio.ui.filmstrip.board import Board
from vbert_studio.ui.theme import Space, Type, font
from vbert_studio.ui.timeline.lettering import Lettering

_WIDEST, _NARROWEST = 96.0, 60.0  # of a picture
_SHAPE = 16 / 9
_CAPTION = 18
_HEAD = 20
_TITLES = 84


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a board's cells; the titles of its strips stand left of them and stay there.

    Attributes:
        board: what is laid out.
        wide: the width of a picture.
        title_lines: lines of a title below a picture; two where one would cut a name off.
        note_below: the notes stand below the titles, for there is no room beside them.
    """

    board: Board
    wide: float = _WIDEST
    title_lines: int = 1
    note_below: bool = False

    @classmethod
    def of(cls, board: Board, wide: float = _WIDEST) -> Grid:
        """Pictures of a width, with as many lines below them as their texts need."""
        letters = caption_letters()
        texts = {(cell.title, cell.note) for strip in board.strips for cell in strip.cells}
        titles = max((letters.width(title) for title, _ in texts), default=0.0)
        both = (letters.width(a) + Space.XS + letters.width(b) for a, b in texts if b)
        return cls(board, wide, 2 if titles > wide else 1, max(both, default=0.0) > wide)

    @classmethod
    def fitting(cls, board: Board, width: float) -> Grid:
        """Pictures as large as lets a whole strip be seen, within reason."""
        room = width - cls(board).titles - 2 * Space.XS
        each = room / max(1, board.columns) - Space.S
        return cls.of(board, min(_WIDEST, max(_NARROWEST, float(int(each)))))

    @property
    def shape(self) -> QSizeF:
        """Of a picture."""
        return QSizeF(self.wide, round(self.wide / _SHAPE))

    @property
    def titles(self) -> float:
        """The width of the column of titles."""
        return _TITLES if any(strip.title for strip in self.board.strips) else 0

    @property
    def head(self) -> float:
        """The height of the row of headings."""
        return _HEAD if self.board.heads else 0

    @property
    def row_height(self) -> float:
        """From one strip to the next."""
        return self.shape.height() + self.caption_height + Space.S

    @property
    def caption_height(self) -> float:
        """Of the words below a picture."""
        more = self.title_lines - 1 + self.note_below
        return _CAPTION + more * round(caption_letters().line_height)

    @property
    def size(self) -> QSizeF:
        """Everything."""
        columns = self.board.columns * (self.wide + Space.S)
        rows = len(self.board.strips) * self.row_height
        return QSizeF(self.titles + columns + Space.XS, self.head + rows + Space.XS)

    def picture(self, row: int, column: int) -> QRectF:
        """Where the picture of a cell lies."""
        left = self.titles + Space.XS + column * (self.wide + Space.S)
        top = self.head + Space.XS + row * self.row_height
        return QRectF(QPointF(left, top), self.shape)

    def cell(self, row: int, column: int) -> QRectF:
        """The picture with its caption."""
        return self.picture(row, column).adjusted(0, 0, 0, self.caption_height)

    def caption(self, row: int, column: int) -> QRectF:
        """Where the words below a picture stand."""
        picture = self.picture(row, column)
        high = self.caption_height - 1
        return QRectF(picture.left(), picture.bottom() + 1, picture.width(), high)

    def title(self, row: int) -> QRectF:
        """Where the title of a strip stands."""
        top = self.picture(row, 0).top()
        return QRectF(Space.XS, top, self.titles - Space.S, self.shape.height())

    def heading(self, column: int) -> QRectF:
        """Where the heading of a column stands."""
        return QRectF(self.picture(0, column).left(), 0, self.wide, self.head)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """The cell at a point, as row and column."""
        for row, strip in enumerate(self.board.strips):
            for column in range(len(strip.cells)):
                if self.cell(row, column).contains(point):
                    return row, column
        return None


def caption_letters() -> Lettering:
    """What the words below pictures are written in, at the size of texts in force."""
    return _letters(font(Type.CAPTION).pixelSize())


@lru_cache(2)
def _letters(_pixels: int) -> Lettering:
    return Lettering(font(Type.CAPTION))
