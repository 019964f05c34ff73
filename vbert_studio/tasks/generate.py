"""From a sentence to visual words: what would be seen while this is said?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.model.sequence import Order, build_sequence
from vbert_studio.model.vocabulary import MASK, Ids
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.cloze import Guess, guess_of
from vbert_studio.tasks.filling import Choose, fill, most_probable


@dataclass(frozen=True, slots=True)
class Generated:
    """A stretch of video for a sentence.

    Attributes:
        chosen: the visual id of every slot.
        ps: the probability of each when it was chosen, in view of the surer ones.
        slots: what else could stand in each, by itself.
    """

    chosen: tuple[int, ...]
    ps: tuple[float, ...]
    slots: tuple[Guess, ...]


def generate(
    asker: Asker,
    text: Ids,
    length: int,
    *,
    rounds: int = 4,
    choose: Choose = most_probable,
    count: int = 5,
    order: Order = Order.TEXT_FIRST,
) -> Generated:
    """Visual words for a sentence.

    Args:
        asker: the model.
        text: int64 (n,), its WordPieces.
        length: how many visual words, at least 1.
        rounds: of mask-predict; 1 takes the best of each slot by itself, as published.
        choose: how a word is taken from a belief; `filling.sampled` gives another one every time.
        count: alternatives per slot.
        order: which side stands first.
    """
    row = build_sequence(asker.vocabulary, text, np.full(length, MASK), order)
    filled = fill(asker, row, row.video, rounds=rounds, choose=choose)
    return Generated(
        chosen=tuple(filled.ids),
        ps=tuple(float(np.exp(log_p)) for log_p in filled.log_ps),
        slots=tuple(guess_of(belief, count) for belief in filled.alone),
    )
