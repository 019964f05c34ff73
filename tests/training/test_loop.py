from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from vbert_studio.errors import CancelledError
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.training.batches import Batches
from vbert_studio.training.examples import Examples
from vbert_studio.training.films import TrainingFilm
from vbert_studio.training.loop import Listener, Metrics, Trainer, TrainingError, freeze_rows
from vbert_studio.training.losses import LossWeights, losses_of
from vbert_studio.training.masking import Masker
from vbert_studio.training.settings import TrainingSettings

MakeFilms = Callable[..., list[TrainingFilm]]
QUICK = TrainingSettings(steps=12, learning_rate=3e-3, evaluate_every=4, save_every=4)


class Diary:
    """Listens to a run and writes everything down."""

    def __init__(self) -> None:
        self.told: list[tuple[int, Metrics]] = []
        self.scores: list[float] = []
        self.kept = 0

    def listener(self, scores: list[float] | None = None) -> Listener:
        left = iter(scores or [])
        return Listener(
            metrics=lambda step, metrics: self.told.append((step, metrics)),
            evaluate=lambda _model: {"score": next(left, 0.0)},
            better=lambda _model, _found: setattr(self, "kept", self.kept + 1),
        )


@pytest.fixture
def batches(make_films: MakeFilms, vocabulary: JointVocabulary) -> Batches:
    return Batches(Examples(make_films(), vocabulary), Masker(vocabulary), 16)


def new_model(vocabulary: JointVocabulary, dropout: float = 0.0) -> VideoBert:
    torch.manual_seed(5)
    return VideoBert(vocabulary, replace(PRESETS["tiny"], dropout=dropout))


def test_a_small_language_is_learned(
    batches: Batches, vocabulary: JointVocabulary, tmp_path: Path
) -> None:
    diary = Diary()
    settings = replace(QUICK, steps=120, evaluate_every=120, save_every=120)
    Trainer(new_model(vocabulary), batches, settings, diary.listener(), tmp_path).run()
    losses = [metrics["loss"] for _, metrics in diary.told if "loss" in metrics]
    assert sum(losses[-20:]) < 0.7 * sum(losses[:20])


def test_a_stopped_run_ends_where_an_undisturbed_one_does(
    batches: Batches, vocabulary: JointVocabulary, tmp_path: Path
) -> None:
    """Dropout included: the state of the random generator is part of what is kept."""
    whole = new_model(vocabulary, dropout=0.1)
    torch.manual_seed(9)
    Trainer(whole, batches, QUICK, Diary().listener(), tmp_path / "whole").run()

    stopped = new_model(vocabulary, dropout=0.1)
    torch.manual_seed(9)
    asked = iter(range(100))
    monitor = Monitor(cancelled=lambda: next(asked) == 6)
    with pytest.raises(CancelledError):
        Trainer(stopped, batches, QUICK, Diary().listener(), tmp_path / "two").run(monitor=monitor)
    torch.manual_seed(1)
    resumed = new_model(vocabulary, dropout=0.1)
    trainer = Trainer(resumed, batches, QUICK, Diary().listener(), tmp_path / "two")
    assert 0 < trainer.state.step < QUICK.steps
    trainer.run()
    for name, weight in whole.state_dict().items():
        assert torch.equal(resumed.state_dict()[name], weight), name


def test_it_stops_when_nothing_gets_better(
    batches: Batches, vocabulary: JointVocabulary, tmp_path: Path
) -> None:
    diary = Diary()
    settings = replace(QUICK, steps=100, evaluate_every=2, patience=2)
    listener = diary.listener([0.5, 0.6, 0.55, 0.58, 0.9])
    state = Trainer(new_model(vocabulary), batches, settings, listener, tmp_path).run()
    assert state.step == 8
    assert diary.kept == 2


def test_a_loss_that_is_no_number_stops_and_keeps_the_batch(
    batches: Batches, vocabulary: JointVocabulary, tmp_path: Path
) -> None:
    model = new_model(vocabulary)
    torch.nn.init.constant_(model.alignment_head.bias, float("nan"))
    with pytest.raises(TrainingError) as caught:
        Trainer(model, batches, QUICK, Diary().listener(), tmp_path).run()
    assert caught.value.kind == "loss_not_finite"
    assert caught.value.path is not None
    assert caught.value.path.exists()


def test_accumulated_batches_count_as_one_large_batch(
    batches: Batches, vocabulary: JointVocabulary, tmp_path: Path
) -> None:
    diary = Diary()
    settings = replace(QUICK, steps=4, accumulate=3)
    Trainer(new_model(vocabulary), batches, settings, diary.listener(), tmp_path).run()
    source = batches.starting_at(0)
    model = new_model(vocabulary)
    wanted = [losses_of(model, next(source), LossWeights()).total.item() for _ in range(3)]
    assert diary.told[0][1]["loss"] == pytest.approx(sum(wanted) / 3, rel=1e-4)


def test_the_rate_rises_then_falls_in_a_line() -> None:
    settings = TrainingSettings(steps=100, warm_up=0.1)
    rates = [settings.rate_at(step) for step in range(101)]
    assert rates[:10] == pytest.approx([0.1 * k for k in range(1, 11)])
    assert rates[10] == 1.0
    assert rates[55] == pytest.approx(0.5)
    assert rates[100] == 0.0


@pytest.mark.parametrize(
    ("rows", "text", "visual"),
    [("all", True, True), ("visual", False, True), ("none", False, False)],
)
def test_which_rows_learn(
    batches: Batches, vocabulary: JointVocabulary, rows: str, text: bool, visual: bool
) -> None:
    model = new_model(vocabulary)
    freeze_rows(model, rows)
    losses_of(model, next(batches.starting_at(0)), LossWeights()).total.backward()
    grad = model.table.grad
    first = vocabulary.first_visual
    assert (grad is not None and bool(grad[:first].any())) is text
    assert (grad is not None and bool(grad[first:].any())) is visual
