"""A future that is not yet known: the rows that ask about it, and what is believed of it."""

from __future__ import annotations

from collections.abc import Sequence as Rows
from enum import Enum

import numpy as np

from vbert_studio.model.sequence import Sequence, Side, build_sequence
from vbert_studio.model.vocabulary import CLS, MASK, SEP, Ids
from vbert_studio.tasks.asker import Asker, Belief
from vbert_studio.tasks.meanings import Meanings


class Prompt(Enum):
    """Where the hidden future stands.

    Attributes:
        BEHIND_THE_PAST: ``[CLS] [>] past future [SEP]``, both on the video's side of ``[>]``.
        BEHIND_THE_SIGN: ``[CLS] past [>] future [SEP]``, as some published descriptions have it.
    """

    BEHIND_THE_PAST = "behind-the-past"
    BEHIND_THE_SIGN = "behind-the-sign"


class Ahead:
    """The future behind a past. A partial future is int64 (L,) with ``[MASK]`` where it is open.

    What was asked once is not asked again.

    Args:
        asker: the model.
        past: int64 (n,), the visual ids so far.
        length: L, the tokens to foresee.
        text: int64 (m,), WordPieces of what is said; only with the future behind the past.
        prompt: where the future stands.
        meanings: visual words that are one answer; None keeps each apart.
    """

    def __init__(
        self,
        asker: Asker,
        past: Ids,
        length: int,
        text: Ids,
        prompt: Prompt,
        meanings: Meanings | None = None,
    ) -> None:
        self.length = length
        self._asker = asker
        self._past = past
        self._text = text
        self._prompt = prompt
        self._meanings = meanings
        self._known: dict[bytes, dict[int, Belief]] = {}

    @property
    def nothing_known(self) -> Ids:
        """The partial future in which everything is open."""
        return np.full(self.length, MASK, dtype=np.int64)

    def beliefs(self, partials: Rows[Ids]) -> list[dict[int, Belief]]:
        """For each partial future, what is believed of each of its open steps."""
        fresh = [p for p in partials if p.tobytes() not in self._known]
        if fresh:
            self._ask(fresh)
        return [self._known[p.tobytes()] for p in partials]

    def _ask(self, partials: list[Ids]) -> None:
        rows = [self.row(partial) for partial in partials]
        first = int(rows[0].video[-self.length])
        open_ = [np.flatnonzero(partial == MASK) for partial in partials]
        found = self._asker.beliefs(rows, [first + steps for steps in open_])
        if self._meanings is not None:
            found = [list(map(self._meanings.summed, beliefs)) for beliefs in found]
        for partial, steps, beliefs in zip(partials, open_, found, strict=True):
            self._known[partial.tobytes()] = dict(zip(steps.tolist(), beliefs, strict=True))

    def row_of(self, belief: Belief, id_: int) -> int:
        """Where in a belief the word stands that an id is meant by."""
        if self._meanings is not None:
            id_ = self._meanings.standing_for(belief, id_)
        return id_ - belief.first_row

    def row(self, partial: Ids) -> Sequence:
        """What the model reads to tell of a partial future."""
        vocabulary = self._asker.vocabulary
        if self._prompt is Prompt.BEHIND_THE_PAST:
            return build_sequence(vocabulary, self._text, np.concatenate([self._past, partial]))
        ids = np.concatenate([[CLS], self._past, [vocabulary.between], partial, [SEP]])  # (T,)
        sides = np.full(len(ids), Side.VIDEO, dtype=np.int8)
        sides[[0, len(self._past) + 1, -1]] = Side.SPECIAL
        return Sequence(ids.astype(np.int64), sides)
