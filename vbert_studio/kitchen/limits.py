"""How well anybody could forecast or fill in, on average over given films.

These are the figures that a model's are printed beside. They are exact for the films they are
computed on; how they vary from film to film is the world's own uncertainty, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vbert_studio.kitchen.chain import Chain, Floats
from vbert_studio.kitchen.evidence import stacked
from vbert_studio.kitchen.posterior import cloze, forecasts


@dataclass(frozen=True, slots=True)
class Limit:
    """The best that can be expected.

    Attributes:
        top1: how often the most probable answer is right.
        top5: how often the right answer is among the five most probable ones.
        log_loss: minus the logarithm of the right answer's probability, in nats, on average.
        asked: how many questions this is the average of.
    """

    top1: float
    top5: float
    log_loss: float
    asked: int


def forecast_limit(chain: Chain, films: Iterable[Sequence[int]]) -> Limit:
    """Asked for every next symbol of every film, its beginning known.

    Args:
        chain: the grammar, over steps or over clips.
        films: the symbols of each film, the end as the last.
    """
    answers: list[tuple[Floats, int]] = []
    for film in films:
        ahead = forecasts(chain, stacked(chain, film[:-1]))[1:]
        answers.extend(zip(ahead, film[1:], strict=True))
    return _judged(answers)


def cloze_limit(chain: Chain, films: Iterable[Sequence[int]]) -> Limit:
    """Asked for every symbol of every film, everything before and after it known."""
    answers: list[tuple[Floats, int]] = []
    for film in films:
        answers.extend(zip(cloze(chain, stacked(chain, film)), film[:-1], strict=False))
    return _judged(answers)


def _judged(answers: list[tuple[Floats, int]]) -> Limit:
    shares = np.array([answer[truth] for answer, truth in answers])
    # How many symbols are at least as probable: ties count against us, as they should.
    ranks = np.array([int((answer >= answer[truth]).sum()) for answer, truth in answers])
    return Limit(
        top1=float((ranks <= 1).mean()),
        top5=float((ranks <= 5).mean()),
        log_loss=float(-np.log(shares).mean()),
        asked=len(answers),
    )
