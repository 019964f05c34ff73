"""The row that the model reads as cells, and where each stands; knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vbert_studio.jobs.requests import ReadToken, SideName, WordPlace
from vbert_studio.ui.masking.board import Board, Guess, percent
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.translation import tr

VISUAL_WIDTH = 78.0
_LEAST = 34.0
_PAD = 9.0  # on both sides of a WordPiece
_GAP = 2.0
_SPECIAL_WIDTH = 44.0
_WIDEST = 220.0  # for a guess whose name is longer it is cut off, never its probability


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of the row.

    Attributes:
        token: what is read there.
        title: what stands there, as a person reads it.
        path: the digits of its visual word; empty for text.
        shot: the leaf whose exemplar is shown, None for text and while hidden.
        guess: the best guess where something is hidden and was answered.
        left, width: where it stands, in logical pixels.
    """

    token: ReadToken
    title: str
    path: str
    shot: int | None
    guess: Guess | None
    guess_title: str
    left: float
    width: float

    @property
    def place(self) -> Place | None:
        """What of the video it stands for; None for the special tokens."""
        return self.token.clip if self.token.clip is not None else self.token.word

    @property
    def right(self) -> float:
        """Its right border."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Its middle."""
        return self.left + self.width / 2

    @property
    def note(self) -> str:
        """What stands below: the name of the best guess, or the title."""
        if self.guess is not None:
            return self.guess_title
        return self.title if self.token.side == "video" and not self.token.hidden else ""

    @property
    def figure(self) -> str:
        """Beside that: the probability of the best guess."""
        return "" if self.guess is None else percent(self.guess.p)


def cells_of(
    tokens: Sequence[ReadToken], board: Board, width_of: Callable[[str], float]
) -> tuple[Cell, ...]:
    """Side by side, from the left.

    Args:
        tokens: the row.
        board: what is hidden, and what the model believes there.
        width_of: the width of a text in logical pixels.
    """
    cells = []
    left = 0.0
    for token in tokens:
        cell = _cell(token, board, left, width_of)
        cells.append(cell)
        left = cell.right + _GAP
    return tuple(cells)


def cell_at(cells: Sequence[Cell], x: float) -> int | None:
    """The number of the cell at a pixel."""
    return next((n for n, cell in enumerate(cells) if cell.left <= x < cell.right + _GAP), None)


def spoken(cell: Cell, board: Board) -> str:
    """A cell in words, for those who do not see it."""
    token = cell.token
    said = _kinds[token.side].format(cell.title or "nothing")
    if token.hidden:
        said = tr("masked, truly {said}", said=said)
    elif token.put:
        said = tr("{said}, put in", said=said)
    if cell.guess is not None:
        said += tr(
            ", best guess {guess_title} {percent}",
            guess_title=cell.guess_title,
            percent=percent(cell.guess.p),
        )
    if cell.place is not None and cell.place == board.chosen:
        said += tr(", chosen")
    return tr("position {position}: {said}", position=token.position, said=said)


_kinds: dict[SideName, str] = {
    "special": "{}",
    "text": tr("word piece {}"),
    "video": tr("visual word {}"),
}


def _cell(token: ReadToken, board: Board, left: float, width_of: Callable[[str], float]) -> Cell:
    leaf = token.leaf
    title = token.piece if leaf is None else board.title(leaf)
    guess = _guess(token, board)
    shown = board.title(guess.what) if guess else ""
    return Cell(
        token=token,
        title=title,
        path="" if leaf is None else board.path(leaf),
        shot=None if token.hidden else leaf,
        guess=guess,
        guess_title=shown,
        left=left,
        width=_width(token, title, guess, shown, width_of),
    )


def _guess(token: ReadToken, board: Board) -> Guess | None:
    """Of a word in several pieces the guess stands below the first."""
    place = token.word if token.clip is None else token.clip
    slot = board.slots.get(place) if token.hidden and place is not None else None
    if slot is None or not slot.guesses or _continues(token):
        return None
    return slot.guesses[0]


def _continues(token: ReadToken) -> bool:
    return isinstance(token.word, WordPlace) and token.piece.startswith("##")


def _width(
    token: ReadToken,
    title: str,
    guess: Guess | None,
    shown: str,
    width_of: Callable[[str], float],
) -> float:
    if token.side == "special":
        return _SPECIAL_WIDTH
    note = 0.0 if guess is None else min(width_of(f"{shown} {percent(guess.p)}") + _PAD, _WIDEST)
    if token.side == "video":
        return max(VISUAL_WIDTH, note)
    said = "[MASK]" if token.hidden else title
    return max(_LEAST, width_of(said) + 2 * _PAD, note)
