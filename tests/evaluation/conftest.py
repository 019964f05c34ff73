"""Four very small films of the kitchen, and words for what is said in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from tests.evaluation.small_kitchen import kitchen_wordpiece
from vbert_studio.kitchen.make import make

SMALL = (48, 64)


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two films for training and two for the test."""
    folder = tmp_path_factory.mktemp("kitchen")
    make(folder, 2, 4, size=SMALL, speech=False)
    make(folder, 2, 4, size=SMALL, speech=False, split="test")
    return folder


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return kitchen_wordpiece(tmp_path_factory.mktemp("words"))
