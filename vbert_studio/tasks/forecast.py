"""What comes next? Several futures, each with a probability that means something.

A future is decided token by token behind the past: its probability is the product of the
probabilities of its tokens, each given the past and the tokens decided before it, with masks in
place of the rest. That is a proper distribution over futures of one length: those that are shown
and those that are not add up to one.

With `Meanings`, a future is one of meanings instead of words. The probability of each step is then
the sum over all words of its meaning, given the meanings decided before it, of which the model
reads the likeliest word. All futures of meanings add up to one in the same way. For a single step
that is exactly the sum over the words; over several it is not the sum over all futures in words,
each of which would have been read on from words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from vbert_studio.model.vocabulary import Ids
from vbert_studio.tasks.ahead import Ahead, Prompt
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.cloze import Guess, guess_of
from vbert_studio.tasks.futures import (
    Future,
    drawn_futures,
    first_open,
    most_probable_futures,
    probability,
    surest_open,
)
from vbert_studio.tasks.meanings import Meanings


class Method(Enum):
    """How futures are found.

    Attributes:
        BEAM: the most probable ones, decided in the order of time.
        MASK_PREDICT: the most probable ones, the surest step decided first.
        SAMPLED: by chance, in proportion to their probability; no two alike.
    """

    BEAM = "beam"
    MASK_PREDICT = "mask-predict"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What may come.

    Attributes:
        futures: distinct, most probable first; with meanings no two mean the same.
        steps: for each step, what may stand there whatever stands at the others; with meanings the
            likeliest word of each, with the probability of all of them.
        step: how many clips lie between two tokens of it.
        truth_p: the probability of the future that was given as the true one, if one was.
    """

    futures: tuple[Future, ...]
    steps: tuple[Guess, ...]
    step: int
    truth_p: float | None = None


def forecast(
    asker: Asker,
    past: Ids,
    length: int,
    *,
    count: int = 3,
    step: int = 1,
    beam: int = 6,
    text: npt.ArrayLike = (),
    longest_past: int = 24,
    method: Method = Method.BEAM,
    temperature: float = 1.0,
    seed: int = 0,
    prompt: Prompt = Prompt.BEHIND_THE_PAST,
    alternatives: int = 10,
    truth: Ids | None = None,
    meanings: Meanings | None = None,
) -> Forecast:
    """Several futures.

    Args:
        asker: the model.
        past: int64 (n,), the visual ids so far, one per clip, the present last.
        length: tokens to foresee, at least 1.
        count: futures wanted.
        step: clips between two tokens, 1 to 5; the past is read at the same pace.
        beam: unfinished futures that are looked into before the best are only completed; with more
            of them the futures found are surer to be the most probable ones.
        text: WordPieces of what is said, if anything is; read only with the future behind the past.
        longest_past: tokens of the past that are looked at.
        method: how futures are found.
        temperature: of ``SAMPLED``; below 1 favours the better ones.
        seed: of ``SAMPLED``.
        prompt: where the future stands in the row.
        alternatives: visual words per step.
        truth: int64 (L,), a future whose probability is told, too.
        meanings: visual words that are one answer; None keeps each apart.
    """
    slower = past[::-1][::step][:longest_past][::-1]  # ends with the present
    words = np.asarray(text, dtype=np.int64)
    ahead = Ahead(asker, slower, length, words, prompt, meanings)
    pick = surest_open if method is Method.MASK_PREDICT else first_open
    if method is Method.SAMPLED:
        futures = drawn_futures(ahead, count, np.random.default_rng(seed), temperature)
    else:
        futures = most_probable_futures(ahead, count, pick, max(beam, 1))
    (alone,) = ahead.beliefs([ahead.nothing_known])
    return Forecast(
        futures=tuple(futures),
        steps=tuple(guess_of(alone[k], alternatives) for k in range(length)),
        step=step,
        truth_p=None if truth is None else probability(ahead, truth, pick),
    )
