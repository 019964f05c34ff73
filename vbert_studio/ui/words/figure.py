"""What the panel shows, for files and for the shell: the listed words, and the one on the card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QWidget

from vbert_studio.command_line import command_line
from vbert_studio.jobs.words import OtherWord, WordFacts, WordList
from vbert_studio.ui.parts.figures import Figure, Table, Value, drawing_of
from vbert_studio.ui.words.chart import Mask
from vbert_studio.ui.words.choice import Choice

_SAID = 4  # as many as the verb lists
_WORD = ("leaf", "path", "name", "uses", "share", "stays")


def figure_of(words: WordList, mask: Mask, choice: Choice, shown: QWidget, folder: Path) -> Figure:
    """The tree or the map as it is seen, a row for each listed word, and the verb that lists them.

    What is within a loop on the map no verb can say.
    """
    size, paint = drawing_of(shown)
    only = ("--only", choice.query) if choice.query else ()
    return Figure(
        name=f"visual words of {folder.name}",
        size=size,
        paint=paint,
        columns=("leaf", "path", "name", "uses", "share", "said"),
        rows=[_row(words, at) for at in np.flatnonzero(mask).tolist()],
        command=command_line("words", folder, *only) if choice.circled is None else "",
    )


def _row(words: WordList, at: int) -> tuple[int | str | float, ...]:
    leaf, uses = int(words.leaves[at]), int(words.uses[at])
    said = " ".join(word.text for word in words.said.telling(leaf, _SAID))
    return leaf, words.paths[at], words.name(at), uses, uses / max(1, words.clips), said


def card_figure(facts: WordFacts, shown: QWidget, folder: Path) -> Figure:
    """One word: where it occurs, what is said with it, and the words around it."""
    size, paint = drawing_of(shown)
    word = (facts.leaf, facts.path, facts.name, facts.uses, facts.share, facts.stays)
    said = [(one.text, one.count, one.total, one.lift) for one in facts.said]
    exemplars = [(one.rank, one.video_id, one.clip, one.distance) for one in facts.exemplars]
    return Figure(
        name=f"visual word {facts.path}",
        size=size,
        paint=paint,
        columns=("video_id", "clip", "start_s", "end_s"),
        rows=[(one.video_id, one.clip, one.start_s, one.end_s) for one in facts.places],
        command=command_line("words", folder, facts.path),
        more=(
            Table("word", _WORD, [word]),
            Table("said", ("text", "count", "total", "lift"), said),
            Table("exemplars", ("rank", "video_id", "clip", "distance"), exemplars),
            *(
                Table(name, ("leaf", "path", "name", "figure"), list(_others(others)))
                for name, others in (
                    ("near", facts.near),
                    ("before", facts.before),
                    ("after", facts.after),
                )
            ),
        ),
    )


def _others(words: Iterable[OtherWord]) -> Iterable[tuple[Value, ...]]:
    return ((one.leaf, one.path, one.name, one.figure) for one in words)
