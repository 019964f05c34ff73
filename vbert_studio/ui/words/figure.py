"""What the panel shows, for files and for the shell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSizeF

from vbert_studio.command_line import command_line
from vbert_studio.jobs.words import WordList
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.words.chart import Mask
from vbert_studio.ui.words.choice import Choice
from vbert_studio.ui.words.map_view import MapView

_SAID = 6


def figure_of(words: WordList, mask: Mask, choice: Choice, map_: MapView, folder: Path) -> Figure:
    """The map as it is seen, a row for each listed word, and the verb that lists them."""
    places = np.flatnonzero(mask).tolist()
    return Figure(
        name=f"visual words of {folder.name}",
        size=QSizeF(map_.size()),
        paint=map_.paint_on,
        columns=("leaf", "path", "name", "uses", "share", "said"),
        rows=[_row(words, at) for at in places],
        command=_command(choice, folder),
    )


def _row(words: WordList, at: int) -> tuple[int | str | float, ...]:
    leaf, uses = int(words.leaves[at]), int(words.uses[at])
    said = " ".join(word.text for word in words.said.telling(leaf, _SAID))
    return leaf, words.paths[at], words.name(at), uses, uses / max(1, words.clips), said


def _command(choice: Choice, folder: Path) -> str:
    return command_line("words", folder, *(["--only", choice.query] if choice.query else []))
