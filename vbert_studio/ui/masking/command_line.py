"""The line for a shell that asks what the window asks."""

from __future__ import annotations

import shlex

from vbert_studio.jobs.requests import Passage, WordPlace
from vbert_studio.ui.masking.whatif import Place, WhatIf


def cloze_line(passage: Passage, state: WhatIf) -> str:
    """`vbert-studio cloze ...`, quoted for a POSIX shell."""
    parts = ["vbert-studio", "cloze", str(passage.project), str(passage.video_id)]
    parts += ["--clips", f"{passage.first_clip}-{passage.end_clip - 1}"]
    hidden: list[Place] = [*state.clips, *state.words]
    for place in hidden:
        parts += ["--mask", _spelled(place)]
    for place, what in state.filled:
        parts += ["--put", f"{_spelled(place)}={what}"]
    parts += ["--order", passage.order]
    if passage.checkpoint is not None:
        parts += ["--checkpoint", passage.checkpoint]
    return shlex.join(parts)


def _spelled(place: Place) -> str:
    if isinstance(place, WordPlace):
        return f"{place.sentence}:{place.position}"
    return str(place)
