from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch

from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.training.films import TrainingFilm, TrainingSentence

Films = list[TrainingFilm]


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> Iterator[None]:
    """Models this small are slower on two threads than on one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def vocabulary() -> JointVocabulary:
    return JointVocabulary(1200, np.arange(40, dtype=np.int32))


@pytest.fixture(scope="session")
def make_films(vocabulary: JointVocabulary) -> Callable[..., Films]:
    """Films in a small language: ten actions, each with a word and four visual words of its own."""

    def make(count: int = 20, actions: int = 8, seed: int = 0) -> Films:
        rng = np.random.default_rng(seed)
        return [_film(vocabulary, actions, rng) for _ in range(count)]

    return make


def _film(vocabulary: JointVocabulary, actions: int, rng: np.random.Generator) -> TrainingFilm:
    tokens: list[int] = []
    sentences = []
    for action in rng.integers(0, 10, actions):
        first = len(tokens)
        length = int(rng.integers(2, 5))
        tokens += (vocabulary.first_visual + action * 4 + rng.integers(0, 4, length)).tolist()
        ids = np.array([1000, 1010 + action, 1001], np.int64)
        sentences.append(TrainingSentence(ids, first, len(tokens)))
    return TrainingFilm(np.array(tokens, np.int64), tuple(sentences))
