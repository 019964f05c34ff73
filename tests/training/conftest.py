from collections.abc import Callable, Iterator

import pytest
import torch

from tests import small_language
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.training.films import TrainingFilm


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> Iterator[None]:
    """Models this small are slower on two threads than on one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def vocabulary() -> JointVocabulary:
    return small_language.VOCABULARY


@pytest.fixture
def make_films() -> Callable[..., list[TrainingFilm]]:
    return small_language.make_films
