"""Naming what is done: the paper's tables 1 and 2.

Every step of every film is asked about, with the visual words of its clips and the published
template. Nobody was taught the verbs and objects; the words are taken from the open vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Rows
from typing import Any

import numpy as np

from vbert_studio.evaluation.exam import Exam, SeenFilm
from vbert_studio.evaluation.metrics import Floats, share
from vbert_studio.evaluation.names import Slot
from vbert_studio.evaluation.supervised import Supervised
from vbert_studio.kitchen.rules import Step
from vbert_studio.model.sequence import Order
from vbert_studio.progress import Monitor
from vbert_studio.tasks.classify import Action, classify
from vbert_studio.tasks.template import ActionWord

_COUNT = 5
Words = Rows[Rows[str]]
"""Per slot the words that are answered, best first."""

Question = tuple[SeenFilm, int]
"""A film and the index of a step."""


def zero_shot(exam: Exam, supervised: Supervised, monitor: Monitor) -> dict[str, Any]:
    """All rows of the table: the published ones, the limit, and some more.

    ``language_prior`` is the model without any video, ``cross_modal`` with it (video first, as
    published prompts have it), ``s3d_supervised`` a linear classifier on features, ``limit``
    somebody who sees the clips perfectly and knows nothing else of the film.
    """
    questions = _questions(exam)
    blind = classify(exam.asker, exam.words, np.zeros(0, np.int64), count=_COUNT)
    ranked = [supervised.ranked(film.features_of(step)) for film, step in questions]
    return {
        "language_prior": _rates(exam, questions, [_words(blind.plain)] * len(questions)),
        **cross_modal(exam, monitor),
        "s3d_supervised": _rates(exam, questions, [_names(exam, classes) for classes in ranked]),
        "s3d_supervised_classes": _class_rates(exam, questions, ranked),
        **naming_limits(exam),
        "asked": len(questions),
    }


def cross_modal(exam: Exam, monitor: Monitor) -> dict[str, dict[str, float]]:
    """The model with the video: both orders, and corrected by what it would say without."""
    questions = _questions(exam)
    first = _actions(exam, questions, Order.VIDEO_FIRST, monitor)
    last = _actions(exam, questions, Order.TEXT_FIRST, monitor)
    return {
        "cross_modal": _rates(exam, questions, [_words(action.plain) for action in first]),
        "cross_modal_text_first": _rates(exam, questions, [_words(a.plain) for a in last]),
        "cross_modal_corrected": _rates(exam, questions, [_words(a.corrected) for a in first]),
    }


def naming_limits(exam: Exam) -> dict[str, dict[str, float]]:
    """Somebody who sees the clips perfectly, and somebody who only knows what is usual."""
    questions = _questions(exam)
    seen = [_best(exam, _like(exam, film, step)) for film, step in questions]
    usual = [_best(exam, exam.grammar.usual)] * len(questions)
    return {
        "limit": _rates(exam, questions, seen),
        "limit_without_video": _rates(exam, questions, usual),
    }


def _questions(exam: Exam) -> list[Question]:
    return [(film, step) for film in exam.films for step in range(len(film.film.steps))]


def _actions(exam: Exam, questions: Rows[Question], order: Order, monitor: Monitor) -> list[Action]:
    actions = []
    with monitor.stage(f"actions, {order.value}", len(questions), "steps") as stage:
        for film, step in questions:
            video = film.tokens_of(step)
            actions.append(classify(exam.asker, exam.words, video, count=_COUNT, order=order))
            stage.advance()
    return actions


def _words(scored: Rows[Rows[ActionWord]]) -> Words:
    return [[one.word for one in slot] for slot in scored]


def _names(exam: Exam, classes: Words) -> Words:
    """Each class by its likeliest name; one that has none of one word is an empty answer."""
    return [
        [slot.word(label) or "" for label in ranked[:_COUNT]]
        for slot, ranked in zip(exam.slots, classes, strict=True)
    ]


def _best(exam: Exam, distribution: Floats) -> Words:
    """What to answer who holds each step so probable, (E + 1,)."""
    return [slot.best_words(exam.grammar, distribution, _COUNT) for slot in exam.slots]


def _like(exam: Exam, film: SeenFilm, step: int) -> Floats:
    """(E + 1,) how probable each step is that looks like this one."""
    grammar = exam.grammar
    look = grammar.look(film.film.steps[step])
    return grammar.usual * grammar.evidence([look])[0]  # type: ignore[no-any-return]


def _rates(exam: Exam, questions: Rows[Question], answers: Rows[Words]) -> dict[str, float]:
    """How often the first, and any of the first five words is right, per slot."""
    return _counted(exam, questions, answers, Slot.is_right)


def _class_rates(exam: Exam, questions: Rows[Question], answers: Rows[Words]) -> dict[str, float]:
    """The same for classes, however they are called."""
    return _counted(exam, questions, answers, lambda slot, label, step: slot.label(step) == label)


def _counted(
    exam: Exam,
    questions: Rows[Question],
    answers: Rows[Words],
    is_right: Callable[[Slot, str, Step], bool],
) -> dict[str, float]:
    found = {}
    for number, slot in enumerate(exam.slots):
        right = [
            [is_right(slot, answer, film.film.steps[step]) for answer in ranked[number]]
            for (film, step), ranked in zip(questions, answers, strict=True)
        ]
        for count in (1, _COUNT):
            found[f"{slot.name}_top{count}"] = share([any(row[:count]) for row in right])
    return found
