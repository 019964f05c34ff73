"""Whoever knows the grammar reaches every limit, and whoever knows nothing is at chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer

from tests.evaluation.oracle import Clueless, grammar_of_omelettes, make_exam
from vbert_studio.evaluation.exam import Exam
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.pairs import alignment
from vbert_studio.evaluation.text import text_cloze
from vbert_studio.evaluation.text_to_video import text_to_video
from vbert_studio.evaluation.visual import forecast_next, visual_cloze
from vbert_studio.evaluation.visual_limits import VisualLimits, visual_limits
from vbert_studio.evaluation.word_limits import WordLimits, word_limits
from vbert_studio.evaluation.zero_shot import cross_modal, naming_limits
from vbert_studio.progress import Monitor


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return grammar_of_omelettes()


@pytest.fixture(scope="module")
def exam(grammar: Grammar, tokenizer: Tokenizer) -> Exam:
    return make_exam(grammar, tokenizer, films=3)


@pytest.fixture(scope="module")
def clueless(exam: Exam) -> Exam:
    return replace(exam, asker=Clueless(exam.vocabulary))


@pytest.fixture(scope="module")
def limits(exam: Exam) -> list[VisualLimits]:
    return [visual_limits(exam.grammar, film) for film in exam.films]


@pytest.fixture(scope="module")
def by_words(exam: Exam) -> list[WordLimits]:
    first = exam.vocabulary.first_visual
    return [word_limits(exam.grammar, exam.reading, f.tokens - first) for f in exam.films]


def test_the_oracle_fills_hidden_clips_as_well_as_anybody(
    exam: Exam, clueless: Exam, limits: list[VisualLimits], by_words: list[WordLimits]
) -> None:
    found = visual_cloze(exam, limits, by_words, Monitor())
    assert found["visual_top1"] == pytest.approx(found["visual_limit"])
    assert found["visual_log_loss"] == pytest.approx(found["visual_limit_log_loss"], abs=1e-5)
    assert 0.8 < found["visual_limit"] < 1.0
    chance = visual_cloze(clueless, limits, by_words, Monitor())
    assert chance["visual_top1"] == pytest.approx(1 / len(exam.grammar.looks))
    assert chance["visual_log_loss"] == pytest.approx(np.log(len(exam.grammar.looks)))


def test_the_oracle_forecasts_as_well_as_anybody(
    exam: Exam, clueless: Exam, limits: list[VisualLimits], by_words: list[WordLimits]
) -> None:
    found = forecast_next(exam, limits, by_words, Monitor())
    for name in ("top1", "top5", "log_loss"):
        assert found[name] == pytest.approx(found[f"limit_{name}"], abs=1e-5)
        # Its words never err.
        assert found[f"limit_by_words_{name}"] == pytest.approx(found[f"limit_{name}"], abs=1e-5)
        changes = found["at_changes"]
        assert changes[name] == pytest.approx(changes[f"limit_{name}"], abs=1e-5)
    assert found["limit_with_progress_log_loss"] < found["limit_log_loss"]
    assert found["limit_with_progress_top1"] > found["limit_top1"] > 0.4
    assert found["at_changes"]["asked"] < found["asked"]
    chance = forecast_next(clueless, limits, by_words, Monitor())
    assert chance["top1"] == pytest.approx(1 / len(exam.grammar.looks))


def test_the_oracle_names_what_can_be_named(exam: Exam, clueless: Exam) -> None:
    found, limits = cross_modal(exam, Monitor()), naming_limits(exam)
    assert found["cross_modal"] == limits["limit"] == found["cross_modal_text_first"]
    assert limits["limit"]["verb_top1"] > 2 * limits["limit_without_video"]["verb_top1"]
    # An omelette has no name of one piece in BERT's vocabulary, but it has one in the test's.
    assert limits["limit"]["object_top1"] == 1.0
    assert cross_modal(clueless, Monitor())["cross_modal"]["verb_top1"] == 0.0


def test_the_oracle_hears_as_well_as_anybody(exam: Exam, clueless: Exam) -> None:
    found = text_cloze(exam, Monitor())
    assert found["text_limit"] == pytest.approx(found["text_top1"], abs=0.05)
    assert found["text_names_limit"] == pytest.approx(found["text_names_top1"], abs=0.1)
    assert 0.5 < found["text_names_limit"] < 1.0
    assert text_cloze(clueless, Monitor())["text_top1"] < 0.01


def test_the_oracle_tells_pairs_apart(exam: Exam, clueless: Exam) -> None:
    found = alignment(exam, Monitor())
    for kind in ("easy", "hard"):
        assert found[f"auc_{kind}"] == 1.0
        assert found[f"accuracy_{kind}"] == 1.0
    chance = alignment(clueless, Monitor())
    assert chance["auc_easy"] == chance["auc_hard"] == 0.5


def test_the_oracle_sees_what_it_hears(exam: Exam, clueless: Exam) -> None:
    found = text_to_video(exam, Monitor())
    assert found["token_top1"] == found["limit"]
    assert 0.6 < found["limit"] < 1.0
    assert found["limit"] > 3 * found["chance"]
    assert text_to_video(clueless, Monitor())["token_top1"] < 0.2
