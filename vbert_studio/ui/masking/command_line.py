"""The line for a shell that asks what the window asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vbert_studio.command_line import command_line
from vbert_studio.jobs.requests import Passage, WordPlace
from vbert_studio.ui.masking.asking import GUESSES
from vbert_studio.ui.masking.whatif import WhatIf

_CLIP_S = 1.5


def cloze_line(passage: Passage, state: WhatIf, path_of: Callable[[int], str]) -> str:
    """`vbert-studio cloze ...`, or `attention ...` while nothing is hidden, for a POSIX shell.

    Args:
        passage: what is read.
        state: what of it is hidden and filled in.
        path_of: the path of a leaf.
    """
    if not state.hidden:
        return attention_line(passage, state, path_of)
    asked = [*_masks(state, path_of), "--count", str(GUESSES)]
    return command_line("cloze", *_read(passage, asked))


def attention_line(
    passage: Passage,
    state: WhatIf,
    path_of: Callable[[int], str],
    *,
    layer: int | None = None,
    head: int | None = None,
) -> str:
    """`vbert-studio attention ...`: where every position of the row looks.

    Args:
        passage: what is read.
        state: what of it is hidden and filled in.
        path_of: the path of a leaf.
        layer: counted from 0; None for the mean over all.
        head: likewise.
    """
    asked = _masks(state, path_of)
    for name, number in (("--layer", layer), ("--head", head)):
        if number is not None:
            asked += [name, str(number + 1)]
    return command_line("attention", *_read(passage, asked))


def _read(passage: Passage, asked: list[str]) -> list[str]:
    """The passage, what is asked of it, and how it is read."""
    parts = [str(passage.project), str(passage.video_id)]
    parts += ["--start", f"{passage.first_clip * _CLIP_S:g}"]
    parts += ["--end", f"{passage.end_clip * _CLIP_S:g}"]
    parts += [*asked, "--order", passage.order]
    if passage.checkpoint is not None:
        parts += ["--checkpoint", passage.checkpoint]
    return parts


def surprise_line(project: Path, video_id: int, checkpoint: str, context: int) -> str:
    """`vbert-studio surprise ...`, as the tier of the timeline asks."""
    parts = ("surprise", project, video_id)
    return command_line(*parts, "--context", context, "--checkpoint", checkpoint)


def compare_line(project: Path, video_id: int, names: tuple[str, str], context: int) -> str:
    """`vbert-studio compare ...`: how far two models agree, the one that answers first."""
    here, there = names
    asked = ("--context", context, "--checkpoint", here)
    return command_line("compare", project, video_id, there, *asked)


def _masks(state: WhatIf, path_of: Callable[[int], str]) -> list[str]:
    parts = []
    for clip in state.clips:
        parts += ["--mask", _middle(clip)]
    for word in state.words:
        parts += ["--mask-word", _spelled(word)]
    for place, what in state.filled:
        if isinstance(place, WordPlace):
            parts += ["--put-word", f"{_spelled(place)}={what}"]
        elif isinstance(what, int):
            parts += ["--put", f"{_middle(place)}={path_of(what)}"]
    return parts


def _middle(clip: int) -> str:
    """A moment that is surely in the clip."""
    return f"{(clip + 0.5) * _CLIP_S:g}"


def _spelled(place: WordPlace) -> str:
    return f"{place.sentence}:{place.position}"
