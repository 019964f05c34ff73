"""Which word piece belongs where one is hidden, in every sentence, beside the clips it lies on.

The limit is for somebody who is told what the narrator is talking about: which step, or that it is
chatter. That is more than the clips tell when a sentence is early or late, so the limit is an upper
bound and a little too high; given the step it is exact, by going through everything that the
narrator can say about it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.evaluation.exam import Exam, asked
from vbert_studio.evaluation.films import Said
from vbert_studio.evaluation.metrics import Floats, share, top_k
from vbert_studio.kitchen.narration import sentences_of, words_for_object, words_for_verb
from vbert_studio.kitchen.phrases import CHATTER
from vbert_studio.kitchen.rules import Step
from vbert_studio.model.sequence import Order, Sequence, build_sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True, eq=False)
class Sayings:
    """All that can be said about one thing, as WordPieces.

    Attributes:
        by_length: for each number of pieces the sentences, int64 (S, n), and their
            probabilities, (S,).
    """

    by_length: dict[int, tuple[Ids, Floats]]

    @classmethod
    def of(cls, sentences: dict[str, float], tokenizer: Tokenizer) -> Sayings:
        """From sentences with their probabilities."""
        groups: dict[int, list[tuple[list[int], float]]] = {}
        encoded = tokenizer.encode_batch(list(sentences), add_special_tokens=False)
        for found, p in zip(encoded, sentences.values(), strict=True):
            groups.setdefault(len(found.ids), []).append((found.ids, p))
        return cls(
            {
                length: (np.array([ids for ids, _ in group]), np.array([p for _, p in group]))
                for length, group in groups.items()
            }
        )

    def at(self, ids: Ids, position: int) -> dict[int, float]:
        """What may stand at one position of a sentence, given all its other pieces, (n,)."""
        rows, p = self.by_length[len(ids)]
        differs = rows != ids
        differs[:, position] = False
        agrees = np.flatnonzero(~differs.any(axis=1))
        found: dict[int, float] = {}
        for row in agrees:
            piece = int(rows[row, position])
            found[piece] = found.get(piece, 0.0) + float(p[row])
        total = sum(found.values())
        return {piece: weight / total for piece, weight in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    row: Sequence
    position: int
    truth: int
    names: bool  # whether it is part of a name of the verb or the object
    limit: float  # how probably the best answer is right


def text_cloze(exam: Exam, monitor: Monitor, *, order: Order = Order.TEXT_FIRST) -> dict[str, Any]:
    """Every piece of every sentence, hidden alone."""
    questions = _questions(exam, order)
    rows = [(question.row, question.position) for question in questions]
    right = [0.0] * len(questions)
    for number, belief in asked(exam, rows, "words", monitor):
        right[number] = float(belief.log_p.argmax() == questions[number].truth)
    naming = [number for number, question in enumerate(questions) if question.names]
    return {
        "text_top1": share(right),
        "text_limit": share([question.limit for question in questions]),
        "text_asked": len(questions),
        "text_names_top1": share([right[number] for number in naming]),
        "text_names_limit": share([questions[number].limit for number in naming]),
        "text_names_asked": len(naming),
    }


def _questions(exam: Exam, order: Order) -> list[_Question]:
    sayings = _sayings(exam.words)
    found = []
    for film in exam.films:
        for said in film.film.sentences:
            if said.segment is None:
                continue
            about = None if said.step is None else film.film.steps[said.step]
            video = film.tokens[slice(*said.segment)]
            row = build_sequence(exam.vocabulary, said.ids, video, order)
            found += _of_sentence(row, said, sayings(about), _naming(exam.words, about))
    return found


def _of_sentence(row: Sequence, said: Said, can_be: Sayings, naming: set[int]) -> list[_Question]:
    questions = []
    for number, position in enumerate(row.text.tolist()):
        truth = int(said.ids[number])
        shares = can_be.at(said.ids, number)
        limit = top_k([list(shares.values())], [list(shares).index(truth)], 1)
        questions.append(_Question(row, position, truth, truth in naming, limit))
    return questions


def _sayings(tokenizer: Tokenizer) -> Callable[[Step | None], Sayings]:
    @functools.cache
    def of(step: Step | None) -> Sayings:
        if step is not None:
            return Sayings.of(sentences_of(step), tokenizer)
        chatter = {f"{text[0].upper()}{text[1:]}.": 1 / len(CHATTER) for text in CHATTER}
        return Sayings.of(chatter, tokenizer)

    return of


def _naming(tokenizer: Tokenizer, step: Step | None) -> set[int]:
    """The pieces of all names of a step's verb and object."""
    if step is None:
        return set()
    phrases = [*words_for_verb(step), *words_for_object(step)]
    encoded = tokenizer.encode_batch(phrases, add_special_tokens=False)
    return {piece for found in encoded for piece in found.ids}
