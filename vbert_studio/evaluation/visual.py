"""What is seen where a clip is hidden, and what will be seen next: judged by looks.

Cloze: one clip of a whole film is hidden, all others are there. Forecast: the film so far, and one
hidden clip behind it. Neither has any text.
"""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass
from typing import Any

import numpy as np

from vbert_studio.evaluation.exam import Exam, SeenFilm, asked
from vbert_studio.evaluation.metrics import Floats, agreement, log_loss, top_k
from vbert_studio.evaluation.visual_limits import VisualLimits
from vbert_studio.evaluation.word_limits import WordLimits
from vbert_studio.model.sequence import Sequence, build_sequence
from vbert_studio.model.vocabulary import MASK, Ids
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers to Q questions about clips.

    Attributes:
        p: (Q, A), probabilities of looks.
        leaves: int64 (Q,), the most probable visual word, as an id.
    """

    p: Floats
    leaves: Ids


def visual_cloze(
    exam: Exam, limits: Rows[VisualLimits], by_words: Rows[WordLimits], monitor: Monitor
) -> dict[str, Any]:
    """Every clip of every film, hidden alone."""
    answers = _answer(exam, [row for film in exam.films for row in _holes(exam, film)], monitor)
    truth = np.concatenate([film.looks for film in exam.films])
    leaves = np.concatenate([film.tokens for film in exam.films])
    limit = np.concatenate([one.cloze for one in limits])
    told = np.concatenate([one.cloze for one in by_words])
    return {
        "visual_top1": top_k(answers.p, truth, 1),
        "visual_limit": top_k(limit, truth, 1),
        "visual_log_loss": log_loss(answers.p, truth),
        "visual_limit_log_loss": log_loss(limit, truth),
        "visual_limit_by_words": top_k(told, truth, 1),
        "visual_limit_by_words_log_loss": log_loss(told, truth),
        "visual_leaf_top1": agreement(answers.leaves, leaves),
        "visual_asked": len(truth),
    }


def forecast_next(
    exam: Exam, limits: Rows[VisualLimits], by_words: Rows[WordLimits], monitor: Monitor
) -> dict[str, Any]:
    """Every clip of every film but the first, from what was before it."""
    answers = _answer(exam, [row for film in exam.films for row in _futures(exam, film)], monitor)
    now = np.concatenate([film.looks[:-1] for film in exam.films])
    truth = np.concatenate([film.looks[1:] for film in exam.films])
    leaves = np.concatenate([film.tokens[1:] for film in exam.films])
    limit = np.concatenate([one.ahead for one in limits])
    progress = np.concatenate([one.ahead_with_progress for one in limits])
    told = np.concatenate([one.ahead for one in by_words])
    return {
        **_scores("", answers.p, truth),
        **_scores("limit_", limit, truth),
        **_scores("limit_with_progress_", progress, truth),
        **_scores("limit_by_words_", told, truth),
        "same_again_top1": agreement(now, truth),
        "leaf_top1": agreement(answers.leaves, leaves),
        "asked": len(truth),
        "at_changes": _at_changes(answers.p, limit, now, truth),
    }


def _at_changes(answers: Floats, limit: Floats, now: Ids, truth: Ids) -> dict[str, Any]:
    """Only where something else comes next, and that this is so is told."""
    changes = np.flatnonzero(now != truth)
    mine = _other_than(answers[changes], now[changes])
    best = _other_than(limit[changes], now[changes])
    return {
        **_scores("", mine, truth[changes]),
        **_scores("limit_", best, truth[changes]),
        "asked": len(changes),
    }


def _scores(prefix: str, p: Floats, truth: Ids) -> dict[str, float]:
    return {
        f"{prefix}top1": top_k(p, truth, 1),
        f"{prefix}top5": top_k(p, truth, 5),
        f"{prefix}log_loss": log_loss(p, truth),
    }


def _other_than(p: Floats, now: Ids) -> Floats:
    """(Q, A) given that it is not what it is now, (Q,)."""
    others = p.copy()
    others[np.arange(len(p)), now] = 0.0
    shares: Floats = others / others.sum(axis=1, keepdims=True)
    return shares


def _holes(exam: Exam, film: SeenFilm) -> list[tuple[Sequence, int]]:
    row = build_sequence(exam.vocabulary, (), film.tokens)
    return [(row, int(position)) for position in row.video]


def _futures(exam: Exam, film: SeenFilm) -> list[tuple[Sequence, int]]:
    rows = []
    for past in range(1, len(film.tokens)):
        video = np.append(film.tokens[:past], MASK)
        row = build_sequence(exam.vocabulary, (), video)
        rows.append((row, int(row.video[-1])))
    return rows


def _answer(exam: Exam, rows: Rows[tuple[Sequence, int]], monitor: Monitor) -> Answers:
    p = np.zeros((len(rows), len(exam.grammar.looks)))
    leaves = np.zeros(len(rows), np.int64)
    for number, belief in asked(exam, rows, "clips", monitor):
        p[number] = exam.reading.looks(belief.log_p)
        leaves[number] = belief.first_row + int(belief.log_p.argmax())
    return Answers(p, leaves)
