from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch

from tests.small_language import VOCABULARY, make_films
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.tasks.asker import Asker
from vbert_studio.training.batches import Batches
from vbert_studio.training.examples import Examples, ExampleSettings
from vbert_studio.training.loop import Listener, Trainer
from vbert_studio.training.masking import Masker
from vbert_studio.training.settings import TrainingSettings


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> Iterator[None]:
    """Models this small are slower on two threads than on one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="package")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    """A tiny model that has learned the small language."""
    torch.manual_seed(0)
    model = VideoBert(VOCABULARY, replace(PRESETS["tiny"], hidden=64, heads=4))
    settings = ExampleSettings(slowest=1, concatenated=0.2)
    batches = Batches(Examples(make_films(200), VOCABULARY, settings), Masker(VOCABULARY), 32)
    quiet = Listener(lambda *_: None, lambda _: {"score": 0.0}, lambda *_: None)
    how = TrainingSettings(steps=1500, learning_rate=2e-3, evaluate_every=1500, save_every=1500)
    folder = tmp_path_factory.mktemp("run")
    Trainer(model, batches, how, quiet, folder).run()
    return Asker(model)
