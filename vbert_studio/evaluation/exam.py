"""What every part of the evaluation is given: a model, films as it sees them, and the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Rows
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.evaluation.films import Features, KitchenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.names import Slot
from vbert_studio.evaluation.reading import Reading
from vbert_studio.model.sequence import Sequence
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker, Belief


@dataclass(frozen=True, slots=True, eq=False)
class SeenFilm:
    """A film as the model sees it.

    Attributes:
        film: with its truth.
        tokens: int64 (N,), the visual ids of its clips.
        looks: int64 (N,), what its clips show.
    """

    film: KitchenFilm
    tokens: Ids
    looks: Ids

    def tokens_of(self, step: int) -> Ids:
        """The visual ids of a step's clips."""
        return self.tokens[self.film.clips_of(step)]

    def features_of(self, step: int) -> Features:
        """The features of a step's clips, float16 (n, D)."""
        return self.film.features[self.film.clips_of(step)]


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    """Everything that questions are made of.

    Attributes:
        asker: the model.
        words: the WordPiece tokenizer.
        films: those that are asked about.
        reading: what visual words stand for.
        grammar: what films are made by.
        slots: what the template asks for, and which words are right.
    """

    asker: Asker
    words: Tokenizer
    films: tuple[SeenFilm, ...]
    reading: Reading
    grammar: Grammar
    slots: tuple[Slot, Slot]

    @property
    def vocabulary(self) -> JointVocabulary:
        """The rows that the model knows."""
        return self.asker.vocabulary

    def rank(self, visual_id: int) -> int:
        """The place of a visual id among the visual words."""
        return visual_id - self.vocabulary.first_visual


def asked(
    exam: Exam,
    rows: Rows[tuple[Sequence, int]],
    what: str,
    monitor: Monitor,
    *,
    batch: int = 32,
) -> Iterator[tuple[int, Belief]]:
    """What the model believes at one hidden position of each sequence, in whatever order.

    Args:
        exam: whose model.
        rows: sequences, and the position in each that is hidden.
        what: the name of the work.
        monitor: is told the questions answered.
        batch: sequences per pass.

    Yields:
        The number of the question and the belief.
    """
    by_length = np.argsort([len(sequence) for sequence, _ in rows], kind="stable")
    with monitor.stage(what, len(rows), "questions") as stage:
        for start in range(0, len(rows), batch):
            part = by_length[start : start + batch].tolist()
            hidden = [rows[k][0].masked([rows[k][1]]) for k in part]
            places = [np.array([rows[k][1]]) for k in part]
            beliefs = exam.asker.beliefs(hidden, places)
            yield from ((k, belief) for k, (belief,) in zip(part, beliefs, strict=True))
            stage.advance(len(part))


def seen_film(film: KitchenFilm, tokens: Ids, grammar: Grammar) -> SeenFilm:
    """A film with its tokens, (N,) visual ids."""
    return SeenFilm(film, tokens, grammar.looks_of(film))
