"""A row of a card that leads somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One row.

    Attributes:
        target: what is handed on when it is followed: a leaf, a video, a spoken word.
        text: what it is called.
        figure: at its right.
        share: of the bar that is filled, 0 .. 1.
        path: of a visual word, for its colour; "" for none.
        said: all of it in words, for the tool tip and whoever cannot see it.
    """

    target: int | str
    text: str
    figure: str
    share: float
    path: str = ""
    said: str = ""
