import numpy as np
import pytest
import torch

from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary


@pytest.fixture(scope="session")
def vocabulary() -> JointVocabulary:
    """A thousand and some words, forty visual words with gaps between their leaf ids."""
    return JointVocabulary(1200, np.arange(0, 200, 5, dtype=np.int32))


@pytest.fixture
def model(vocabulary: JointVocabulary) -> VideoBert:
    """A tiny model with random weights, the same in every test."""
    torch.manual_seed(0)
    return VideoBert(vocabulary, PRESETS["tiny"]).eval()
