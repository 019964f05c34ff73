"""Which visual words does the model see when it only hears?

Every sentence about a step is given, and as many clips as the step has are to be seen. A visual
word that is generated counts as the look that it most often shows.

The limit knows what the narrator can say and how long each verb takes, for the number of clips says
something too. It takes it that a step may begin anywhere between two cuts, which is nearly so.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from vbert_studio.evaluation.exam import Exam
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import Floats, agreement
from vbert_studio.kitchen.clip_world import CLIP_BEATS
from vbert_studio.kitchen.durations import length_shares
from vbert_studio.kitchen.evidence import heard
from vbert_studio.progress import Monitor
from vbert_studio.tasks.generate import generate


def text_to_video(exam: Exam, monitor: Monitor) -> dict[str, Any]:
    """How often a generated clip shows what the sentence is about.

    ``chance`` is always answering with the commonest look, ``limit`` with the one that is the most
    probable given the sentence: some sentences leave the verb or the object to the picture.
    """
    told = [
        (film, said) for film in exam.films for said in film.film.sentences if said.step is not None
    ]
    made, real, shown, best = [], [], [], []
    with monitor.stage("text to video", len(told), "sentences") as stage:
        for film, said in told:
            assert said.step is not None
            tokens = film.tokens_of(said.step)
            made += list(generate(exam.asker, said.ids, len(tokens)).chosen)
            real += tokens.tolist()
            shown += [exam.grammar.look(film.film.steps[said.step])] * len(tokens)
            best += [int(expected_looks(exam.grammar, said.text, len(tokens)).argmax())] * len(
                tokens
            )
            stage.advance()
    looks = [exam.reading.look(exam.rank(token)) for token in made]
    commonest = int(exam.reading.usual.argmax())
    return {
        "token_top1": agreement(looks, shown),
        "chance": agreement(np.full(len(shown), commonest), shown),
        "limit": agreement(best, shown),
        "leaf_top1": agreement(made, real),
        "sentences": len(told),
        "tokens": len(made),
    }


def expected_looks(grammar: Grammar, text: str, clips: int) -> Floats:
    """(A,) how probable each look is when this is said, and it takes so many clips."""
    lasting = np.array([*(_takes(step.verb, clips) for step in grammar.world.steps), 0.0])
    return grammar.by_look(grammar.usual * heard(grammar.world, text, chatter=0.0) * lasting)


@functools.cache
def _takes(verb: str, clips: int) -> float:
    """How probable it is that a step of this verb has so many clips.

    A clip belongs to the step that has its middle beat.
    """
    shares = length_shares(verb)
    fits = [
        sum((first + beat) % CLIP_BEATS == CLIP_BEATS // 2 for beat in range(beats)) == clips
        for first in range(CLIP_BEATS)
        for beats in range(len(shares))
    ]
    return float(np.tile(shares, CLIP_BEATS) @ np.array(fits)) / CLIP_BEATS
