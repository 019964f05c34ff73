from collections.abc import Iterator

import pytest
import torch

from tests.small_model import small_model
from vbert_studio.tasks.asker import Asker


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> Iterator[None]:
    """Models this small are slower on two threads than on one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="package")
def asker() -> Asker:
    """A tiny model that has learned the small language."""
    return Asker(small_model())
