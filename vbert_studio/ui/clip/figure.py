"""What the panel shows of a clip, for files and for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from vbert_studio.command_line import command_line
from vbert_studio.jobs.requests import ClassProbability
from vbert_studio.ui.clip.facts import ClipFacts
from vbert_studio.ui.parts.figures import Figure, Table, drawing_of

_CLIP = ("video_id", "clip", "start_s", "end_s", "extractor", "leaf", "path", "name", "uses")


def figure_of(
    facts: ClipFacts, classes: Sequence[ClassProbability], folder: Path, panel: QWidget
) -> Figure:
    """The panel, what the network sees, and what is known of the visual word.

    Args:
        facts: of the clip.
        classes: as far as they were answered, the likeliest first.
        folder: of the project.
        panel: all that is shown, as it is seen.
    """
    size, paint = drawing_of(panel)
    middle = (facts.start_s + facts.end_s) / 2
    return Figure(
        name=f"clip {facts.index + 1} of {facts.video.stem}",
        size=size,
        paint=paint,
        columns=("rank", "class", "p"),
        rows=[(rank, one.name, one.probability) for rank, one in enumerate(classes, 1)],
        command=command_line("clip", folder, facts.video_id, f"{middle:g}"),
        more=_tables(facts),
    )


def _tables(facts: ClipFacts) -> tuple[Table, ...]:
    token = facts.token
    times = facts.video_id, facts.index, facts.start_s, facts.end_s, facts.extractor
    if token is None:
        return (Table("clip", _CLIP, [(*times, None, None, None, None)]),)
    word = token.leaf, token.path, token.name, token.uses
    said = list(enumerate(token.words, 1))
    exemplars = [
        (rank, one.video_name, one.start_s, one.end_s)
        for rank, one in enumerate(token.exemplars, 1)
    ]
    return (
        Table("clip", _CLIP, [(*times, *word)]),
        Table("said", ("rank", "word"), said),
        Table("exemplars", ("rank", "video", "start_s", "end_s"), exemplars),
    )
