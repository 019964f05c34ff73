from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.visual.repeats import Repeats


class Counting:
    """A network that counts the pictures it had to look at."""

    def __init__(self) -> None:
        self.looked_at = 0

    def __call__(self, pictures: np.ndarray) -> np.ndarray:
        self.looked_at += len(pictures)
        return pictures.reshape(len(pictures), -1).astype(np.float32) * 3


def pictures_of(values: list[int]) -> np.ndarray:
    return np.array(values, np.uint8)[:, None, None]


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=6), min_size=1, max_size=5))
def test_nothing_but_the_work_changes(calls: list[list[int]]) -> None:
    for across in (True, False):
        counting = Counting()
        repeats = Repeats(counting, across_calls=across)
        got = [repeats(pictures_of(call))[:, 0].tolist() for call in calls]
        assert got == [[3 * v for v in call] for call in calls]
        assert counting.looked_at == _stretches(calls, across)


def _stretches(calls: list[list[int]], across: bool) -> int:
    if across:
        calls = [[v for call in calls for v in call]]
    return sum(1 + sum(a != b for a, b in pairwise(c)) for c in calls)


def test_a_memory_that_the_caller_overwrites_is_not_believed() -> None:
    repeats = Repeats(Counting(), across_calls=True)
    memory = pictures_of([1])
    repeats(memory)
    memory[:] = 2
    assert repeats(memory)[0, 0] == 6
