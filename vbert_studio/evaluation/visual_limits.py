"""The best that anybody could say about the clips of a film, from the grammar itself.

Who knows the look of every clip knows not how far a step is when a clip ends: that is the limit at
the grain of clips. Pictures show more than that, for the heap of slices grows. So there is a second
limit for forecasts, for eyes that see exactly when a step will end: whatever a model reads out of
its tokens, it cannot know more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vbert_studio.arrays import kept
from vbert_studio.evaluation.exam import SeenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import Floats
from vbert_studio.kitchen.clip_world import CLIP_BEATS
from vbert_studio.kitchen.posterior import cloze, forecasts


@dataclass(frozen=True, slots=True, eq=False)
class VisualLimits:
    """Exact distributions over looks for a film of N clips, given that it goes on.

    Attributes:
        cloze: (N, A), each clip from all others.
        ahead: (N - 1, A), each clip but the first from those before it.
        ahead_with_progress: (N - 1, A), the same, had one seen when the present step will end.
    """

    cloze: Floats
    ahead: Floats
    ahead_with_progress: Floats


def visual_limits(grammar: Grammar, film: SeenFilm, folder: Path | None = None) -> VisualLimits:
    """The limits of a film; they take seconds, so they are kept in `folder` if one is given."""
    truth = np.concatenate([film.looks, film.film.beats])
    name = hashlib.sha256(truth.astype("<i8").tobytes()).hexdigest()[:16]
    place = None if folder is None else folder / grammar.digest / f"{name}.npz"
    return VisualLimits(**kept(place, lambda: _computed(grammar, film)))


def _computed(grammar: Grammar, film: SeenFilm) -> dict[str, Floats]:
    evidence = grammar.evidence(film.looks)  # (N, E + 1)
    return {
        "cloze": grammar.by_look(cloze(grammar.clip_world, evidence)),
        "ahead": grammar.by_look(forecasts(grammar.clip_world, evidence[:-1])[1:]),
        "ahead_with_progress": _with_progress(grammar, film),
    }


def _with_progress(grammar: Grammar, film: SeenFilm) -> Floats:
    """Nothing is uncertain while a step goes on, and behind it only what the next one is."""
    steps = [grammar.look(step) for step in film.film.steps]
    following = grammar.by_look(forecasts(grammar.world, grammar.evidence(steps[:-1])))  # (S, A)
    owner = np.repeat(np.arange(len(steps)), film.film.beats)  # the step of each beat
    certain = np.eye(len(grammar.looks))
    rows = []
    for clip in range(1, len(film.looks)):
        under_way = int(owner[clip * CLIP_BEATS - 1])
        coming = int(film.film.clips[clip])
        rows.append(certain[steps[coming]] if coming == under_way else following[coming])
    return np.array(rows).reshape(len(rows), len(certain))
