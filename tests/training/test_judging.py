from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.errors import CancelledError
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.training.examples import ExampleSettings
from vbert_studio.training.films import TrainingFilm
from vbert_studio.training.judging import Judge, auc
from vbert_studio.training.loop import Metrics
from vbert_studio.training.losses import LossWeights
from vbert_studio.training.pretraining import Recipe, teach
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import Start

MakeFilms = Callable[..., list[TrainingFilm]]


def judge(
    films: list[TrainingFilm], vocabulary: JointVocabulary, *, count: int = 64, **more: object
) -> Judge:
    return Judge(films, vocabulary, ExampleSettings(), LossWeights(), count=count, **more)  # type: ignore[arg-type]


@pytest.fixture
def model(vocabulary: JointVocabulary) -> VideoBert:
    torch.manual_seed(3)
    return VideoBert(vocabulary, PRESETS["tiny"]).eval()


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40))
def test_the_auc_counts_pairs_in_the_right_order(rows: list[tuple[int, bool]]) -> None:
    scores = np.array([score for score, _ in rows], np.float32)
    positive = np.array([is_positive for _, is_positive in rows])
    if positive.all() or not positive.any():
        return
    above = np.sign(scores[positive][:, None] - scores[~positive][None, :])
    assert auc(scores, positive) == pytest.approx((above.mean() + 1) / 2)


def test_every_evaluation_asks_the_same(
    make_films: MakeFilms, vocabulary: JointVocabulary, model: VideoBert
) -> None:
    films = make_films(count=4)
    before = torch.get_rng_state()
    first = judge(films, vocabulary)(model)
    assert judge(films, vocabulary)(model) == first
    assert torch.equal(torch.get_rng_state(), before), "dropout goes on as without an evaluation"
    assert first["score"] == -first["loss"]
    parts = first["text_loss"] + first["video_loss"] + first["alignment_loss"]
    assert first["loss"] == pytest.approx(parts)
    # Nothing is learned yet: 1200 word pieces, 12 visual words.
    assert first["text_loss"] == pytest.approx(np.log(1200), rel=0.1)
    assert first["video_loss"] == pytest.approx(np.log(12), rel=0.2)


def test_what_always_guessing_the_commonest_would_find_is_told_beside_it(
    make_films: MakeFilms, vocabulary: JointVocabulary, model: VideoBert
) -> None:
    """In a sentence of three words two are always the same; enough are asked for to see it."""
    figures = judge(make_films(count=8), vocabulary, count=1024)(model)
    assert figures["text_common"] == pytest.approx(1 / 3, abs=0.1)


def test_where_nobody_speaks_only_the_video_is_judged(
    make_films: MakeFilms, vocabulary: JointVocabulary, model: VideoBert
) -> None:
    silent = [replace(film, sentences=()) for film in make_films(count=3)]
    found = judge(silent, vocabulary)(model)
    assert {"score", "loss", "video_loss", "video_top1", "video_common"} == found.keys()


def test_an_evaluation_can_be_stopped(
    make_films: MakeFilms, vocabulary: JointVocabulary, model: VideoBert
) -> None:
    monitor = Monitor(cancelled=lambda: True)
    with pytest.raises(CancelledError):
        judge(make_films(count=3), vocabulary, monitor=monitor)(model)


@pytest.mark.parametrize("held_out", [0, 3])
def test_films_are_taught_without_any_project(
    make_films: MakeFilms, vocabulary: JointVocabulary, tmp_path: Path, held_out: int
) -> None:
    films, told = make_films(count=8), list[tuple[int, Metrics]]()
    training = TrainingSettings(steps=4, learning_rate=3e-3, evaluate_every=2, save_every=4)
    recipe = Recipe(training=training, batch=8, questions=32, threads=1)
    model = VideoBert(vocabulary, PRESETS["tiny"])
    start = Start(model, codebook="c0de", extractor="small", base="")
    taught, judged = films[held_out:], films[:held_out]
    made = teach(start, taught, judged, recipe, tmp_path, tell=lambda *one: told.append(one))
    assert made.steps == 4
    assert (made.folder / "model.safetensors").exists()
    assert made.provenance.taught is not None
    assert made.provenance.taught.films == 8 - held_out
    assert ("video_top1" in made.provenance.taught.held_out) is bool(held_out)
    if not held_out:
        assert made.provenance.taught.steps == 4, "the last one counts as the best"
    assert made.tokens_per_s > 0
    assert [step for step, metrics in told if "loss" in metrics] == [1, 2, 3, 4]
