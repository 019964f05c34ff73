"""A tiny model that has learned the small language: trained once per machine, then kept."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import torch

from tests import small_language
from vbert_studio.model.checkpoint import Provenance, load_checkpoint, save_checkpoint
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.training.batches import Batches
from vbert_studio.training.examples import Examples, ExampleSettings
from vbert_studio.training.loop import Listener, Trainer
from vbert_studio.training.masking import Masker
from vbert_studio.training.settings import TrainingSettings

_CODEBOOK = "none: its tokens are made up"


@cache
def small_model() -> VideoBert:
    """The model, the same in every run. Ask for it with torch on one thread."""
    folder = Path(tempfile.gettempdir()) / f"vbert-studio-small-model-{_digest()}"
    if not folder.exists():
        _train(folder)
    return load_checkpoint(folder, codebook=_CODEBOOK)[0]


def _untaught() -> VideoBert:
    torch.manual_seed(0)
    return VideoBert(small_language.VOCABULARY, replace(PRESETS["tiny"], hidden=64, heads=4))


def _digest() -> str:
    """Of what is learned, and of the model's layout: a kept one of another cannot be read."""
    layout = [(name, tuple(value.shape)) for name, value in _untaught().state_dict().items()]
    files = [Path(small_language.__file__), Path(__file__)]
    code = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(code + repr(layout).encode()).hexdigest()[:16]


def _train(folder: Path) -> None:
    words, model = small_language.VOCABULARY, _untaught()
    settings = ExampleSettings(slowest=1, concatenated=0.2)
    batches = Batches(Examples(small_language.make_films(200), words, settings), Masker(words), 32)
    quiet = Listener(lambda *_: None, lambda _: {"score": 0.0}, lambda *_: None)
    how = TrainingSettings(steps=1500, learning_rate=2e-3, evaluate_every=1500, save_every=1500)
    run = Path(tempfile.mkdtemp())
    try:
        Trainer(model, batches, how, quiet, run).run()
        save_checkpoint(model, Provenance(_CODEBOOK, "made up"), folder, half=False)
    finally:
        shutil.rmtree(run)
