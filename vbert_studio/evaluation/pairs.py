"""Does a sentence belong to a stretch of video? Pairs that do, and pairs that cannot.

A sentence about a step belongs to the clips of that step. It does not belong to the clips of a step
of which the narrator can never say it, whatever it looks like: "time for the carrot" is no negative
to any carrot. So whoever sees and hears perfectly tells all pairs apart, and the limit is 1. Easy
negatives are from another film, hard ones from the same.

Beside that the same question is asked as training asks it, by time: a sentence belongs to the clips
during which it is said. Chatter, and narration that is early or late, make that a noisier question.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Rows
from typing import Any

import numpy as np

from vbert_studio.evaluation.exam import Exam, SeenFilm
from vbert_studio.evaluation.films import Said
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import auc, balanced_accuracy
from vbert_studio.kitchen.narration import sentences_of
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor
from vbert_studio.tasks.align import align

_NEGATIVES = 4  # of each kind per sentence
_EVEN = 0.5

Pair = tuple[Ids, Ids]


def alignment(exam: Exam, monitor: Monitor, *, seed: int = 0) -> dict[str, Any]:
    """AUC and balanced accuracy, for easy and for hard negatives."""
    rng = np.random.default_rng(seed)
    told = [(film, said) for film in exam.films for said in film.film.sentences]
    return {
        **_judged(exam, *_by_meaning(exam, told, rng), "", monitor),
        **_judged(exam, *_by_time(exam, told, rng), "_by_time", monitor),
    }


def _judged(
    exam: Exam, true: list[Pair], easy: list[Pair], hard: list[Pair], by: str, monitor: Monitor
) -> dict[str, Any]:
    p = align(exam.asker, [*true, *easy, *hard], monitor=monitor)
    right, others = p[: len(true)], {"easy": p[len(true) :][: len(easy)], "hard": p[-len(hard) :]}
    found: dict[str, Any] = {}
    for kind, wrong in others.items():
        belongs = np.repeat([True, False], [len(right), len(wrong)])
        scores = np.concatenate([right, wrong])
        found[f"auc_{kind}{by}"] = auc(belongs, scores)
        found[f"accuracy_{kind}{by}"] = balanced_accuracy(belongs, scores > _EVEN)
    return {**found, f"pairs{by}": len(p)}


def _by_meaning(
    exam: Exam, told: Rows[tuple[SeenFilm, Said]], rng: np.random.Generator
) -> tuple[list[Pair], list[Pair], list[Pair]]:
    true: list[Pair] = []
    easy: list[Pair] = []
    hard: list[Pair] = []
    for film, said in told:
        if said.step is None:
            continue
        true.append((said.ids, film.tokens_of(said.step)))
        elsewhere = [other for other in exam.films if other is not film]
        easy += _wrong(exam.grammar, said, elsewhere, rng)
        hard += _wrong(exam.grammar, said, [film], rng)
    return true, easy, hard


def _wrong(
    grammar: Grammar, said: Said, films: Rows[SeenFilm], rng: np.random.Generator
) -> list[Pair]:
    """Some steps of these films that the sentence cannot be about."""
    could_be = about(grammar, said.text)
    possible = [
        (film, number)
        for film in films
        for number, step in enumerate(film.film.steps)
        if grammar.look(step) not in could_be
    ]
    chosen = rng.permutation(len(possible))[:_NEGATIVES]
    return [(said.ids, possible[k][0].tokens_of(possible[k][1])) for k in chosen]


def about(grammar: Grammar, text: str) -> set[int]:
    """The looks of all steps of which the narrator may say this."""
    return {grammar.look(step) for step in grammar.world.steps if text in sentences_of(step)}


def _by_time(
    exam: Exam, told: Rows[tuple[SeenFilm, Said]], rng: np.random.Generator
) -> tuple[list[Pair], list[Pair], list[Pair]]:
    true: list[Pair] = []
    easy: list[Pair] = []
    hard: list[Pair] = []
    for film, said in told:
        if said.segment is None:
            continue
        true.append((said.ids, film.tokens[slice(*said.segment)]))
        elsewhere = [s for other in exam.films if other is not film for s in _segments(other)]
        apart = list(_segments(film, but=said))
        easy += _some(said, elsewhere, rng)
        hard += _some(said, apart, rng)
    return true, easy, hard


def _segments(film: SeenFilm, *, but: Said | None = None) -> Iterator[Ids]:
    """The video of the sentences of a film; of one only those that do not touch its own."""
    for said in film.film.sentences:
        if said.segment is None or (but is not None and _touch(said, but)):
            continue
        yield film.tokens[slice(*said.segment)]


def _touch(one: Said, other: Said) -> bool:
    assert one.segment is not None
    assert other.segment is not None
    return one.segment[0] < other.segment[1] and other.segment[0] < one.segment[1]


def _some(said: Said, videos: Rows[Ids], rng: np.random.Generator) -> list[Pair]:
    return [(said.ids, videos[k]) for k in rng.permutation(len(videos))[:_NEGATIVES]]
