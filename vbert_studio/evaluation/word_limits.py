"""The best that anybody could say about the clips of a film who is given its visual words alone.

The limits of `visual_limits` know what every clip shows. A model is told words, which now and then
show something else. So here the grammar is asked by what each word makes likely, p(word given
look), counted on films for training. It is exact but for one assumption, that the words of
neighbouring clips err independently of each other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.arrays import kept
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import Floats
from vbert_studio.evaluation.reading import Reading
from vbert_studio.kitchen.posterior import cloze, forecasts
from vbert_studio.model.vocabulary import Ids


@dataclass(frozen=True, slots=True, eq=False)
class WordLimits:
    """Distributions over looks for a film of N clips, given that it goes on.

    Attributes:
        cloze: (N, A), each clip from the words of all others.
        ahead: (N - 1, A), each clip but the first from the words before it.
    """

    cloze: Floats
    ahead: Floats


def word_limits(
    grammar: Grammar, reading: Reading, ranks: Ids, folder: Path | None = None
) -> WordLimits:
    """The limits of a film whose visual words have these ranks, (N,).

    They take seconds, so they are kept in `folder` if one is given.
    """
    evidence = reading.likelihoods[ranks] @ grammar.evidence(range(len(grammar.looks)))  # (N, E+1)
    name = hashlib.sha256(evidence.astype("<f8").tobytes()).hexdigest()[:16]
    place = None if folder is None else folder / grammar.digest / f"words-{name}.npz"
    return WordLimits(**kept(place, lambda: _computed(grammar, evidence)))


def _computed(grammar: Grammar, evidence: Floats) -> dict[str, Floats]:
    return {
        "cloze": grammar.by_look(cloze(grammar.clip_world, evidence)),
        "ahead": grammar.by_look(forecasts(grammar.clip_world, evidence[:-1])[1:]),
    }
